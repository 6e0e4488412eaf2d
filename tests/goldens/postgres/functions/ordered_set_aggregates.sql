-- up
DROP AGGREGATE my_rank("any");
DROP AGGREGATE last_in(anycompatible);
COMMENT ON AGGREGATE my_share(double precision, double precision) IS 'share';
CREATE AGGREGATE last_in(ORDER BY anycompatible) (SFUNC = array_append, STYPE = anycompatiblearray, FINALFUNC = last_of, PARALLEL = SAFE);
COMMENT ON AGGREGATE last_in(anycompatible) IS 'last';

-- down
DROP AGGREGATE last_in(anycompatible);
CREATE AGGREGATE my_rank(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
COMMENT ON AGGREGATE my_rank("any") IS 'rank';
COMMENT ON AGGREGATE my_share(double precision, double precision) IS NULL;
CREATE AGGREGATE last_in(ORDER BY anycompatible) (SFUNC = array_append, STYPE = anycompatiblearray, FINALFUNC = last_of);
