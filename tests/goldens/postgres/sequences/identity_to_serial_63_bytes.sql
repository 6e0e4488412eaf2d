-- up
ALTER TABLE a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234 ALTER COLUMN id DROP IDENTITY;
CREATE SEQUENCE a_name_of_sixty_three_bytes_which_is_as_long_as_any_may__id_seq AS integer;
ALTER TABLE a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234 ALTER COLUMN id SET DEFAULT nextval('a_name_of_sixty_three_bytes_which_is_as_long_as_any_may__id_seq'::regclass);
DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', 'a_name_of_sixty_three_bytes_which_is_as_long_as_any_may__id_seq'::regclass, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234'::regclass)); END$$;
ALTER SEQUENCE a_name_of_sixty_three_bytes_which_is_as_long_as_any_may__id_seq OWNED BY a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234.id;
SELECT setval('a_name_of_sixty_three_bytes_which_is_as_long_as_any_may__id_seq'::regclass, greatest(max(id) + 1, 1), false) FROM a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234;

-- down
ALTER TABLE a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234 ALTER COLUMN id DROP DEFAULT;
DROP SEQUENCE a_name_of_sixty_three_bytes_which_is_as_long_as_any_may__id_seq;
ALTER TABLE a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234 ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
SELECT setval(pg_get_serial_sequence('a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234', 'id'), greatest(max(id) + 1, 1), false) FROM a_name_of_sixty_three_bytes_which_is_as_long_as_any_may_be_1234;
