-- up
DROP INDEX i0;
DROP INDEX i1;
CREATE INDEX i0 ON parts (v);
CREATE UNIQUE INDEX i1 ON parts (k) WITH (fillfactor='70');

-- down
DROP INDEX i0;
DROP INDEX i1;
CREATE INDEX i0 ON parts (v) WITH (fillfactor='60');
CREATE UNIQUE INDEX i1 ON parts (k);
