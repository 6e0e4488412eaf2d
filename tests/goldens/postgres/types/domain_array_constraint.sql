-- up
ALTER TYPE email RENAME TO email__old;
CREATE DOMAIN email AS text CONSTRAINT email_check CHECK ((VALUE ~~ '%@%'::text));
ALTER TABLE t
    ALTER COLUMN e TYPE email,
    ALTER COLUMN es TYPE email[] USING es::email[];
DROP DOMAIN email__old;

-- down
ALTER DOMAIN email DROP CONSTRAINT email_check;
