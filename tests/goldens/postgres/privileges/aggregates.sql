-- up
DROP AGGREGATE again(*);
CREATE AGGREGATE again(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '5');
REVOKE EXECUTE ON FUNCTION my_share(double precision, double precision) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION total_rows() FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION again() FROM PUBLIC;

-- down
DROP AGGREGATE again(*);
CREATE AGGREGATE again(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
GRANT EXECUTE ON FUNCTION my_share(double precision, double precision) TO PUBLIC;
GRANT EXECUTE ON FUNCTION total_rows() TO PUBLIC;
REVOKE EXECUTE ON FUNCTION again() FROM PUBLIC;
