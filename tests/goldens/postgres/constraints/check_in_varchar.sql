-- up
COMMENT ON TABLE t IS '(ARRAY[''a''::text])::text[]';
ALTER TABLE t ADD CONSTRAINT a_known CHECK ((a)::text = ANY ((ARRAY['it''s'::character varying, '(ARRAY[]'::character varying, 'c'::character varying]::character varying[])::text[]));
CREATE INDEX t_part ON t (b) WHERE (a)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying]::character varying[])::text[]);
CREATE VIEW v AS
SELECT t.b
   FROM t
  WHERE ((t.a)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying]::character varying[])::text[]));

-- down
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT a_known;
DROP INDEX t_part;
COMMENT ON TABLE t IS NULL;
