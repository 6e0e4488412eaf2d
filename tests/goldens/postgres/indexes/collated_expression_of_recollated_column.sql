-- up
DROP INDEX word_a;
DROP INDEX word_b;
DROP INDEX word_c;
ALTER TABLE word
    ALTER COLUMN a TYPE text COLLATE "POSIX",
    ALTER COLUMN b TYPE text COLLATE "C",
    ALTER COLUMN c TYPE text COLLATE "C";
CREATE INDEX word_a ON word ((upper(a)) COLLATE "C");
CREATE INDEX word_b ON word (id, (b || 'x'::text) COLLATE "C");
CREATE INDEX word_c ON word ((lower(c)) COLLATE "C") WHERE length(a) > 1;

-- down
DROP INDEX word_a;
DROP INDEX word_b;
DROP INDEX word_c;
ALTER TABLE word
    ALTER COLUMN a TYPE text COLLATE "C",
    ALTER COLUMN b TYPE text COLLATE "POSIX",
    ALTER COLUMN c TYPE text;
CREATE INDEX word_a ON word ((upper(a)) COLLATE "C");
CREATE INDEX word_b ON word (id, (b || 'x'::text) COLLATE "C");
CREATE INDEX word_c ON word ((lower(c)) COLLATE "C") WHERE length(a) > 1;
