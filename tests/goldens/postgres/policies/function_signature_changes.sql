-- up
SET LOCAL check_function_bodies = off;
DROP POLICY own ON teams;
DROP POLICY known ON notes;
DROP POLICY own ON notes;
DROP FUNCTION mine(integer);
CREATE OR REPLACE FUNCTION mine(team bigint, strict boolean DEFAULT true)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ SELECT team = 1 $function$;
CREATE POLICY known ON notes AS RESTRICTIVE FOR ALL TO PUBLIC USING ((team > 0));
CREATE POLICY own ON notes FOR ALL TO PUBLIC USING (mine((team)::bigint));
-- drops table teams with its rows
DROP TABLE teams;

-- down
SET LOCAL check_function_bodies = off;
DROP POLICY known ON notes;
DROP POLICY own ON notes;
DROP FUNCTION mine(bigint, boolean);
CREATE TABLE teams (
    id integer NOT NULL,
    CONSTRAINT teams_pkey PRIMARY KEY (id)
);
ALTER TABLE teams ENABLE ROW LEVEL SECURITY;
CREATE OR REPLACE FUNCTION mine(team integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ SELECT team = 1 $function$;
CREATE POLICY own ON teams FOR SELECT TO PUBLIC USING (mine(id));
CREATE POLICY known ON notes AS RESTRICTIVE FOR ALL TO PUBLIC USING ((team IN ( SELECT teams.id
   FROM teams)));
CREATE POLICY own ON notes FOR ALL TO PUBLIC USING (mine(team));
