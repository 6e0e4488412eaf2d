-- up
ALTER TABLE old_parts RENAME TO parts;
ALTER TABLE parts RENAME CONSTRAINT old_parts_vb_check TO parts_vb_check;
CREATE TABLE p1 (
    k date,
    vb character(3),
    CONSTRAINT parts_vb_check CHECK (vb <> 'zzz'::bpchar)
);
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES FROM ('2020-02-01') TO ('2020-03-01');

-- down
ALTER TABLE parts RENAME TO old_parts;
DROP TABLE p1;
ALTER TABLE old_parts RENAME CONSTRAINT parts_vb_check TO old_parts_vb_check;
