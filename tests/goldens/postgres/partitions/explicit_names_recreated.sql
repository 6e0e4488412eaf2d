-- up
DROP INDEX m_v;
ALTER TABLE m ALTER COLUMN v TYPE character varying(20);
CREATE INDEX deeper_v ON m1a ((lower((v)::text))) WITH (fillfactor='50') WHERE (v)::text > 'a'::text;
COMMENT ON INDEX deeper_v IS 'deeper';
CREATE INDEX first_v ON m1 ((lower((v)::text))) WHERE (v)::text > 'a'::text;
CREATE INDEX m_v ON m ((lower((v)::text))) WHERE (v)::text > 'a'::text;

-- down
DROP INDEX m_v;
ALTER TABLE m ALTER COLUMN v TYPE text;
CREATE INDEX deep_v ON m1a ((lower(v))) WHERE v > 'a'::text;
COMMENT ON INDEX deep_v IS 'deep';
CREATE INDEX first_v ON m1 ((lower(v))) WHERE v > 'a'::text;
CREATE INDEX m_v ON m ((lower(v))) WHERE v > 'a'::text;
