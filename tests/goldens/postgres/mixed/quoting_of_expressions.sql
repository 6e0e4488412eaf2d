-- up
CREATE TYPE q AS ENUM ('$1', '''', '"', '\n', 'ß', '%s {0}');
COMMENT ON TYPE q IS '-- no';
ALTER TABLE t ADD COLUMN c q DEFAULT ''''::q;
ALTER TABLE t ADD COLUMN d text DEFAULT '$function$;--/*'::text;
ALTER TABLE t ALTER COLUMN a SET DEFAULT 'it''s a \ $$ line
and one more'::text;
COMMENT ON COLUMN t.a IS 'a;b
''c'' \ "d" $$ {x} %s';
ALTER TABLE t ADD CONSTRAINT t_b_check CHECK ((b !~ '^\d+$'::text) AND (b <> '{0} %s'::text));
CREATE INDEX "i;--" ON t (a) WHERE b = ';'::text;
CREATE VIEW v AS
SELECT (t.a || '
''\'::text) AS x
   FROM t
  WHERE ((t.b ~~ like_escape('100\%'::text, '\'::text)) OR (t.b ~ '[''"]'::text));
CREATE POLICY p ON t FOR ALL TO PUBLIC USING ((a <> '	;'::text));

-- down
DROP VIEW v;
DROP POLICY p ON t;
ALTER TABLE t DROP CONSTRAINT t_b_check;
DROP INDEX "i;--";
ALTER TABLE t ALTER COLUMN a SET DEFAULT 'back\slash'::text;
COMMENT ON COLUMN t.a IS NULL;
ALTER TABLE t DROP COLUMN c;
ALTER TABLE t DROP COLUMN d;
DROP TYPE q;
