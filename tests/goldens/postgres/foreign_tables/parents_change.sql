-- up
DROP FOREIGN TABLE f;
DROP FOREIGN TABLE g;
CREATE FOREIGN TABLE f (
    x integer
) INHERITS (p) SERVER far;
CREATE FOREIGN TABLE g (
    id integer NOT NULL,
    v text
) SERVER far;

-- down
DROP FOREIGN TABLE f;
DROP FOREIGN TABLE g;
CREATE FOREIGN TABLE f (
    id integer NOT NULL,
    v text,
    x integer
) SERVER far;
CREATE FOREIGN TABLE g (
    v text
) INHERITS (p) SERVER far;
