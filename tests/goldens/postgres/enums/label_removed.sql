-- up
ALTER TABLE t DROP CONSTRAINT t_e_check;
DROP INDEX i;
-- fails when a row holds 'c': change such rows first
ALTER TYPE e RENAME TO e__old;
CREATE TYPE e AS ENUM ('a', 'b');
ALTER TABLE t
    ALTER COLUMN e DROP DEFAULT,
    ALTER COLUMN e TYPE e USING e::text::e,
    ALTER COLUMN e SET DEFAULT 'a'::e,
    ALTER COLUMN es DROP DEFAULT,
    ALTER COLUMN es TYPE e[] USING es::text[]::e[],
    ALTER COLUMN es SET DEFAULT '{a}'::e[];
ALTER TABLE u ALTER COLUMN x TYPE e USING x::text::e;
ALTER TABLE t ADD CONSTRAINT t_e_check CHECK (e <> 'b'::e);
CREATE INDEX i ON t (es) WHERE e = 'a'::e;
DROP TYPE e__old;

-- down
ALTER TYPE e ADD VALUE 'c';
