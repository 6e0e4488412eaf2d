-- up
ALTER TABLE visits ADD COLUMN pages hll(11,5,-1,1) DEFAULT hll_empty(11, 5, ('-1'::integer)::bigint, 1) NOT NULL;
ALTER TABLE visits ALTER COLUMN users TYPE hll USING users::hll;
CREATE VIEW months AS
SELECT date_trunc('month'::text, (visits.day)::timestamp with time zone) AS month,
    hll_cardinality(hll_union_agg(visits.users)) AS users
   FROM visits
  GROUP BY (date_trunc('month'::text, (visits.day)::timestamp with time zone));

-- down
DROP VIEW months;
-- converts through text; fails on values that the new type cannot parse
ALTER TABLE visits ALTER COLUMN users TYPE bytea USING users::text::bytea;
ALTER TABLE visits DROP COLUMN pages;
