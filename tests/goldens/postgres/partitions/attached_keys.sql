-- up
-- drops table b with its rows
DROP TABLE b;
CREATE TABLE c (
    id integer NOT NULL,
    r integer,
    CONSTRAINT m_r_check CHECK (r > 0)
);
ALTER TABLE m ATTACH PARTITION c FOR VALUES FROM (10) TO (20);
ALTER TABLE m ATTACH PARTITION a FOR VALUES FROM (0) TO (10);

-- down
ALTER TABLE m DETACH PARTITION a;
DROP TABLE c;
CREATE TABLE b (
    id integer NOT NULL,
    r integer,
    CONSTRAINT m_r_check CHECK (r > 0)
);
ALTER TABLE m ATTACH PARTITION b FOR VALUES FROM (20) TO (30);
