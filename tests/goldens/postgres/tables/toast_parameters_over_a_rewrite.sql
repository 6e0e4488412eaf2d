-- up
ALTER TABLE becomes_short ADD COLUMN b text;
ALTER TABLE goes ADD COLUMN b text;
ALTER TABLE with_other ADD COLUMN b jsonb;
ALTER TABLE becomes_short ALTER COLUMN a TYPE integer USING a::integer;
ALTER TABLE goes ALTER COLUMN id TYPE bigint;
ALTER TABLE with_other ALTER COLUMN a TYPE bigint USING a::bigint;
ALTER TABLE with_other SET (fillfactor='70', toast.vacuum_truncate='false');
ALTER TABLE becomes_short SET (toast.autovacuum_enabled='false');
ALTER TABLE goes SET (toast.autovacuum_enabled='false');
-- drops column goes.a with its values
ALTER TABLE goes DROP COLUMN a;

-- down
-- the old values of goes.a are not restored
ALTER TABLE goes ADD COLUMN a text;
ALTER TABLE becomes_short ALTER COLUMN a TYPE text;
ALTER TABLE goes ALTER COLUMN id TYPE integer;
ALTER TABLE with_other ALTER COLUMN a TYPE text;
ALTER TABLE with_other SET (fillfactor='80', toast.vacuum_truncate='false');
ALTER TABLE becomes_short SET (toast.autovacuum_enabled='false');
ALTER TABLE goes SET (toast.autovacuum_enabled='false');
ALTER TABLE becomes_short DROP COLUMN b;
ALTER TABLE goes DROP COLUMN b;
ALTER TABLE with_other DROP COLUMN b;
