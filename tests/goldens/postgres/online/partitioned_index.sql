-- up
CREATE INDEX logs_id ON logs (id, at DESC);

-- down
DROP INDEX logs_id;
