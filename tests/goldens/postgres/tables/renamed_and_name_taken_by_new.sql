-- up
ALTER TABLE users RENAME TO legacy_users;
ALTER SEQUENCE users_id_seq RENAME TO legacy_users_id_seq;
CREATE SEQUENCE users_id_seq AS integer;
ALTER TABLE legacy_users RENAME CONSTRAINT users_pkey TO legacy_users_pkey;
CREATE TABLE users (
    id integer DEFAULT nextval('users_id_seq'::regclass) NOT NULL,
    login text,
    legacy integer,
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_login_key UNIQUE (login)
);
ALTER TABLE legacy_users RENAME CONSTRAINT users_name_key TO legacy_users_name_key;
ALTER INDEX users_mail_idx RENAME TO legacy_users_mail_idx;
ALTER SEQUENCE users_id_seq OWNED BY users.id;
CREATE INDEX users_login_idx ON users (login);
ALTER TABLE users ADD CONSTRAINT users_legacy_fkey FOREIGN KEY (legacy) REFERENCES legacy_users (id);
CREATE VIEW logins AS
SELECT users.login
   FROM users;

-- down
ALTER TABLE users RENAME TO users__old;
ALTER TABLE legacy_users RENAME TO users;
ALTER SEQUENCE users_id_seq RENAME TO users_id_seq__old;
ALTER SEQUENCE legacy_users_id_seq RENAME TO users_id_seq;
DROP VIEW logins;
ALTER TABLE users RENAME CONSTRAINT legacy_users_name_key TO users_name_key;
ALTER INDEX legacy_users_mail_idx RENAME TO users_mail_idx;
DROP TABLE users__old;
ALTER TABLE users RENAME CONSTRAINT legacy_users_pkey TO users_pkey;
