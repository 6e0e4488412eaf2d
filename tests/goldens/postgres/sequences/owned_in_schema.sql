-- up
ALTER SEQUENCE "S x"."T_N_seq" OWNED BY NONE;
-- drops column S x.T.N with its values
ALTER TABLE "S x"."T" DROP COLUMN "N";
-- drops table S x.Gone with its rows
DROP TABLE "S x"."Gone";

-- down
CREATE SEQUENCE "S x"."Gone_id_seq" AS integer;
CREATE TABLE "S x"."Gone" (
    id integer DEFAULT nextval('"S x"."Gone_id_seq"'::regclass) NOT NULL
);
-- the old values of S x.T.N are not restored
ALTER TABLE "S x"."T" ADD COLUMN "N" bigint DEFAULT nextval('"S x"."T_N_seq"'::regclass) NOT NULL;
DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', '"S x"."T_N_seq"'::regclass, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = '"S x"."T"'::regclass)); END$$;
ALTER SEQUENCE "S x"."T_N_seq" OWNED BY "S x"."T"."N";
ALTER SEQUENCE "S x"."Gone_id_seq" OWNED BY "S x"."Gone".id;
