-- up
ALTER TABLE gamma DROP CONSTRAINT gamma_b_check;
DROP INDEX few;
ALTER TABLE gamma ALTER COLUMN b TYPE character varying(50) COLLATE "C";
ALTER TABLE gamma ADD CONSTRAINT gamma_b_check CHECK ((b)::text = ANY ((ARRAY['1'::character varying, '2'::character varying, 'y'::character varying]::character varying[])::text[]));
CREATE INDEX few ON gamma (id) WHERE (b)::text = ANY ((ARRAY['1'::character varying, '2'::character varying]::character varying[])::text[]);

-- down
ALTER TABLE gamma DROP CONSTRAINT gamma_b_check;
DROP INDEX few;
ALTER TABLE gamma ALTER COLUMN b TYPE character varying(40);
ALTER TABLE gamma ADD CONSTRAINT gamma_b_check CHECK ((b)::text = ANY ((ARRAY['1'::character varying, '2'::character varying, 'y'::character varying]::character varying[])::text[]));
CREATE INDEX few ON gamma (id) WHERE (b)::text = ANY ((ARRAY['1'::character varying, '2'::character varying]::character varying[])::text[]);
