-- up
SET LOCAL check_function_bodies = off;
DROP VIEW b.uses;
DROP FUNCTION item(integer);
DROP VIEW item;
ALTER TYPE b.item RENAME TO item__old;
CREATE TYPE b.item AS ENUM ('y', 'x');
ALTER TABLE a.item ALTER COLUMN id TYPE bigint;
CREATE OR REPLACE FUNCTION item(i bigint)
 RETURNS b.item
 LANGUAGE sql
AS $function$ SELECT 'x'::b.item $function$;
CREATE VIEW item AS
SELECT item.id,
    item.n
   FROM a.item;
CREATE VIEW b.uses AS
SELECT item(i.id) AS it,
    i.id,
    i.n
   FROM item i;
DROP TYPE b.item__old;

-- down
SET LOCAL check_function_bodies = off;
DROP VIEW b.uses;
DROP FUNCTION item(bigint);
DROP VIEW item;
ALTER TYPE b.item RENAME TO item__old;
CREATE TYPE b.item AS ENUM ('x', 'y');
ALTER TABLE a.item ALTER COLUMN id TYPE integer;
CREATE OR REPLACE FUNCTION item(i integer)
 RETURNS b.item
 LANGUAGE sql
AS $function$ SELECT 'x'::b.item $function$;
CREATE VIEW item AS
SELECT item.id
   FROM a.item;
CREATE VIEW b.uses AS
SELECT item(i.id) AS it,
    i.id
   FROM item i;
DROP TYPE b.item__old;
