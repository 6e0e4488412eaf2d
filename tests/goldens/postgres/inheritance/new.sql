-- up
CREATE TABLE base (
    id integer NOT NULL,
    CONSTRAINT base_id_check CHECK (id > 0)
);
CREATE TABLE child (
    extra text
) INHERITS (base);

-- down
DROP TABLE child;
DROP TABLE base;
