-- up
CREATE SCHEMA auth;
CREATE TYPE auth.role AS ENUM ('a');
CREATE TABLE auth.users (
    id integer NOT NULL,
    role auth.role DEFAULT 'a'::auth.role,
    CONSTRAINT users_pkey PRIMARY KEY (id)
);
CREATE TABLE logs (
    u integer,
    CONSTRAINT logs_u_fkey FOREIGN KEY (u) REFERENCES auth.users (id)
);
CREATE INDEX i ON auth.users (role);
COMMENT ON INDEX auth.i IS 'x';

-- down
DROP TABLE logs;
DROP TABLE auth.users;
DROP TYPE auth.role;
DROP SCHEMA auth;
