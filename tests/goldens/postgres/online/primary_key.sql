-- up
-- fails when a row holds NULL in orgs.id
ALTER TABLE orgs ALTER COLUMN id SET NOT NULL;
ALTER TABLE orgs ADD CONSTRAINT orgs_pkey PRIMARY KEY (id);
ALTER TABLE users ADD CONSTRAINT users_org_fkey FOREIGN KEY (org) REFERENCES orgs (id);

-- down
ALTER TABLE users DROP CONSTRAINT users_org_fkey;
ALTER TABLE orgs DROP CONSTRAINT orgs_pkey;
ALTER TABLE orgs ALTER COLUMN id DROP NOT NULL;
