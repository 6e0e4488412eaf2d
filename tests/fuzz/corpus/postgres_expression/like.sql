lower(name) LIKE 'a%' OR name ~ '^b' OR x IS NOT NULL
((lower(name) ~~ 'a%'::text) OR (name ~ '^b'::text) OR (x IS NOT NULL))