-- up
DROP VIEW leaves;
DROP FUNCTION is_leaf(ltree);
ALTER TABLE nodes ALTER COLUMN path TYPE text;
CREATE VIEW leaves AS
SELECT nodes.id,
    nodes.path
   FROM nodes
  WHERE (nodes.path ~~ '%.%.%'::text);
DROP EXTENSION ltree;

-- down
SET LOCAL check_function_bodies = off;
DROP VIEW leaves;
CREATE EXTENSION IF NOT EXISTS ltree;
ALTER TABLE nodes ALTER COLUMN path TYPE ltree USING path::ltree;
CREATE OR REPLACE FUNCTION is_leaf(p ltree)
 RETURNS boolean
 LANGUAGE sql
AS $function$SELECT nlevel(p) > 2$function$;
CREATE VIEW leaves AS
SELECT nodes.id,
    nodes.path
   FROM nodes
  WHERE is_leaf(nodes.path);
