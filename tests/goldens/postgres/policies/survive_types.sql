-- up
DROP POLICY a ON t;
DROP POLICY b ON m;
ALTER TABLE m
    ALTER COLUMN t TYPE bigint,
    ALTER COLUMN who TYPE text;
ALTER TABLE t
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN tenant TYPE text;
CREATE POLICY a ON t FOR ALL TO PUBLIC USING ((tenant IN ( SELECT m.who
   FROM m
  WHERE (m.t = t.id))));
COMMENT ON POLICY a ON t IS 'members';
CREATE POLICY b ON m AS RESTRICTIVE FOR ALL TO PUBLIC USING ((who <> ''::text)) WITH CHECK ((t > 0));

-- down
DROP POLICY a ON t;
DROP POLICY b ON m;
ALTER TABLE m
    ALTER COLUMN t TYPE integer,
    ALTER COLUMN who TYPE character varying(20);
ALTER TABLE t
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN tenant TYPE character varying(20);
CREATE POLICY a ON t FOR ALL TO PUBLIC USING (((tenant)::text IN ( SELECT m.who
   FROM m
  WHERE (m.t = t.id))));
COMMENT ON POLICY a ON t IS 'members';
CREATE POLICY b ON m AS RESTRICTIVE FOR ALL TO PUBLIC USING (((who)::text <> ''::text)) WITH CHECK ((t > 0));
