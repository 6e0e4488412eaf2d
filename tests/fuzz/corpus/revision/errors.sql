SELECT 1;
-- revison: a
-- revision: base
-- down_revision: a,,a
-- created: today
-- dialect: postgres
-- migrate:dwon x
-- migrate:up transaction:flase
-- migrate:up
