-- up
SET LOCAL check_function_bodies = off;
DROP FUNCTION found(text);
DROP VIEW found;
CREATE TABLE visits (
    at timestamp with time zone
);
ALTER TABLE staff ADD COLUMN left_on date;
CREATE OR REPLACE FUNCTION a_label(staff)
 RETURNS text
 LANGUAGE sql
AS $function$ SELECT $1.name || coalesce($1.left_on::text, '') $function$;
CREATE OR REPLACE FUNCTION visits()
 RETURNS SETOF visits
 LANGUAGE sql
AS $function$ SELECT * FROM visits $function$;
CREATE VIEW labelled AS
SELECT a_label(s.*) AS label
   FROM staff s;
CREATE VIEW found AS
SELECT staff.name,
    staff.id,
    staff.left_on
   FROM staff;
CREATE OR REPLACE FUNCTION found(p text)
 RETURNS SETOF found
 LANGUAGE sql
AS $function$ SELECT name, id, left_on FROM staff WHERE name = p $function$;

-- down
SET LOCAL check_function_bodies = off;
DROP FUNCTION visits();
DROP VIEW labelled;
DROP FUNCTION a_label(staff);
DROP FUNCTION found(text);
DROP VIEW found;
CREATE VIEW found AS
SELECT staff.id
   FROM staff;
CREATE OR REPLACE FUNCTION found(p text)
 RETURNS SETOF found
 LANGUAGE sql
AS $function$ SELECT id FROM staff WHERE name = p $function$;
ALTER TABLE staff DROP COLUMN left_on;
DROP TABLE visits;
