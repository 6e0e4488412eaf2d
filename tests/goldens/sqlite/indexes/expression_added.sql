-- up
CREATE INDEX t_json ON t (json_extract(j, '$.k')) WHERE json_extract(j, '$.k') IS NOT NULL;
CREATE INDEX t_lower ON t (lower(a) COLLATE NOCASE DESC, b + 1);
CREATE UNIQUE INDEX t_part ON t (b DESC) WHERE b > 0 AND a NOT LIKE 'x%';

-- down
DROP INDEX t_json;
DROP INDEX t_lower;
DROP INDEX t_part;
