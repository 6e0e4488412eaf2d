-- up
SET LOCAL check_function_bodies = off;
DROP VIEW last_in;
DROP FUNCTION join_in(text);
DROP VIEW present;
ALTER TABLE member ADD COLUMN role text DEFAULT 'guest'::text NOT NULL;
CREATE VIEW present AS
SELECT member.id,
    member.role,
    member.mail
   FROM member
  WHERE (NOT member.gone);
CREATE OR REPLACE FUNCTION join_in(mail text, role text DEFAULT 'guest'::text)
 RETURNS present
 LANGUAGE plpgsql
AS $function$ DECLARE r present; BEGIN SELECT * INTO r FROM present; RETURN r; END $function$;
CREATE VIEW last_in AS
SELECT (join_in('x'::text, 'y'::text)).id AS id,
    (join_in('z'::text)).role AS role;

-- down
SET LOCAL check_function_bodies = off;
DROP VIEW last_in;
DROP FUNCTION join_in(text, text);
DROP VIEW present;
CREATE VIEW present AS
SELECT member.id,
    member.mail
   FROM member
  WHERE (NOT member.gone);
CREATE OR REPLACE FUNCTION join_in(mail text)
 RETURNS present
 LANGUAGE plpgsql
AS $function$ DECLARE r present; BEGIN SELECT * INTO r FROM present; RETURN r; END $function$;
CREATE VIEW last_in AS
SELECT (join_in('x'::text)).id AS id;
ALTER TABLE member DROP COLUMN role;
