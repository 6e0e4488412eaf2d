-- up
DROP INDEX t_props;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
ALTER TABLE t ADD COLUMN u uuid DEFAULT uuid_generate_v4();
ALTER TABLE t ALTER COLUMN mail TYPE citext;
ALTER TABLE t ALTER COLUMN props SET DEFAULT '"a"=>"1"'::hstore;
ALTER TABLE t ADD CONSTRAINT t_mail_key UNIQUE (mail);
CREATE INDEX t_k ON t ((props -> 'k'::text));
CREATE INDEX t_props ON t USING gist (props gist_hstore_ops(siglen='32'));

-- down
ALTER TABLE t DROP CONSTRAINT t_mail_key;
DROP INDEX t_k;
DROP INDEX t_props;
ALTER TABLE t ALTER COLUMN mail TYPE text;
ALTER TABLE t ALTER COLUMN props DROP DEFAULT;
CREATE INDEX t_props ON t USING gin (props);
ALTER TABLE t DROP COLUMN u;
DROP EXTENSION "uuid-ossp";
