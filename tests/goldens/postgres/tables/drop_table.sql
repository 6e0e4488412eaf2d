-- up
-- drops table logs with its rows
DROP TABLE logs;

-- down
CREATE TABLE logs (
    id integer NOT NULL,
    line text,
    CONSTRAINT logs_pkey PRIMARY KEY (id)
);
