-- up
ALTER TABLE p0 RENAME TO p0__old;
ALTER TABLE parts RENAME TO parts__old;
ALTER TABLE parts__old DROP COLUMN g;
ALTER TABLE parts__old ALTER COLUMN s TYPE text;
DROP TYPE span;
CREATE TYPE span AS RANGE (SUBTYPE = integer, SUBTYPE_DIFF = int4range_subdiff, MULTIRANGE_TYPE_NAME = span_multirange);
CREATE TABLE parts (
    k text DEFAULT 'none'::text NOT NULL,
    k2 character varying(5) DEFAULT ''::character varying NOT NULL,
    s span,
    g boolean GENERATED ALWAYS AS (isempty(s)) STORED
) PARTITION BY LIST (k);
CREATE TABLE p0 (
    k text DEFAULT 'none'::text NOT NULL,
    k2 character varying(5) DEFAULT ''::character varying NOT NULL,
    s span,
    g boolean GENERATED ALWAYS AS (isempty(s)) STORED
);
ALTER TABLE parts ATTACH PARTITION p0 DEFAULT;
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO parts (k, k2, s)
SELECT coalesce(k::text, 'none'::text), coalesce(k2::text, ''::character varying), s::span
FROM parts__old;
DROP TABLE parts__old;
ALTER TABLE parts ADD CONSTRAINT parts_pkey PRIMARY KEY (k, k2);

-- down
ALTER TABLE p0 RENAME TO p0__old;
ALTER TABLE parts RENAME TO parts__old;
ALTER TABLE parts__old DROP COLUMN g;
ALTER TABLE parts__old ALTER COLUMN s TYPE text;
DROP TYPE span;
CREATE TYPE span AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = span_multirange);
CREATE TABLE parts (
    k integer,
    k2 text,
    s span,
    g boolean GENERATED ALWAYS AS (isempty(s)) STORED
) PARTITION BY RANGE (k);
CREATE TABLE p0 (
    k integer,
    k2 text,
    s span,
    g boolean GENERATED ALWAYS AS (isempty(s)) STORED
);
ALTER TABLE parts ATTACH PARTITION p0 FOR VALUES FROM (0) TO (10);
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (k, k2, s)
SELECT k::integer, k2, s::span
FROM parts__old;
DROP TABLE parts__old;
