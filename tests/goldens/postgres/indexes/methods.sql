-- up
CREATE INDEX i1 ON users USING hash (b);
CREATE INDEX i2 ON users USING gin (c);
CREATE INDEX i3 ON users USING gist (d);
CREATE INDEX i4 ON users USING brin (a) WITH (pages_per_range='64');
CREATE INDEX i5 ON users USING spgist (d);
CREATE INDEX i6 ON users USING gin (e jsonb_path_ops);

-- down
DROP INDEX i1;
DROP INDEX i2;
DROP INDEX i3;
DROP INDEX i4;
DROP INDEX i5;
DROP INDEX i6;
