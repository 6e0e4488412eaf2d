-- up
DROP STATISTICS s3;
DROP STATISTICS s1;
DROP STATISTICS st.s1;
ALTER TABLE t
    ALTER COLUMN a TYPE bigint,
    ALTER COLUMN c TYPE character varying(30);
CREATE STATISTICS "S 4" (dependencies) ON a, b FROM t;
COMMENT ON STATISTICS "S 4" IS 'both';
CREATE STATISTICS s1 (ndistinct, mcv) ON a, b, c FROM t;
CREATE STATISTICS st.s1 ON a, lower(c::text) FROM t;

-- down
DROP STATISTICS "S 4";
DROP STATISTICS s1;
DROP STATISTICS st.s1;
ALTER TABLE t
    ALTER COLUMN a TYPE integer,
    ALTER COLUMN c TYPE text;
CREATE STATISTICS s3 ON date_trunc('month'::text, d::timestamp with time zone) FROM t;
CREATE STATISTICS s1 (ndistinct) ON a, b FROM t;
CREATE STATISTICS st.s1 ON a, lower(c) FROM t;
