-- up
CREATE OR REPLACE TRUSTED LANGUAGE other_pl HANDLER plpgsql_call_handler;
REVOKE USAGE ON LANGUAGE other_pl FROM PUBLIC;
GRANT USAGE ON LANGUAGE other_pl TO pg_monitor;
REVOKE USAGE ON LANGUAGE own_pl FROM pg_monitor;
CREATE OR REPLACE LANGUAGE own_pl HANDLER plpgsql_call_handler VALIDATOR plpgsql_validator;

-- down
CREATE OR REPLACE TRUSTED LANGUAGE own_pl HANDLER plpgsql_call_handler VALIDATOR plpgsql_validator;
GRANT USAGE ON LANGUAGE own_pl TO pg_monitor;
REVOKE USAGE ON LANGUAGE other_pl FROM pg_monitor;
GRANT USAGE ON LANGUAGE other_pl TO PUBLIC;
CREATE OR REPLACE LANGUAGE other_pl HANDLER plpgsql_call_handler;
