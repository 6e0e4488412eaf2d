-- up
SET LOCAL check_function_bodies = off;
ALTER TYPE "My Schema"."Order" ADD VALUE 'new ''one''' AFTER 'it''s';
ALTER TYPE "My Schema"."Order" ADD VALUE '\back';
ALTER TABLE "My Schema"."table" ADD COLUMN "Ünïque" integer;
-- notes the next number of My Schema.table.user for its new sequence
SELECT set_config('retort.next_My_20Schema_table_user', next::text, true) FROM (SELECT pg_sequence_last_value('"My Schema".table_user_seq'::regclass) + 1) AS number(next) WHERE next BETWEEN 1 AND 2147483647;
ALTER TABLE "My Schema"."table" ALTER COLUMN "user" DROP DEFAULT;
ALTER TABLE "My Schema"."table" ALTER COLUMN "a.b" SET DEFAULT '"q"'::"My Schema"."Order";
UPDATE "My Schema"."table" SET "a.b" = DEFAULT WHERE "a.b" IS NULL;
ALTER TABLE "My Schema"."table" ALTER COLUMN "a.b" SET NOT NULL;
ALTER TABLE "My Schema"."table" ALTER COLUMN "колонка" TYPE character varying(30) COLLATE "C";
COMMENT ON COLUMN "My Schema"."table"."колонка" IS 'столбец';
COMMENT ON TABLE "My Schema"."table" IS 'line one
line ''two'' \ $$ -- end';
ALTER TABLE "My Schema"."table" ADD CONSTRAINT "Ü" UNIQUE ("Ünïque", "a.b");
ALTER TABLE "My Schema"."table" ADD CONSTRAINT "check; --" CHECK (("колонка")::text <> 'x''; --'::text);
CREATE INDEX "select" ON "My Schema"."table" ("a.b", (lower(("колонка")::text)) COLLATE "C") WHERE "Ünïque" > 0;
CREATE OR REPLACE FUNCTION "My Schema"."F n"("X" integer)
 RETURNS integer
 LANGUAGE sql
AS $function$ SELECT "X" $function$;
DROP SEQUENCE "My Schema".table_user_seq;
ALTER TABLE "My Schema"."table" ALTER COLUMN "user" ADD GENERATED ALWAYS AS IDENTITY;
SELECT setval(pg_get_serial_sequence('"My Schema"."table"', 'user'), greatest(max("user") + 1, 1, nullif(current_setting('retort.next_My_20Schema_table_user', true), '')::bigint), false) FROM "My Schema"."table";
CREATE VIEW "My Schema"."group" AS
SELECT "table"."user" AS "End",
    "table"."a.b"
   FROM "My Schema"."table";

-- down
DROP FUNCTION "My Schema"."F n"(integer);
DROP VIEW "My Schema"."group";
ALTER TABLE "My Schema"."table" DROP CONSTRAINT "Ü";
ALTER TABLE "My Schema"."table" DROP CONSTRAINT "check; --";
DROP INDEX "My Schema"."select";
-- fails when a row holds 'new ''one''' or '\back': change such rows first
ALTER TYPE "My Schema"."Order" RENAME TO "Order__old";
CREATE TYPE "My Schema"."Order" AS ENUM ('it''s', 'a b', '"q"');
-- notes the next number of My Schema.table.user for its new sequence
SELECT set_config('retort.next_My_20Schema_table_user', next::text, true) FROM (SELECT pg_sequence_last_value(pg_get_serial_sequence('"My Schema"."table"', 'user')::regclass) + 1) AS number(next) WHERE next BETWEEN 1 AND 2147483647;
ALTER TABLE "My Schema"."table" ALTER COLUMN "user" DROP IDENTITY;
CREATE SEQUENCE "My Schema".table_user_seq AS integer;
ALTER TABLE "My Schema"."table"
    ALTER COLUMN "колонка" TYPE text,
    ALTER COLUMN "a.b" DROP DEFAULT,
    ALTER COLUMN "a.b" TYPE "My Schema"."Order" USING "a.b"::text::"My Schema"."Order",
    ALTER COLUMN "a.b" SET DEFAULT 'a b'::"My Schema"."Order";
COMMENT ON COLUMN "My Schema"."table"."колонка" IS NULL;
ALTER TABLE "My Schema"."table" ALTER COLUMN "a.b" DROP NOT NULL;
ALTER TABLE "My Schema"."table" ALTER COLUMN "user" SET DEFAULT nextval('"My Schema".table_user_seq'::regclass);
COMMENT ON TABLE "My Schema"."table" IS NULL;
DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', '"My Schema".table_user_seq'::regclass, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = '"My Schema"."table"'::regclass)); END$$;
ALTER SEQUENCE "My Schema".table_user_seq OWNED BY "My Schema"."table"."user";
SELECT setval('"My Schema".table_user_seq'::regclass, greatest(max("user") + 1, 1, nullif(current_setting('retort.next_My_20Schema_table_user', true), '')::bigint), false) FROM "My Schema"."table";
ALTER TABLE "My Schema"."table" DROP COLUMN "Ünïque";
DROP TYPE "My Schema"."Order__old";
