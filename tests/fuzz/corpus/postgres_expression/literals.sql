interval '1 day' + now() - '2000-01-01'
((now() + '1 day'::interval) - '2000-01-01'::timestamp with time zone)