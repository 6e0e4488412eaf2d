-- up
ALTER TABLE auth.sessions DROP CONSTRAINT sessions_user_id_fkey;
DROP INDEX auth.users_email;
CREATE TYPE auth.user_role AS ENUM ('therapist', 'patient', 'admin');
CREATE TABLE auth.api_keys (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    user_id uuid NOT NULL,
    scopes text[] DEFAULT '{}'::text[] NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT api_keys_pkey PRIMARY KEY (id),
    CONSTRAINT api_keys_hash_key UNIQUE (hash),
    CONSTRAINT not_empty CHECK (octet_length(hash) = 32)
);
ALTER TABLE auth.api_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth.users ADD COLUMN deleted_at timestamp with time zone;
-- expires: values without a time zone are in UTC
ALTER TABLE auth.sessions
    ALTER COLUMN user_id TYPE uuid USING user_id::uuid,
    ALTER COLUMN ip TYPE inet USING ip::inet,
    ALTER COLUMN expires TYPE timestamp with time zone USING expires AT TIME ZONE 'UTC',
    ALTER COLUMN expires SET DEFAULT (now() + '1 day'::interval);
-- fails when a row holds NULL in auth.sessions.user_id
ALTER TABLE auth.sessions ALTER COLUMN user_id SET NOT NULL;
UPDATE auth.sessions SET expires = DEFAULT WHERE expires IS NULL;
ALTER TABLE auth.sessions ALTER COLUMN expires SET NOT NULL;
ALTER TABLE auth.users
    ALTER COLUMN id TYPE uuid USING id::uuid,
    ALTER COLUMN id SET DEFAULT gen_random_uuid(),
    ALTER COLUMN role DROP DEFAULT,
    ALTER COLUMN role TYPE auth.user_role USING role::text::auth.user_role,
    ALTER COLUMN role SET DEFAULT 'patient'::auth.user_role;
CREATE INDEX sessions_user_id_expires_idx ON auth.sessions (user_id, expires DESC);
CREATE UNIQUE INDEX users_email ON auth.users ((lower(email))) WHERE deleted_at IS NULL;
ALTER TABLE auth.sessions ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE;
ALTER TABLE auth.api_keys ADD CONSTRAINT api_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id);
CREATE VIEW auth.live AS
SELECT u.id,
    u.role,
    count(s.token) AS n
   FROM (auth.users u
     LEFT JOIN auth.sessions s ON (((s.user_id = u.id) AND (s.expires > now()))))
  GROUP BY u.id;
CREATE POLICY own ON auth.api_keys FOR ALL TO PUBLIC USING (((user_id)::text = current_setting('app.user'::text, true)));

-- down
DROP VIEW auth.live;
DROP POLICY own ON auth.api_keys;
ALTER TABLE auth.sessions DROP CONSTRAINT sessions_user_id_fkey;
DROP INDEX auth.sessions_user_id_expires_idx;
DROP INDEX auth.users_email;
ALTER TABLE auth.users ALTER COLUMN role DROP DEFAULT;
-- expires: values without a time zone are in UTC
ALTER TABLE auth.sessions
    ALTER COLUMN user_id TYPE text,
    ALTER COLUMN ip TYPE text USING abbrev(ip),
    ALTER COLUMN expires DROP DEFAULT,
    ALTER COLUMN expires TYPE timestamp without time zone USING expires AT TIME ZONE 'UTC';
ALTER TABLE auth.sessions ALTER COLUMN user_id DROP NOT NULL;
ALTER TABLE auth.sessions ALTER COLUMN expires DROP NOT NULL;
ALTER TABLE auth.users DROP COLUMN deleted_at;
DROP TABLE auth.api_keys;
ALTER TABLE auth.users
    ALTER COLUMN id DROP DEFAULT,
    ALTER COLUMN id TYPE text,
    ALTER COLUMN role TYPE text USING role::text,
    ALTER COLUMN role SET DEFAULT 'patient'::text;
CREATE UNIQUE INDEX users_email ON auth.users ((lower(email)));
ALTER TABLE auth.sessions ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE;
DROP TYPE auth.user_role;
