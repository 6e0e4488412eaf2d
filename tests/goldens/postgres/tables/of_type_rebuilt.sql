-- up
-- fails when a row holds 'c': change such rows first
ALTER TYPE g RENAME TO g__old;
CREATE TYPE g AS ENUM ('b', 'a');
ALTER TABLE t NOT OF;
ALTER TYPE pt RENAME TO pt__old;
CREATE TYPE pt AS (id integer, n integer, e g);
ALTER TABLE t
    ALTER COLUMN n TYPE integer USING n::integer,
    ALTER COLUMN e TYPE g USING e::text::g;
ALTER TABLE u ALTER COLUMN p TYPE pt USING CASE WHEN p IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((p).id, (p).n::integer, (p).e::text::g)::pt END;
ALTER TABLE t OF pt;
DROP TYPE pt__old;
DROP TYPE g__old;

-- down
ALTER TYPE g RENAME TO g__old;
CREATE TYPE g AS ENUM ('a', 'b', 'c');
ALTER TABLE t NOT OF;
ALTER TYPE pt RENAME TO pt__old;
CREATE TYPE pt AS (id integer, n text, e g);
ALTER TABLE t
    ALTER COLUMN n TYPE text,
    ALTER COLUMN e TYPE g USING e::text::g;
ALTER TABLE u ALTER COLUMN p TYPE pt USING CASE WHEN p IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((p).id, (p).n, (p).e::text::g)::pt END;
ALTER TABLE t OF pt;
DROP TYPE pt__old;
DROP TYPE g__old;
