-- up
ALTER TABLE big RENAME TO big__old;
DROP TRIGGER t ON big__old;
DROP RULE r ON big__old;
DROP STATISTICS big_stats;
DROP VIEW v;
DROP PUBLICATION pub;
DROP PUBLICATION pub2;
CREATE TABLE big (
    id integer NOT NULL,
    k text,
    j text COMPRESSION pglz
) PARTITION BY HASH (id);
ALTER TABLE big REPLICA IDENTITY FULL;
COMMENT ON TABLE big IS 'big';
ALTER TABLE big ALTER COLUMN id SET (n_distinct='9');
ALTER TABLE ONLY big ALTER COLUMN k SET STORAGE EXTERNAL;
COMMENT ON COLUMN big.k IS 'key';
ALTER TABLE ONLY big ALTER COLUMN j SET STATISTICS 70;
CREATE TABLE big_0 (
    id integer NOT NULL,
    k text,
    j text
) WITH (autovacuum_enabled='off');
ALTER TABLE big ATTACH PARTITION big_0 FOR VALUES WITH (modulus 1, remainder 0);
-- rebuilds table big: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO big (id, k, j)
SELECT id, k, j
FROM big__old;
DROP TABLE big__old;
CREATE TRIGGER t AFTER INSERT ON big FOR EACH ROW EXECUTE FUNCTION f();
ALTER TABLE big DISABLE TRIGGER t;
COMMENT ON TRIGGER t ON big IS 'trigger';
CREATE RULE r AS
    ON DELETE TO big DO INSTEAD NOTHING;
CREATE STATISTICS big_stats ON j, k FROM big;
COMMENT ON STATISTICS big_stats IS 'of big';
CREATE VIEW v AS
SELECT big.id,
    big.k,
    big.j
   FROM big;
CREATE PUBLICATION pub FOR TABLE ONLY big;
CREATE PUBLICATION pub2 FOR TABLE ONLY big WITH (publish_via_partition_root = true);

-- down
ALTER TABLE big RENAME TO big__old;
DROP TRIGGER t ON big__old;
DROP RULE r ON big__old;
DROP STATISTICS big_stats;
DROP VIEW v;
DROP PUBLICATION pub;
DROP PUBLICATION pub2;
CREATE TABLE big (
    id integer NOT NULL,
    k text,
    j text COMPRESSION pglz
) WITH (autovacuum_enabled='off');
ALTER TABLE big REPLICA IDENTITY FULL;
COMMENT ON TABLE big IS 'big';
ALTER TABLE big ALTER COLUMN id SET (n_distinct='9');
ALTER TABLE big ALTER COLUMN k SET STORAGE EXTERNAL;
COMMENT ON COLUMN big.k IS 'key';
ALTER TABLE big ALTER COLUMN j SET STATISTICS 70;
-- rebuilds table big: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO big (id, k, j)
SELECT id, k, j
FROM big__old;
DROP TABLE big__old;
CREATE TRIGGER t AFTER INSERT ON big FOR EACH ROW EXECUTE FUNCTION f();
ALTER TABLE big DISABLE TRIGGER t;
COMMENT ON TRIGGER t ON big IS 'trigger';
CREATE RULE r AS
    ON DELETE TO big DO INSTEAD NOTHING;
CREATE STATISTICS big_stats ON j, k FROM big;
COMMENT ON STATISTICS big_stats IS 'of big';
CREATE VIEW v AS
SELECT big.id,
    big.k,
    big.j
   FROM big;
CREATE PUBLICATION pub FOR TABLE ONLY big;
CREATE PUBLICATION pub2 FOR TABLE ONLY big WITH (publish_via_partition_root = true);
