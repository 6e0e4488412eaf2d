-- up
CREATE OPERATOR !== (FUNCTION = int4ne, LEFTARG = integer, RIGHTARG = integer, NEGATOR = ===);
DROP OPERATOR <<< (integer, bigint);
DROP OPERATOR >>> (bigint, integer);
DROP OPERATOR ~!~ (bigint, integer);
CREATE OPERATOR ~!~ (FUNCTION = gt, LEFTARG = bigint, RIGHTARG = integer, COMMUTATOR = ~~~);
DROP OPERATOR ~~~ (integer, bigint);
CREATE OPERATOR ~~~ (FUNCTION = lt, LEFTARG = integer, RIGHTARG = bigint, COMMUTATOR = ~!~);

-- down
CREATE OPERATOR <<< (FUNCTION = lt, LEFTARG = integer, RIGHTARG = bigint, COMMUTATOR = >>>);
CREATE OPERATOR >>> (FUNCTION = gt, LEFTARG = bigint, RIGHTARG = integer, COMMUTATOR = <<<);
DROP OPERATOR !== (integer, integer);
DROP OPERATOR ~!~ (bigint, integer);
CREATE OPERATOR ~!~ (FUNCTION = gt, LEFTARG = bigint, RIGHTARG = integer);
DROP OPERATOR ~~~ (integer, bigint);
CREATE OPERATOR ~~~ (FUNCTION = lt, LEFTARG = integer, RIGHTARG = bigint);
