-- up
ALTER TABLE t ADD COLUMN d date;
ALTER TABLE t ADD COLUMN e oracle.date DEFAULT oracle.sysdate();
ALTER TABLE t
    ALTER COLUMN a TYPE oracle.varchar2(20),
    ALTER COLUMN c TYPE oracle.nvarchar2(10);
ALTER TABLE t ADD CONSTRAINT known CHECK (oracle.nvl((c)::text, 'n'::text) <> 'z'::text);
CREATE INDEX t_c ON t ((oracle.substr((c)::text, 1, 2)));
CREATE VIEW v AS
SELECT t.id,
    oracle.nvl((t.a)::text, (t.c)::text) AS a,
    oracle.add_months(t.d, 1) AS next
   FROM t;

-- down
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT known;
DROP INDEX t_c;
ALTER TABLE t
    ALTER COLUMN a TYPE character varying(20),
    ALTER COLUMN c TYPE text;
ALTER TABLE t DROP COLUMN d;
ALTER TABLE t DROP COLUMN e;
