-- up
CREATE TABLE orgs (
    id integer,
    name text
);
CREATE INDEX users_age ON users (age) INCLUDE (email) WITH (fillfactor='80') WHERE age > 17;
COMMENT ON INDEX users_age IS 'adults';
CREATE INDEX orgs_name ON orgs (name);

-- down
DROP INDEX users_age;
DROP TABLE orgs;
