-- up
CREATE TABLE base (
    id integer NOT NULL,
    c character varying COMPRESSION pglz,
    d text
);
ALTER TABLE ONLY base ALTER COLUMN d SET STORAGE EXTERNAL;
CREATE TABLE heir (
    id integer NOT NULL,
    c character varying,
    d text
) INHERITS (base);
ALTER TABLE heir ALTER COLUMN c SET COMPRESSION default;
ALTER TABLE heir ALTER COLUMN d SET STORAGE EXTENDED;
-- drops table gone with its rows
DROP TABLE gone;

-- down
CREATE TABLE gone (
    id integer
);
DROP TABLE heir;
DROP TABLE base;
