-- up
ALTER TABLE m RENAME TO m__old;
DROP STATISTICS st;
CREATE TABLE m (
    id integer NOT NULL,
    at date NOT NULL,
    total integer GENERATED ALWAYS AS (id * 2) STORED,
    CONSTRAINT positive CHECK (id > 0)
) PARTITION BY HASH (id);
COMMENT ON CONSTRAINT positive ON m IS 'yes';
CREATE TABLE m_1 (
    id integer NOT NULL,
    at date NOT NULL,
    total integer GENERATED ALWAYS AS (id * 2) STORED,
    CONSTRAINT positive CHECK (id > 0)
);
ALTER TABLE m ATTACH PARTITION m_1 FOR VALUES WITH (modulus 2, remainder 1);
CREATE TABLE m_0 (
    id integer NOT NULL,
    at date NOT NULL,
    total integer GENERATED ALWAYS AS (id * 2) STORED,
    CONSTRAINT positive CHECK (id > 0)
);
ALTER TABLE m ATTACH PARTITION m_0 FOR VALUES WITH (modulus 2, remainder 0);
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO m (id, at)
SELECT id, at
FROM m__old;
DROP TABLE m__old;
CREATE STATISTICS st ON at, id FROM m;

-- down
ALTER TABLE m RENAME TO m__old;
DROP STATISTICS st;
CREATE TABLE m (
    id integer NOT NULL,
    at date NOT NULL,
    total integer GENERATED ALWAYS AS (id * 2) STORED,
    CONSTRAINT positive CHECK (id > 0)
) PARTITION BY RANGE (at);
COMMENT ON CONSTRAINT positive ON m IS 'yes';
CREATE TABLE m_26 (
    id integer NOT NULL,
    at date NOT NULL,
    total integer GENERATED ALWAYS AS (id * 2) STORED,
    CONSTRAINT positive CHECK (id > 0)
);
ALTER TABLE m ATTACH PARTITION m_26 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE m_25 (
    id integer NOT NULL,
    at date NOT NULL,
    total integer GENERATED ALWAYS AS (id * 2) STORED,
    CONSTRAINT positive CHECK (id > 0)
);
ALTER TABLE m ATTACH PARTITION m_25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m (id, at)
SELECT id, at
FROM m__old;
DROP TABLE m__old;
CREATE STATISTICS st ON at, id FROM m;
