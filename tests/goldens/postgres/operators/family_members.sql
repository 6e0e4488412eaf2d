-- up
ALTER OPERATOR FAMILY fam USING btree DROP OPERATOR 3 (integer, bigint), FUNCTION 1 (integer, bigint);
ALTER OPERATOR FAMILY fam USING btree ADD FUNCTION 1 (integer, bigint) cmp2(integer,bigint), OPERATOR 5 >(integer,bigint);

-- down
ALTER OPERATOR FAMILY fam USING btree DROP OPERATOR 5 (integer, bigint), FUNCTION 1 (integer, bigint);
ALTER OPERATOR FAMILY fam USING btree ADD FUNCTION 1 (integer, bigint) cmp(integer,bigint), OPERATOR 3 =(integer,bigint);
