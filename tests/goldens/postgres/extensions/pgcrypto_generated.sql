-- up
SET LOCAL check_function_bodies = off;
CREATE EXTENSION IF NOT EXISTS pgcrypto;
ALTER TABLE accounts ADD COLUMN token bytea DEFAULT gen_random_bytes(16) NOT NULL;
ALTER TABLE accounts ADD COLUMN mail_hash bytea GENERATED ALWAYS AS (digest(mail, 'sha256'::text)) STORED;
CREATE UNIQUE INDEX accounts_hash ON accounts ((hmac(mail, 'k'::text, 'sha256'::text)));
CREATE OR REPLACE FUNCTION hide()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$BEGIN new.secret := crypt(new.secret, gen_salt('bf', 4)); RETURN new; END$function$;
CREATE TRIGGER hide BEFORE INSERT ON accounts FOR EACH ROW EXECUTE FUNCTION hide();

-- down
DROP TRIGGER hide ON accounts;
DROP FUNCTION hide();
DROP INDEX accounts_hash;
ALTER TABLE accounts DROP COLUMN token;
ALTER TABLE accounts DROP COLUMN mail_hash;
DROP EXTENSION pgcrypto;
