-- up
ALTER INDEX no_two SET (fillfactor='60');

-- down
ALTER INDEX no_two RESET (fillfactor);
