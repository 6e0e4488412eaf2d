-- up
CREATE TABLE users (
    id bigint NOT NULL,
    email character varying(255) NOT NULL,
    age integer,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_email_key UNIQUE (email),
    CONSTRAINT users_age_check CHECK (age >= 0)
);
COMMENT ON TABLE users IS 'People who can sign in';
COMMENT ON COLUMN users.email IS 'it''s an address';
CREATE INDEX users_created_at_idx ON users (created_at DESC);

-- down
DROP TABLE users;
