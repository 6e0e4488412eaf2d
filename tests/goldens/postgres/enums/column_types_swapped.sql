-- up
ALTER TYPE first RENAME TO first__old;
CREATE TYPE first AS ENUM ('b', 'a');
ALTER TYPE second RENAME TO second__old;
CREATE TYPE second AS ENUM ('a', 'b');
ALTER TABLE t
    ALTER COLUMN x TYPE second USING x::text::second,
    ALTER COLUMN y DROP DEFAULT,
    ALTER COLUMN y TYPE first USING y::text::first,
    ALTER COLUMN y SET DEFAULT 'a'::first;
DROP TYPE first__old;
DROP TYPE second__old;

-- down
ALTER TYPE first RENAME TO first__old;
CREATE TYPE first AS ENUM ('a', 'b');
ALTER TYPE second RENAME TO second__old;
CREATE TYPE second AS ENUM ('b', 'a', 'c');
ALTER TABLE t
    ALTER COLUMN x TYPE first USING x::text::first,
    ALTER COLUMN y DROP DEFAULT,
    ALTER COLUMN y TYPE second USING y::text::second,
    ALTER COLUMN y SET DEFAULT 'b'::second;
DROP TYPE first__old;
DROP TYPE second__old;
