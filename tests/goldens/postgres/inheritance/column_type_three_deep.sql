-- up
DROP VIEW all_of_them;
ALTER TABLE g DROP CONSTRAINT g_v_check;
DROP INDEX g_low;
ALTER TABLE c ALTER COLUMN v DROP DEFAULT;
ALTER TABLE g
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN v TYPE text;
ALTER TABLE c ALTER COLUMN v SET DEFAULT 'c'::text;
ALTER TABLE g ADD CONSTRAINT g_v_check CHECK (v <> 'no'::text);
CREATE INDEX g_low ON g ((lower(v)));
CREATE VIEW all_of_them AS
SELECT g.id,
    g.v
   FROM g;

-- down
DROP VIEW all_of_them;
ALTER TABLE g DROP CONSTRAINT g_v_check;
DROP INDEX g_low;
ALTER TABLE c ALTER COLUMN v DROP DEFAULT;
ALTER TABLE g
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN v TYPE character varying(10);
ALTER TABLE c ALTER COLUMN v SET DEFAULT 'c'::character varying;
ALTER TABLE g ADD CONSTRAINT g_v_check CHECK ((v)::text <> 'no'::text);
CREATE INDEX g_low ON g ((lower((v)::text)));
CREATE VIEW all_of_them AS
SELECT g.id,
    g.v
   FROM g;
