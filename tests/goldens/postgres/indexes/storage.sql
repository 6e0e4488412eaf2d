-- up
ALTER INDEX i SET (deduplicate_items='off', fillfactor='60');

-- down
ALTER INDEX i SET (fillfactor='50');
ALTER INDEX i RESET (deduplicate_items);
