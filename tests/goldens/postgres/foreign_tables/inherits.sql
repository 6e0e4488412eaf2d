-- up
DROP FOREIGN TABLE f_old;
DROP VIEW remote;
DROP FOREIGN TABLE f;
ALTER TABLE p ADD COLUMN extra integer DEFAULT 1 NOT NULL;
ALTER TABLE p
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN v DROP DEFAULT,
    ALTER COLUMN v TYPE character varying(20),
    ALTER COLUMN v SET DEFAULT 'b'::character varying;
ALTER TABLE p ADD CONSTRAINT positive CHECK (id > 0);
CREATE FOREIGN TABLE f_new (
) INHERITS (p) SERVER far;
CREATE FOREIGN TABLE f (
    x integer OPTIONS (name 'y') DEFAULT 3,
    CONSTRAINT v_is_short CHECK ((length((v)::text) < 10))
) INHERITS (p, q) SERVER far OPTIONS (table_name 'f');
COMMENT ON COLUMN f.x IS 'remote';
CREATE VIEW remote AS
SELECT f.id,
    f.x
   FROM f;
-- drops column p.gone with its values
ALTER TABLE p DROP COLUMN gone;

-- down
DROP FOREIGN TABLE f_new;
DROP VIEW remote;
DROP FOREIGN TABLE f;
ALTER TABLE p DROP CONSTRAINT positive;
-- the old values of p.gone are not restored
ALTER TABLE p ADD COLUMN gone date;
ALTER TABLE p
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN v DROP DEFAULT,
    ALTER COLUMN v TYPE text,
    ALTER COLUMN v SET DEFAULT 'a'::text;
CREATE FOREIGN TABLE f_old (
) INHERITS (q) SERVER far;
CREATE FOREIGN TABLE f (
    x integer OPTIONS (name 'y') DEFAULT 3,
    CONSTRAINT v_is_short CHECK ((length(v) < 10))
) INHERITS (p, q) SERVER far OPTIONS (table_name 'f');
CREATE VIEW remote AS
SELECT f.id,
    f.x
   FROM f;
ALTER TABLE p DROP COLUMN extra;
