-- up
DROP VIEW drafts;
ALTER TABLE doc
    ALTER COLUMN state TYPE text,
    ALTER COLUMN size TYPE bigint;
CREATE VIEW drafts WITH (check_option=local) AS
SELECT doc.id,
    doc.state,
    doc.size
   FROM doc
  WHERE (doc.state = 'draft'::text);
ALTER VIEW drafts ALTER COLUMN size SET DEFAULT 0;
COMMENT ON COLUMN drafts.size IS 'bytes';
ALTER VIEW drafts ALTER COLUMN state SET DEFAULT 'draft'::text;

-- down
DROP VIEW drafts;
ALTER TABLE doc
    ALTER COLUMN state TYPE character varying(10),
    ALTER COLUMN size TYPE integer;
CREATE VIEW drafts WITH (check_option=cascaded, security_barrier=true) AS
SELECT doc.id,
    doc.state,
    doc.size
   FROM doc
  WHERE ((doc.state)::text = 'draft'::text);
COMMENT ON COLUMN drafts.size IS 'bytes';
ALTER VIEW drafts ALTER COLUMN state SET DEFAULT 'draft'::character varying;
