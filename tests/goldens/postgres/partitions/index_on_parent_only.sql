-- up
DROP INDEX first;
DROP INDEX second;
CREATE INDEX first ON m (v);
CREATE INDEX fourth ON ONLY m (id);
CREATE INDEX second ON ONLY m (id DESC);

-- down
DROP INDEX first;
DROP INDEX fourth;
DROP INDEX second;
CREATE INDEX first ON ONLY m (v);
CREATE INDEX second ON m (id DESC);
