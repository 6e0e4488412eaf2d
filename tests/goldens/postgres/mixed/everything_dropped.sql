-- up
-- drops table posts with its rows
DROP TABLE posts;
-- drops table users with its rows
DROP TABLE users;
DROP TYPE role;

-- down
CREATE TYPE role AS ENUM ('therapist', 'patient', 'admin');
CREATE SEQUENCE users_s_seq AS integer;
CREATE TABLE users (
    id integer NOT NULL,
    email text NOT NULL,
    role role DEFAULT 'admin'::role,
    s integer DEFAULT nextval('users_s_seq'::regclass) NOT NULL,
    CONSTRAINT users_pkey PRIMARY KEY (id)
);
CREATE TABLE posts (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    author integer NOT NULL,
    body text,
    CONSTRAINT posts_pkey PRIMARY KEY (id),
    CONSTRAINT posts_author_fkey FOREIGN KEY (author) REFERENCES users (id) ON DELETE CASCADE
);
ALTER SEQUENCE users_s_seq OWNED BY users.s;
CREATE INDEX posts_author_id_idx ON posts (author, id DESC);
