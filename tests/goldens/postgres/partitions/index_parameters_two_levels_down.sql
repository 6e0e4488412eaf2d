-- up
DROP INDEX two;
DROP INDEX one;
DROP INDEX three;
DROP INDEX two_below;
CREATE INDEX p1x_a_k_idx ON p1x (a, k) WITH (fillfactor='70');
CREATE INDEX three_below ON p1 (a, k) WITH (fillfactor='70');
CREATE INDEX two_below ON p1 (k, a);
CREATE INDEX two ON parts (a) WITH (fillfactor='70');
CREATE INDEX one ON parts (k);
COMMENT ON INDEX one IS 'other';
CREATE INDEX three ON parts (a, k);

-- down
DROP INDEX two;
DROP INDEX one;
DROP INDEX three;
DROP INDEX two_below;
CREATE INDEX p1x_a_k_idx ON p1x (a, k) WITH (fillfactor='60');
CREATE INDEX three_below ON p1 (a, k) WITH (fillfactor='60');
CREATE INDEX two_below ON p1 (k, a) WITH (fillfactor='60');
CREATE INDEX two ON parts (a) WITH (fillfactor='60');
CREATE INDEX one ON parts (k) WITH (fillfactor='60');
CREATE INDEX three ON parts (a, k);
