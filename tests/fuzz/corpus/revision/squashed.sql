-- 0003 convert role to enum
-- revision: 3f2a9c1d7e40
-- down_revision: 808b6192c57c, 0123456789ab
-- created: 2026-11-20T16:56:00Z
-- dialect: postgresql
-- replaces: 17d4bf12c257, 5e0cf2a9b1d3; sha256:0123456789ab
-- verified: upgrade, downgrade, upgrade; sha256:0123456789ab
-- a remark

-- migrate:up transaction:false
CREATE TABLE t (a integer);

-- migrate:down
DROP TABLE t;
