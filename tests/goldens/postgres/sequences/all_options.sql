-- up
ALTER SEQUENCE a AS bigint INCREMENT BY 5 MINVALUE 0 MAXVALUE 5000 START WITH 20 CACHE 1 CYCLE;
SELECT setval('b'::regclass, 30, true) WHERE coalesce(pg_sequence_last_value('b'::regclass), 1) > 30;
ALTER SEQUENCE b AS smallint MAXVALUE 30 CYCLE;
COMMENT ON SEQUENCE b IS 'short';
ALTER SEQUENCE c INCREMENT BY 1 NO MINVALUE NO MAXVALUE START WITH 1 RESTART;

-- down
SELECT setval('a'::regclass, 5, false) WHERE coalesce(pg_sequence_last_value('a'::regclass), 20) < 5;
SELECT setval('a'::regclass, 500, true) WHERE coalesce(pg_sequence_last_value('a'::regclass), 20) > 500;
ALTER SEQUENCE a AS integer INCREMENT BY 2 MINVALUE 5 MAXVALUE 500 START WITH 10 CACHE 3 NO CYCLE;
ALTER SEQUENCE b AS bigint NO MAXVALUE NO CYCLE;
COMMENT ON SEQUENCE b IS NULL;
ALTER SEQUENCE c INCREMENT BY -1 NO MINVALUE NO MAXVALUE START WITH -1 RESTART;
