-- up
SELECT setval('s'::regclass, 100, true) WHERE coalesce(pg_sequence_last_value('s'::regclass), 1) > 100;
ALTER SEQUENCE s INCREMENT BY 2 MAXVALUE 100 CYCLE;

-- down
ALTER SEQUENCE s INCREMENT BY 1 NO MAXVALUE NO CYCLE;
