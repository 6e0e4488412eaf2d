-- up
-- drops table old_settings with its rows
DROP TABLE old_settings;
CREATE TABLE preferences (
    "user" INT NOT NULL,
    k TEXT NOT NULL,
    v TEXT,
    PRIMARY KEY ("user", k)
) WITHOUT ROWID;

-- down
DROP TABLE preferences;
-- the old rows of old_settings are not restored
CREATE TABLE old_settings (
    k TEXT PRIMARY KEY,
    v TEXT
);
