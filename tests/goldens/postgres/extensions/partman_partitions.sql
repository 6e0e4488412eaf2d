-- up
ALTER TABLE logs ADD COLUMN note text DEFAULT 'n'::text;
ALTER TABLE partman.template_public_logs ADD COLUMN note text;
ALTER TABLE logs ADD CONSTRAINT positive CHECK (id > 0);
CREATE INDEX logs_id ON logs (id);

-- down
ALTER TABLE logs DROP CONSTRAINT positive;
DROP INDEX logs_id;
ALTER TABLE logs DROP COLUMN note;
ALTER TABLE partman.template_public_logs DROP COLUMN note;
