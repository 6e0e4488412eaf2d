-- up
-- notes the next number of a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234.id for its new sequence
SELECT set_config('retort.next_a_5fname_5fof_5fsixty_5fthree_5fbytes_5fwhich_5fis_5fas_5flong_5fas_5fany_5fmay_5fbe_5f1234_id', next::text, true) FROM (SELECT pg_sequence_last_value(pg_get_serial_sequence('a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234', 'id')::regclass) + 1) AS number(next) WHERE next BETWEEN 1 AND 2147483647;
ALTER TABLE a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234 ALTER COLUMN id DROP IDENTITY;
CREATE SEQUENCE a_name_of_sixty_three_bytes_which_is_as_long_as_any_may__id_seq AS integer;
ALTER TABLE a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234 ALTER COLUMN id SET DEFAULT nextval('a_name_of_sixty_three_bytes_which_is_as_long_as_any_may__id_seq'::regclass);
DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', 'a_name_of_sixty_three_bytes_which_is_as_long_as_any_may__id_seq'::regclass, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234'::regclass)); END$$;
ALTER SEQUENCE a_name_of_sixty_three_bytes_which_is_as_long_as_any_may__id_seq OWNED BY a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234.id;
SELECT setval('a_name_of_sixty_three_bytes_which_is_as_long_as_any_may__id_seq'::regclass, greatest(max(id) + 1, 1, nullif(current_setting('retort.next_a_5fname_5fof_5fsixty_5fthree_5fbytes_5fwhich_5fis_5fas_5flong_5fas_5fany_5fmay_5fbe_5f1234_id', true), '')::bigint), false) FROM a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234;

-- down
-- notes the next number of a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234.id for its new sequence
SELECT set_config('retort.next_a_5fname_5fof_5fsixty_5fthree_5fbytes_5fwhich_5fis_5fas_5flong_5fas_5fany_5fmay_5fbe_5f1234_id', next::text, true) FROM (SELECT pg_sequence_last_value('a_name_of_sixty_three_bytes_which_is_as_long_as_any_may__id_seq'::regclass) + 1) AS number(next) WHERE next BETWEEN 1 AND 2147483647;
ALTER TABLE a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234 ALTER COLUMN id DROP DEFAULT;
DROP SEQUENCE a_name_of_sixty_three_bytes_which_is_as_long_as_any_may__id_seq;
ALTER TABLE a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234 ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
SELECT setval(pg_get_serial_sequence('a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234', 'id'), greatest(max(id) + 1, 1, nullif(current_setting('retort.next_a_5fname_5fof_5fsixty_5fthree_5fbytes_5fwhich_5fis_5fas_5flong_5fas_5fany_5fmay_5fbe_5f1234_id', true), '')::bigint), false) FROM a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234;
