-- up
BEGIN;
SET LOCAL lock_timeout = '500ms';
ALTER TABLE users ALTER COLUMN age SET DEFAULT 18;
ALTER TABLE users ADD CONSTRAINT users_email_not_null_check CHECK (email IS NOT NULL) NOT VALID;
COMMIT;
-- fails when a row holds NULL in users.email
ALTER TABLE users VALIDATE CONSTRAINT users_email_not_null_check;
BEGIN;
SET LOCAL lock_timeout = '500ms';
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
ALTER TABLE users DROP CONSTRAINT users_email_not_null_check;
COMMIT;
DO $fill$
DECLARE
    retort_pages bigint := pg_relation_size('users') / current_setting('block_size')::bigint;
BEGIN
    FOR retort_page IN 0 .. retort_pages BY 100 LOOP
        UPDATE users SET age = DEFAULT WHERE age IS NULL
            AND ctid >= format('(%s,0)', retort_page)::tid
            AND ctid < format('(%s,0)', retort_page + 100)::tid;
        COMMIT;
    END LOOP;
END $fill$;
BEGIN;
SET LOCAL lock_timeout = '500ms';
ALTER TABLE users ADD CONSTRAINT users_age_not_null_check CHECK (age IS NOT NULL) NOT VALID;
COMMIT;
-- rows that were written before the CHECK
DO $fill$
DECLARE
    retort_pages bigint := pg_relation_size('users') / current_setting('block_size')::bigint;
BEGIN
    FOR retort_page IN 0 .. retort_pages BY 100 LOOP
        UPDATE users SET age = DEFAULT WHERE age IS NULL
            AND ctid >= format('(%s,0)', retort_page)::tid
            AND ctid < format('(%s,0)', retort_page + 100)::tid;
        COMMIT;
    END LOOP;
END $fill$;
ALTER TABLE users VALIDATE CONSTRAINT users_age_not_null_check;
BEGIN;
SET LOCAL lock_timeout = '500ms';
ALTER TABLE users ALTER COLUMN age SET NOT NULL;
ALTER TABLE users DROP CONSTRAINT users_age_not_null_check;
COMMIT;

-- down
ALTER TABLE users ALTER COLUMN email DROP NOT NULL;
ALTER TABLE users ALTER COLUMN age DROP DEFAULT;
ALTER TABLE users ALTER COLUMN age DROP NOT NULL;
