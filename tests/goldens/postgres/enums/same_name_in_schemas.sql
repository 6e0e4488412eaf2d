-- up
ALTER TABLE t
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE s.mood USING a::text::s.mood,
    ALTER COLUMN a SET DEFAULT 'ok'::s.mood,
    ALTER COLUMN b DROP DEFAULT,
    ALTER COLUMN b TYPE mood USING b::text::mood,
    ALTER COLUMN b SET DEFAULT 'sad'::mood;
ALTER TABLE s.t ALTER COLUMN a TYPE mood USING a::text::mood;

-- down
ALTER TABLE t
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE mood USING a::text::mood,
    ALTER COLUMN a SET DEFAULT 'ok'::mood,
    ALTER COLUMN b DROP DEFAULT,
    ALTER COLUMN b TYPE s.mood USING b::text::s.mood,
    ALTER COLUMN b SET DEFAULT 'sad'::s.mood;
ALTER TABLE s.t ALTER COLUMN a TYPE s.mood USING a::text::s.mood;
