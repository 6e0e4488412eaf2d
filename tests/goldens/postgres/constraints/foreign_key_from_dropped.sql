-- up
ALTER TABLE users DROP CONSTRAINT users_org_id_fkey;
-- drops table orgs with its rows
DROP TABLE orgs;

-- down
CREATE TABLE orgs (
    id integer NOT NULL,
    CONSTRAINT orgs_pkey PRIMARY KEY (id)
);
ALTER TABLE users ADD CONSTRAINT users_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs (id);
