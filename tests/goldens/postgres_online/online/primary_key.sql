-- up
BEGIN;
SET LOCAL lock_timeout = '500ms';
ALTER TABLE orgs ADD CONSTRAINT orgs_id_not_null_check CHECK (id IS NOT NULL) NOT VALID;
COMMIT;
-- fails when a row holds NULL in orgs.id
ALTER TABLE orgs VALIDATE CONSTRAINT orgs_id_not_null_check;
BEGIN;
SET LOCAL lock_timeout = '500ms';
ALTER TABLE orgs ALTER COLUMN id SET NOT NULL;
ALTER TABLE orgs DROP CONSTRAINT orgs_id_not_null_check;
COMMIT;
CREATE UNIQUE INDEX CONCURRENTLY orgs_pkey ON orgs (id);
BEGIN;
SET LOCAL lock_timeout = '500ms';
ALTER TABLE orgs ADD CONSTRAINT orgs_pkey PRIMARY KEY USING INDEX orgs_pkey;
ALTER TABLE users ADD CONSTRAINT users_org_fkey FOREIGN KEY (org) REFERENCES orgs (id) NOT VALID;
COMMIT;
ALTER TABLE users VALIDATE CONSTRAINT users_org_fkey;

-- down
ALTER TABLE users DROP CONSTRAINT users_org_fkey;
ALTER TABLE orgs DROP CONSTRAINT orgs_pkey;
ALTER TABLE orgs ALTER COLUMN id DROP NOT NULL;
