-- up
ALTER TABLE parts ADD COLUMN t text;
ALTER TABLE plain ADD COLUMN a text;
ALTER TABLE retyped ALTER COLUMN a TYPE text;
ALTER TABLE loses RESET (toast.autovacuum_enabled);
ALTER TABLE p1 SET (toast.autovacuum_vacuum_threshold='77');
ALTER TABLE plain SET (toast.autovacuum_enabled='false');
ALTER TABLE retyped SET (fillfactor='70', toast.vacuum_truncate='false');
-- drops column loses.a with its values
ALTER TABLE loses DROP COLUMN a;

-- down
-- the old values of loses.a are not restored
ALTER TABLE loses ADD COLUMN a text;
ALTER TABLE retyped ALTER COLUMN a TYPE character varying(10);
ALTER TABLE loses SET (toast.autovacuum_enabled='false');
ALTER TABLE p1 RESET (toast.autovacuum_vacuum_threshold);
ALTER TABLE plain RESET (toast.autovacuum_enabled);
ALTER TABLE retyped RESET (fillfactor, toast.vacuum_truncate);
ALTER TABLE parts DROP COLUMN t;
ALTER TABLE plain DROP COLUMN a;
