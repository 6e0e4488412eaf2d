-- up
CREATE TABLE n (
    a integer NOT NULL,
    b text DEFAULT 'x'::text,
    CONSTRAINT n_pkey PRIMARY KEY (a)
);
ALTER TABLE n OF pair;
ALTER TABLE p NOT OF;
ALTER TABLE q OF pair;

-- down
ALTER TABLE p OF pair;
ALTER TABLE q NOT OF;
DROP TABLE n;
