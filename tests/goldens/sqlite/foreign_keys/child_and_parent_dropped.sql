-- up
-- drops table c with its rows
DROP TABLE c;
-- drops table p with its rows
DROP TABLE p;

-- down
-- the old rows of p are not restored
CREATE TABLE p (
    id INTEGER PRIMARY KEY
);
-- the old rows of c are not restored
CREATE TABLE c (
    p INTEGER,
    FOREIGN KEY (p) REFERENCES p (id) ON DELETE RESTRICT
);
