-- up
-- only the table itself gets another name
PRAGMA legacy_alter_table = ON;
ALTER TABLE box RENAME TO old_box;
PRAGMA legacy_alter_table = OFF;
CREATE VIRTUAL TABLE box USING rtree (id, x0, x1, y0, y1, +label TEXT);
-- keeps the rows in the columns that both definitions have
INSERT INTO box (id, x0, x1, y0, y1)
SELECT id, x0, x1, y0, y1
FROM old_box;
DROP TABLE old_box;

-- down
-- only the table itself gets another name
PRAGMA legacy_alter_table = ON;
ALTER TABLE box RENAME TO old_box;
PRAGMA legacy_alter_table = OFF;
CREATE VIRTUAL TABLE box USING rtree (id, x0, x1, y0, y1);
-- keeps the rows in the columns that both definitions have
INSERT INTO box (id, x0, x1, y0, y1)
SELECT id, x0, x1, y0, y1
FROM old_box;
DROP TABLE old_box;
