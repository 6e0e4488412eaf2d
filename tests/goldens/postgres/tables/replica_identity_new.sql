-- up
CREATE TABLE n (
    a integer NOT NULL,
    b text
);
CREATE UNIQUE INDEX n_a ON n (a);
ALTER TABLE n REPLICA IDENTITY USING INDEX n_a;

-- down
DROP TABLE n;
