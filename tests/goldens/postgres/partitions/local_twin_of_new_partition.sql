-- up
CREATE TABLE m_1 (
    k integer NOT NULL,
    v integer
);
ALTER TABLE m ATTACH PARTITION m_1 FOR VALUES IN (1);
CREATE TABLE n_1 (
    k integer NOT NULL,
    v integer
);
CREATE TABLE w (
    k integer NOT NULL,
    v integer
) PARTITION BY LIST (k);
CREATE TABLE w_1 (
    k integer NOT NULL,
    v integer
);
ALTER TABLE n_1 ADD CONSTRAINT z_attached_key UNIQUE (k);
ALTER TABLE m_1 ADD CONSTRAINT a_mine_key UNIQUE (k);
CREATE INDEX a_mine ON m_1 (v);
CREATE INDEX z_attached ON n_1 (v);
ALTER TABLE n ATTACH PARTITION n_1 FOR VALUES IN (1);
ALTER TABLE n_1 ADD CONSTRAINT b_mine_unique UNIQUE (k);
ALTER TABLE n_1 ADD CONSTRAINT b_mine_key PRIMARY KEY (k);
CREATE INDEX b_mine ON n_1 (v);
CREATE INDEX w_ix ON w (v);
CREATE INDEX y_attached ON w_1 (v);
ALTER TABLE w ATTACH PARTITION w_1 FOR VALUES IN (1);
CREATE INDEX c_mine ON w_1 (v);

-- down
DROP TABLE m_1;
DROP TABLE n_1;
DROP TABLE w_1;
DROP TABLE w;
