-- up
ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY (id) WITH (fillfactor='80');
ALTER TABLE users ADD CONSTRAINT u UNIQUE (email) INCLUDE (id) WITH (deduplicate_items='off', fillfactor='70') DEFERRABLE;

-- down
ALTER TABLE users DROP CONSTRAINT users_pkey;
ALTER TABLE users DROP CONSTRAINT u;
