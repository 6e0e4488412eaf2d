-- up
CREATE TRIGGER count_visit AFTER INSERT ON visit BEGIN INSERT INTO hit (page, n) VALUES (CASE WHEN new."end" IS NULL THEN '?' ELSE new.page END, 1) ON CONFLICT (page) DO UPDATE SET n = n + 1; END;

-- down
DROP TRIGGER count_visit;
