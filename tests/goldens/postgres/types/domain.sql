-- up
CREATE DOMAIN email AS text DEFAULT 'a@b'::text NOT NULL CONSTRAINT email_check CHECK ((VALUE ~~ '%@%'::text));
COMMENT ON DOMAIN email IS 'x';
CREATE TABLE t (
    e email
);

-- down
DROP TABLE t;
DROP DOMAIN email;
