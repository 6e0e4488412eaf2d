-- 0003 convert role to enum
-- revision: 3f2a9c1d7e40
-- down_revision: 808b6192c57c, 0123456789ab
-- created: 2026-11-20T16:56:00Z
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade
-- a remark

-- migrate:up transaction:false
CREATE TABLE t (a integer);

-- migrate:down
DROP TABLE t;
