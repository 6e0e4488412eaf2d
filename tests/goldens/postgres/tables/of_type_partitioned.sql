-- up
ALTER TABLE t NOT OF;
ALTER TABLE t ADD COLUMN more text;
ALTER TABLE t ALTER COLUMN n TYPE bigint;
-- drops attribute pt.gone with its values
ALTER TYPE pt DROP ATTRIBUTE gone;
ALTER TYPE pt ALTER ATTRIBUTE n TYPE bigint;
ALTER TYPE pt ADD ATTRIBUTE more text;
-- drops column t.gone with its values
ALTER TABLE t DROP COLUMN gone;
ALTER TABLE t OF pt;

-- down
ALTER TABLE t NOT OF;
-- the old values of t.gone are not restored
ALTER TABLE t ADD COLUMN gone text;
ALTER TABLE t ALTER COLUMN n TYPE integer;
ALTER TYPE pt DROP ATTRIBUTE more;
ALTER TYPE pt ALTER ATTRIBUTE n TYPE integer;
ALTER TYPE pt ADD ATTRIBUTE gone text;
ALTER TABLE t DROP COLUMN more;
ALTER TABLE t OF pt;
