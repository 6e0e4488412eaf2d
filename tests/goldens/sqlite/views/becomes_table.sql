-- up
DROP VIEW report;
CREATE TABLE report (
    n INT
);

-- down
DROP TABLE report;
CREATE VIEW report AS SELECT count(*) AS n FROM t;
