-- up
DROP INDEX nets_net;
ALTER TABLE nets
    ALTER COLUMN net TYPE ip4r,
    ALTER COLUMN host TYPE ipaddress,
    ALTER COLUMN a TYPE iprange USING a::iprange,
    ALTER COLUMN a SET DEFAULT '0.0.0.0/0'::iprange;
ALTER TABLE nets ADD CONSTRAINT apart EXCLUDE USING gist (net WITH &&);
CREATE INDEX nets_a ON nets USING gist (a);
CREATE UNIQUE INDEX nets_host ON nets (host);
CREATE INDEX nets_net ON nets USING gist (net);

-- down
ALTER TABLE nets DROP CONSTRAINT apart;
DROP INDEX nets_a;
DROP INDEX nets_host;
DROP INDEX nets_net;
-- host: converts through text; fails on values that the new type cannot parse
ALTER TABLE nets
    ALTER COLUMN net TYPE cidr USING net::cidr,
    ALTER COLUMN host TYPE inet USING host::text::inet,
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE text USING a::text;
CREATE INDEX nets_net ON nets USING gist (net inet_ops);
