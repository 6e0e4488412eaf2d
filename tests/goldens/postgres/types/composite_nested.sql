-- up
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('b', 'a');
ALTER TYPE inner_one RENAME TO inner_one__old;
CREATE TYPE inner_one AS (m mood, n integer);
ALTER TYPE outer_one RENAME TO outer_one__old;
CREATE TYPE outer_one AS (i inner_one, t text);
ALTER TABLE t ALTER COLUMN o TYPE outer_one USING CASE WHEN o IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW(CASE WHEN (o).i IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW(((o).i).m::text::mood, ((o).i).n)::inner_one END, (o).t)::outer_one END;
DROP TYPE outer_one__old;
DROP TYPE inner_one__old;
DROP TYPE mood__old;

-- down
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b', 'c');
ALTER TYPE inner_one RENAME TO inner_one__old;
CREATE TYPE inner_one AS (m mood, n integer);
ALTER TYPE outer_one RENAME TO outer_one__old;
CREATE TYPE outer_one AS (i inner_one, t text);
ALTER TABLE t ALTER COLUMN o TYPE outer_one USING CASE WHEN o IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW(CASE WHEN (o).i IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW(((o).i).m::text::mood, ((o).i).n)::inner_one END, (o).t)::outer_one END;
DROP TYPE outer_one__old;
DROP TYPE inner_one__old;
DROP TYPE mood__old;
