-- up
DROP VIEW what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_h__old;
-- fails when a row holds 'b': change such rows first
ALTER TYPE what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_here_a RENAME TO what_a_very_long_name_for_a_type_of_a_thing_that_is_kept___old2;
CREATE TYPE what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_here_a AS ENUM ('c', 'a');
-- fails when a row holds 'y': change such rows first
ALTER TYPE what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_here_b RENAME TO what_a_very_long_name_for_a_type_of_a_thing_that_is_kept___old3;
CREATE TYPE what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_here_b AS ENUM ('z', 'x');
ALTER TABLE what_a_very_long_name_for_a_type_of_a_thing_that_is_kept___old1
    ALTER COLUMN c DROP DEFAULT,
    ALTER COLUMN c TYPE what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_here_a USING c::text::what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_here_a,
    ALTER COLUMN c SET DEFAULT 'c'::what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_here_a,
    ALTER COLUMN d TYPE what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_here_b[] USING d::text[]::what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_here_b[];
CREATE VIEW what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_h__old AS
SELECT what_a_very_long_name_for_a_type_of_a_thing_that_is_kept___old1.c
   FROM what_a_very_long_name_for_a_type_of_a_thing_that_is_kept___old1;
DROP TYPE what_a_very_long_name_for_a_type_of_a_thing_that_is_kept___old2;
DROP TYPE what_a_very_long_name_for_a_type_of_a_thing_that_is_kept___old3;

-- down
DROP VIEW what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_h__old;
ALTER TYPE what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_here_a RENAME TO what_a_very_long_name_for_a_type_of_a_thing_that_is_kept___old2;
CREATE TYPE what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_here_a AS ENUM ('a', 'b', 'c');
ALTER TYPE what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_here_b RENAME TO what_a_very_long_name_for_a_type_of_a_thing_that_is_kept___old3;
CREATE TYPE what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_here_b AS ENUM ('x', 'y', 'z');
ALTER TABLE what_a_very_long_name_for_a_type_of_a_thing_that_is_kept___old1
    ALTER COLUMN c DROP DEFAULT,
    ALTER COLUMN c TYPE what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_here_a USING c::text::what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_here_a,
    ALTER COLUMN c SET DEFAULT 'a'::what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_here_a,
    ALTER COLUMN d TYPE what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_here_b[] USING d::text[]::what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_here_b[];
CREATE VIEW what_a_very_long_name_for_a_type_of_a_thing_that_is_kept_h__old AS
SELECT what_a_very_long_name_for_a_type_of_a_thing_that_is_kept___old1.c
   FROM what_a_very_long_name_for_a_type_of_a_thing_that_is_kept___old1;
DROP TYPE what_a_very_long_name_for_a_type_of_a_thing_that_is_kept___old2;
DROP TYPE what_a_very_long_name_for_a_type_of_a_thing_that_is_kept___old3;
