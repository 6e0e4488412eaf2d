state IN ('open', 'closed') AND a BETWEEN 1 AND 2
((state = ANY (ARRAY['open'::text, 'closed'::text])) AND ((a >= 1) AND (a <= 2)))