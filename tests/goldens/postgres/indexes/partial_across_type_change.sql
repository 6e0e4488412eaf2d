-- up
DROP INDEX t_email;
DROP INDEX t_n;
DROP INDEX t_day;
-- values of t.at are rounded: timestamp without time zone → timestamp(3) without time zone
ALTER TABLE t
    ALTER COLUMN email TYPE text,
    ALTER COLUMN state TYPE text,
    ALTER COLUMN n TYPE bigint,
    ALTER COLUMN at TYPE timestamp(3) without time zone;
CREATE UNIQUE INDEX t_email ON t ((lower(email))) WHERE state <> 'gone'::text;
CREATE INDEX t_n ON t ((n * 2), (state || 'x'::text)) INCLUDE (email) WHERE (n IS NOT NULL) AND (at > '2020-01-01 00:00:00'::timestamp without time zone);
CREATE INDEX t_day ON t ((date(at)), n DESC NULLS LAST);

-- down
DROP INDEX t_email;
DROP INDEX t_n;
DROP INDEX t_day;
ALTER TABLE t
    ALTER COLUMN email TYPE character varying(100),
    ALTER COLUMN state TYPE character varying(10),
    ALTER COLUMN n TYPE integer,
    ALTER COLUMN at TYPE timestamp without time zone;
CREATE UNIQUE INDEX t_email ON t ((lower((email)::text))) WHERE (state)::text <> 'gone'::text;
CREATE INDEX t_n ON t ((n * 2), ((state)::text || 'x'::text)) INCLUDE (email) WHERE (n IS NOT NULL) AND (at > '2020-01-01 00:00:00'::timestamp without time zone);
CREATE INDEX t_day ON t ((date(at)), n DESC NULLS LAST);
