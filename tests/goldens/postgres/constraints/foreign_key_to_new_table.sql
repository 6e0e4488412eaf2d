-- up
CREATE TABLE orgs (
    id integer NOT NULL,
    CONSTRAINT orgs_pkey PRIMARY KEY (id)
);
ALTER TABLE users ADD COLUMN org_id integer;
ALTER TABLE users ADD CONSTRAINT users_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs (id);

-- down
ALTER TABLE users DROP CONSTRAINT users_org_id_fkey;
ALTER TABLE users DROP COLUMN org_id;
DROP TABLE orgs;
