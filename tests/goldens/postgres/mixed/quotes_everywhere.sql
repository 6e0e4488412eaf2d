-- up
SET LOCAL check_function_bodies = off;
DROP FUNCTION "a.b"."Fn X"("Select"."Mood ""x""", text[]);
DROP VIEW "a.b"."V.w";
ALTER TABLE "a.b"."c.d" DROP CONSTRAINT "c.d_o_fkey";
ALTER TABLE "Select"."Order" DROP CONSTRAINT "Order_CASE_check";
DROP INDEX "Select"."Idx Of ""it""";
-- fails when a row holds '{}': change such rows first
ALTER TYPE "Select"."Mood ""x""" RENAME TO "Mood ""x""__old";
CREATE TYPE "Select"."Mood ""x""" AS ENUM ('a,b', 'it''s', 'back\slash', 'né');
ALTER TABLE "Select"."Order"
    ALTER COLUMN "from" DROP DEFAULT,
    ALTER COLUMN "from" TYPE bigint,
    ALTER COLUMN "from" SET DEFAULT nextval('"Select"."Order_from_seq"'::regclass),
    ALTER COLUMN "Group By" DROP DEFAULT,
    ALTER COLUMN "Group By" TYPE character varying(40),
    ALTER COLUMN "Group By" SET DEFAULT 'its'::character varying,
    ALTER COLUMN "ü" TYPE bigint[],
    ALTER COLUMN "$1" TYPE text,
    ALTER COLUMN "CASE" TYPE numeric(12,2);
ALTER TABLE "a.b"."c.d" ALTER COLUMN o TYPE bigint;
ALTER TABLE "Select"."Order"
    ALTER COLUMN "a""b" DROP DEFAULT,
    ALTER COLUMN "a""b" TYPE "Select"."Mood ""x""" USING "a""b"::text::"Select"."Mood ""x""",
    ALTER COLUMN "a""b" SET DEFAULT 'a,b'::"Select"."Mood ""x""",
    ALTER COLUMN "列" DROP DEFAULT,
    ALTER COLUMN "列" TYPE "Select"."Mood ""x"""[] USING "列"::text[]::"Select"."Mood ""x"""[],
    ALTER COLUMN "列" SET DEFAULT '{né}'::"Select"."Mood ""x"""[];
ALTER SEQUENCE "Select"."Order_from_seq" AS bigint;
ALTER TABLE "Select"."Order" ADD CONSTRAINT "Order_CASE_check" CHECK ("CASE" >= (0)::numeric);
CREATE INDEX "Idx Of ""it""" ON "Select"."Order" ((lower(("Group By")::text)), "a""b") WHERE ("Group By")::text <> 'x;y--z'::text;
ALTER TABLE "a.b"."c.d" ADD CONSTRAINT "c.d_o_fkey" FOREIGN KEY (o) REFERENCES "Select"."Order" ("from") ON DELETE CASCADE;
CREATE OR REPLACE FUNCTION "a.b"."Fn X"("Arg 1" "Select"."Mood ""x""", VARIADIC "rest of" text[] DEFAULT '{x}'::text[])
 RETURNS TABLE("Out" text, "select" bigint)
 LANGUAGE sql
 STABLE
AS $function$ SELECT 'a$x$b'::text, 1::bigint $function$;
CREATE VIEW "a.b"."V.w" AS
SELECT o."from",
    o."a""b",
    c.id,
    c.o,
    o."列"
   FROM ("Select"."Order" o
     LEFT JOIN "a.b"."c.d" c ON ((c.o = o."from")));
DROP TYPE "Select"."Mood ""x""__old";

-- down
SET LOCAL check_function_bodies = off;
DROP FUNCTION "a.b"."Fn X"("Select"."Mood ""x""", text[]);
DROP VIEW "a.b"."V.w";
ALTER TABLE "a.b"."c.d" DROP CONSTRAINT "c.d_o_fkey";
ALTER TABLE "Select"."Order" DROP CONSTRAINT "Order_CASE_check";
DROP INDEX "Select"."Idx Of ""it""";
-- fails when a row holds 'né': change such rows first
ALTER TYPE "Select"."Mood ""x""" RENAME TO "Mood ""x""__old";
CREATE TYPE "Select"."Mood ""x""" AS ENUM ('it''s', 'a,b', '{}', 'back\slash');
ALTER TABLE "Select"."Order"
    ALTER COLUMN "from" DROP DEFAULT,
    ALTER COLUMN "from" TYPE integer,
    ALTER COLUMN "from" SET DEFAULT nextval('"Select"."Order_from_seq"'::regclass),
    ALTER COLUMN "Group By" DROP DEFAULT,
    ALTER COLUMN "Group By" TYPE text,
    ALTER COLUMN "Group By" SET DEFAULT 'it''s'::text,
    ALTER COLUMN "ü" TYPE integer[],
    ALTER COLUMN "$1" TYPE character varying(20),
    ALTER COLUMN "CASE" TYPE numeric(10,2);
ALTER TABLE "a.b"."c.d" ALTER COLUMN o TYPE integer;
ALTER TABLE "Select"."Order"
    ALTER COLUMN "a""b" DROP DEFAULT,
    ALTER COLUMN "a""b" TYPE "Select"."Mood ""x""" USING "a""b"::text::"Select"."Mood ""x""",
    ALTER COLUMN "a""b" SET DEFAULT 'it''s'::"Select"."Mood ""x""",
    ALTER COLUMN "列" DROP DEFAULT,
    ALTER COLUMN "列" TYPE "Select"."Mood ""x"""[] USING "列"::text[]::"Select"."Mood ""x"""[],
    ALTER COLUMN "列" SET DEFAULT '{"a,b"}'::"Select"."Mood ""x"""[];
ALTER SEQUENCE "Select"."Order_from_seq" AS integer;
ALTER TABLE "Select"."Order" ADD CONSTRAINT "Order_CASE_check" CHECK ("CASE" > (0)::numeric);
CREATE INDEX "Idx Of ""it""" ON "Select"."Order" ((lower("Group By")), "a""b") WHERE "Group By" <> 'x;y--z'::text;
ALTER TABLE "a.b"."c.d" ADD CONSTRAINT "c.d_o_fkey" FOREIGN KEY (o) REFERENCES "Select"."Order" ("from");
CREATE OR REPLACE FUNCTION "a.b"."Fn X"("Arg 1" "Select"."Mood ""x""", VARIADIC "rest of" text[] DEFAULT '{}'::text[])
 RETURNS TABLE("Out" text, "select" integer)
 LANGUAGE sql
 STABLE
AS $function$ SELECT 'a$x$b'::text, 1 $function$;
CREATE VIEW "a.b"."V.w" AS
SELECT o."from",
    o."a""b",
    c.id,
    c.o
   FROM ("Select"."Order" o
     LEFT JOIN "a.b"."c.d" c ON ((c.o = o."from")));
DROP TYPE "Select"."Mood ""x""__old";
