-- up
ALTER TABLE t
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE text[] USING ARRAY[a]::text[],
    ALTER COLUMN a SET DEFAULT '{x}'::text[],
    ALTER COLUMN b TYPE text[] USING CASE WHEN b IS NOT NULL THEN ARRAY[b]::text[] END,
    ALTER COLUMN c TYPE integer[] USING CASE WHEN c IS NOT NULL THEN ARRAY[c]::integer[] END,
    ALTER COLUMN d DROP DEFAULT,
    ALTER COLUMN d TYPE mood[] USING CASE WHEN d IS NOT NULL THEN ARRAY[d]::mood[] END,
    ALTER COLUMN d SET DEFAULT '{ok}'::mood[],
    ALTER COLUMN e DROP DEFAULT,
    ALTER COLUMN e TYPE text,
    ALTER COLUMN e SET DEFAULT '{a,b}'::text,
    ALTER COLUMN f TYPE text,
    ALTER COLUMN g TYPE character varying(5)[] USING CASE WHEN g IS NOT NULL THEN ARRAY[g]::character varying(5)[] END;

-- down
-- a: keeps the first element of each array; the others are lost
-- b: keeps the first element of each array; the others are lost
-- c: keeps the first element of each array; the others are lost
-- d: keeps the first element of each array; the others are lost
-- g: keeps the first element of each array; the others are lost
ALTER TABLE t
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE text USING a[1],
    ALTER COLUMN a SET DEFAULT 'x'::text,
    ALTER COLUMN b TYPE text USING b[1],
    ALTER COLUMN c TYPE integer USING c[1],
    ALTER COLUMN d DROP DEFAULT,
    ALTER COLUMN d TYPE mood USING d[1],
    ALTER COLUMN d SET DEFAULT 'ok'::mood,
    ALTER COLUMN e DROP DEFAULT,
    ALTER COLUMN e TYPE text[] USING e::text[],
    ALTER COLUMN e SET DEFAULT '{a,b}'::text[],
    ALTER COLUMN f TYPE integer[] USING f::integer[],
    ALTER COLUMN g TYPE character varying(5) USING g[1];
