-- up
DROP INDEX two;
DROP INDEX one;
CREATE INDEX one ON t (b);
CREATE INDEX two ON t (a);

-- down
DROP INDEX two;
DROP INDEX one;
CREATE INDEX one ON t (a);
CREATE INDEX two ON t (b);
