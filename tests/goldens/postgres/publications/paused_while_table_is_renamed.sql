-- up
ALTER TABLE "δέλτα" RENAME TO other_name;
ALTER SEQUENCE "δέλτα_id_seq" RENAME TO other_name_id_seq;
CREATE SEQUENCE "other_name_N o_seq" AS integer;
ALTER TABLE other_name ALTER COLUMN "N o" DROP DEFAULT;
ALTER TABLE other_name ALTER COLUMN "N o" TYPE integer;
ALTER TABLE other_name ALTER COLUMN "N o" SET DEFAULT nextval('"other_name_N o_seq"'::regclass);
-- the UPDATE is not published: the replica identity of other_name does not allow it
ALTER PUBLICATION "publication 0" SET (publish = 'insert, delete, truncate');
UPDATE other_name SET "N o" = DEFAULT WHERE "N o" IS NULL;
ALTER PUBLICATION "publication 0" SET (publish = 'insert, update, delete, truncate');
ALTER TABLE other_name ALTER COLUMN "N o" SET NOT NULL;
ALTER TABLE other_name RENAME CONSTRAINT "δέλτα_id_key" TO other_name_id_key;
DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', '"other_name_N o_seq"'::regclass, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'other_name'::regclass)); END$$;
ALTER SEQUENCE "other_name_N o_seq" OWNED BY other_name."N o";
SELECT setval('"other_name_N o_seq"'::regclass, greatest(max("N o") + 1, 1), false) FROM other_name;
ALTER PUBLICATION "publication 0" DROP TABLE ONLY other_name;
ALTER PUBLICATION "publication 0" ADD TABLE ONLY other_name (a, id);

-- down
ALTER TABLE other_name RENAME TO "δέλτα";
ALTER SEQUENCE other_name_id_seq RENAME TO "δέλτα_id_seq";
ALTER TABLE "δέλτα" ALTER COLUMN "N o" DROP DEFAULT;
ALTER TABLE "δέλτα" ALTER COLUMN "N o" TYPE bigint;
ALTER TABLE "δέλτα" ALTER COLUMN "N o" SET DEFAULT 1;
ALTER TABLE "δέλτα" ALTER COLUMN "N o" DROP NOT NULL;
ALTER TABLE "δέλτα" RENAME CONSTRAINT other_name_id_key TO "δέλτα_id_key";
DROP SEQUENCE "other_name_N o_seq";
ALTER PUBLICATION "publication 0" DROP TABLE ONLY "δέλτα";
ALTER PUBLICATION "publication 0" ADD TABLE ONLY "δέλτα";
