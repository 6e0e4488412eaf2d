-- up
CREATE TABLE t (
    a boolean DEFAULT (now() IS NULL),
    b boolean DEFAULT (1 = ANY (ARRAY[1, 2])),
    c boolean DEFAULT (true AND (NOT false)),
    d timestamp without time zone DEFAULT (now() AT TIME ZONE 'utc'::text),
    e text DEFAULT ('a'::text || 'b'::text),
    f integer DEFAULT '-1'::integer,
    g boolean DEFAULT ('a'::text ~~ 'b'::text)
);

-- down
DROP TABLE t;
