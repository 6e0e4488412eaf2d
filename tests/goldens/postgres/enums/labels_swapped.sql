-- up
ALTER TYPE mood RENAME VALUE 'a' TO 'a__swap';
ALTER TYPE mood RENAME VALUE 'b' TO 'a';
ALTER TYPE mood RENAME VALUE 'a__swap' TO 'b';

-- down
ALTER TYPE mood RENAME VALUE 'a' TO 'a__swap';
ALTER TYPE mood RENAME VALUE 'b' TO 'a';
ALTER TYPE mood RENAME VALUE 'a__swap' TO 'b';
