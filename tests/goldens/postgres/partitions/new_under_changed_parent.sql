-- up
-- drops table p3 with its rows
DROP TABLE p3;
ALTER TABLE parts DROP CONSTRAINT short;
ALTER TABLE parts ADD COLUMN made integer;
ALTER TABLE parts ADD CONSTRAINT short CHECK (length(v) < 5);
-- drops column parts.gone with its values
ALTER TABLE parts DROP COLUMN gone;
CREATE TABLE p2 (
    k integer,
    v text,
    made integer,
    CONSTRAINT short CHECK (length(v) < 5)
);
ALTER TABLE parts ATTACH PARTITION p2 FOR VALUES FROM (10) TO (20);

-- down
DROP TABLE p2;
ALTER TABLE parts DROP CONSTRAINT short;
-- the old values of parts.gone are not restored
ALTER TABLE parts ADD COLUMN gone text;
ALTER TABLE parts ADD CONSTRAINT short CHECK (length(v) < 9);
ALTER TABLE parts DROP COLUMN made;
CREATE TABLE p3 (
    k integer,
    gone text,
    v text,
    CONSTRAINT short CHECK (length(v) < 9)
);
ALTER TABLE parts ATTACH PARTITION p3 FOR VALUES FROM (20) TO (30);
