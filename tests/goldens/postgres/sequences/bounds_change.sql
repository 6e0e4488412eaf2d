-- up
SELECT setval('counter'::regclass, 1, false) WHERE coalesce(pg_sequence_last_value('counter'::regclass), -5) < 1;
ALTER SEQUENCE counter NO MINVALUE NO MAXVALUE START WITH 1 NO CYCLE;
SELECT setval('used'::regclass, 10, true) WHERE coalesce(pg_sequence_last_value('used'::regclass), 1) > 10;
ALTER SEQUENCE used MAXVALUE 10;

-- down
SELECT setval('counter'::regclass, 100, true) WHERE coalesce(pg_sequence_last_value('counter'::regclass), 1) > 100;
ALTER SEQUENCE counter MINVALUE -5 MAXVALUE 100 START WITH -5 CYCLE;
ALTER SEQUENCE used MAXVALUE 100;
