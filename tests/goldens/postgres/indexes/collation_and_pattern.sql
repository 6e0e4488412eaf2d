-- up
DROP INDEX i;
CREATE INDEX i ON t (a COLLATE "POSIX" DESC, b, c bpchar_pattern_ops NULLS FIRST);
CREATE INDEX i2 ON t ((lower(a)) COLLATE "C" text_pattern_ops, ((b)::text || (c)::text) DESC NULLS LAST);

-- down
DROP INDEX i;
DROP INDEX i2;
CREATE INDEX i ON t (a COLLATE "C", b varchar_pattern_ops DESC, c bpchar_pattern_ops NULLS FIRST);
