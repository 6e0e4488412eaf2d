-- up
ALTER TABLE parts
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN size DROP DEFAULT,
    ALTER COLUMN size TYPE integer USING size::integer,
    ALTER COLUMN size SET DEFAULT 1,
    ALTER COLUMN made TYPE date USING made::date,
    ALTER COLUMN made SET DEFAULT '2000-01-01'::date,
    ALTER COLUMN note TYPE character varying(20);
UPDATE parts SET made = DEFAULT WHERE made IS NULL;
ALTER TABLE parts ALTER COLUMN made SET NOT NULL;
COMMENT ON COLUMN parts.made IS 'the day';

-- down
ALTER TABLE parts
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN size DROP DEFAULT,
    ALTER COLUMN size TYPE text,
    ALTER COLUMN size SET DEFAULT '1'::text,
    ALTER COLUMN made DROP DEFAULT,
    ALTER COLUMN made TYPE text,
    ALTER COLUMN note TYPE character varying(10);
ALTER TABLE parts ALTER COLUMN made DROP NOT NULL;
COMMENT ON COLUMN parts.made IS 'when';
