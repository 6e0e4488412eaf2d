-- up
CREATE INDEX CONCURRENTLY logs_2025_id_at_idx ON logs_2025 (id, at DESC);
CREATE INDEX CONCURRENTLY logs_2026_1_id_at_idx ON logs_2026_1 (id, at DESC);
BEGIN;
SET LOCAL lock_timeout = '500ms';
CREATE INDEX logs_id ON logs (id, at DESC);
COMMIT;

-- down
DROP INDEX logs_id;
