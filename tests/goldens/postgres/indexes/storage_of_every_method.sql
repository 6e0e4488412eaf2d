-- up
ALTER INDEX ia SET (fillfactor='80');
ALTER INDEX ia RESET (deduplicate_items);
ALTER INDEX ib SET (gin_pending_list_limit='128');
ALTER INDEX ib RESET (fastupdate);
ALTER INDEX ic RESET (buffering);
ALTER INDEX id SET (pages_per_range='32');
ALTER INDEX id RESET (autosummarize);
ALTER INDEX ie RESET (fillfactor);

-- down
ALTER INDEX ia SET (deduplicate_items='off', fillfactor='70');
ALTER INDEX ib SET (fastupdate='off');
ALTER INDEX ib RESET (gin_pending_list_limit);
ALTER INDEX ic SET (buffering='on');
ALTER INDEX id SET (autosummarize='on', pages_per_range='16');
ALTER INDEX ie SET (fillfactor='60');
