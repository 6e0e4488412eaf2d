-- up
CREATE TABLE n (
    a integer
);
ALTER TABLE n ALTER COLUMN a SET (n_distinct='3');
ALTER TABLE users ALTER COLUMN id RESET (n_distinct);
ALTER TABLE users ALTER COLUMN email SET (n_distinct='-0.5', n_distinct_inherited='9');

-- down
ALTER TABLE users ALTER COLUMN id SET (n_distinct='5');
ALTER TABLE users ALTER COLUMN email RESET (n_distinct, n_distinct_inherited);
DROP TABLE n;
