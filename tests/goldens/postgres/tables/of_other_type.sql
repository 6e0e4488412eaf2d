-- up
ALTER TABLE u ADD COLUMN m text;
ALTER TABLE t NOT OF;
ALTER TABLE t ADD COLUMN m text;
ALTER TABLE v NOT OF;
ALTER TABLE v ADD COLUMN o text;
ALTER TABLE v ALTER COLUMN n TYPE bigint;
-- drops column t.n with its values
ALTER TABLE t DROP COLUMN n;
ALTER TABLE t OF two;
-- drops column u.n with its values
ALTER TABLE u DROP COLUMN n;
ALTER TABLE u OF two;

-- down
ALTER TABLE v ALTER COLUMN n TYPE integer;
ALTER TABLE t NOT OF;
-- the old values of t.n are not restored
ALTER TABLE t ADD COLUMN n integer;
ALTER TABLE u NOT OF;
-- the old values of u.n are not restored
ALTER TABLE u ADD COLUMN n integer;
ALTER TABLE t DROP COLUMN m;
ALTER TABLE t OF one;
ALTER TABLE u DROP COLUMN m;
ALTER TABLE v DROP COLUMN o;
ALTER TABLE v OF one;
