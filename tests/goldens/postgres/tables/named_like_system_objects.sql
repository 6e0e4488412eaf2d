-- up
CREATE TYPE s.text AS ENUM ('a', 'b');
ALTER TABLE pg_settings2 ADD COLUMN pg_class text;
ALTER TABLE s.t ADD COLUMN c s.text DEFAULT 'b'::s.text;
ALTER TABLE pg_settings2 ALTER COLUMN id TYPE bigint;
ALTER TABLE s.t ALTER COLUMN a SET DEFAULT lower('x'::text);
ALTER TABLE s.t ALTER COLUMN b SET DEFAULT s.lower('x'::text);
CREATE INDEX t_l ON s.t ((s.lower(a)), (lower(b)));

-- down
DROP INDEX s.t_l;
ALTER TABLE pg_settings2 ALTER COLUMN id TYPE integer;
ALTER TABLE s.t ALTER COLUMN a SET DEFAULT s.lower('x'::text);
ALTER TABLE s.t ALTER COLUMN b SET DEFAULT lower('x'::text);
ALTER TABLE pg_settings2 DROP COLUMN pg_class;
ALTER TABLE s.t DROP COLUMN c;
DROP TYPE s.text;
