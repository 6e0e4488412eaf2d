-- up
ALTER TYPE e RENAME VALUE 'open' TO 'opened';
ALTER TYPE e ADD VALUE 'open';

-- down
-- rows that hold 'open' are then equal to rows that held 'opened': 'opened' becomes 'open'
ALTER TYPE e RENAME TO e__old;
CREATE TYPE e AS ENUM ('open', 'closed');
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t ALTER COLUMN s TYPE e USING (CASE s::text WHEN 'opened' THEN 'open' ELSE s::text END)::e;
ALTER TABLE t ALTER COLUMN s SET DEFAULT 'open'::e;
DROP TYPE e__old;
