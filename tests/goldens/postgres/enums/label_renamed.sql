-- up
ALTER TYPE e RENAME VALUE 'a' TO 'x';

-- down
ALTER TYPE e RENAME VALUE 'x' TO 'a';
