-- up
DROP INDEX ia;
DROP INDEX ib;
DROP INDEX ic;
DROP INDEX id;
DROP INDEX ie;
CREATE INDEX ia ON t USING hash (a);
CREATE INDEX ib ON t (b NULLS FIRST);
CREATE INDEX ic ON t USING spgist (c);
CREATE INDEX id ON t USING spgist (d);
CREATE INDEX ie ON t USING gin (e jsonb_path_ops);
COMMENT ON INDEX ie IS 'containment only';

-- down
DROP INDEX ia;
DROP INDEX ib;
DROP INDEX ic;
DROP INDEX id;
DROP INDEX ie;
CREATE INDEX ia ON t (a);
CREATE INDEX ib ON t (b DESC);
CREATE INDEX ic ON t USING gist (c inet_ops);
CREATE INDEX id ON t USING gist (d);
CREATE INDEX ie ON t USING gin (e);
