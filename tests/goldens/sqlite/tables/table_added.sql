-- up
CREATE TABLE b (
    y INT
);

-- down
DROP TABLE b;
