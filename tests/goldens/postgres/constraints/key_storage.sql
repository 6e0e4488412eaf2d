-- up
ALTER INDEX users_pkey RESET (fillfactor);
ALTER INDEX users_email_key SET (fillfactor='70');

-- down
ALTER INDEX users_pkey SET (fillfactor='80');
ALTER INDEX users_email_key RESET (fillfactor);
