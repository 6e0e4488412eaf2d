-- 1
--revision:a
--down_revision:b
--migrate:up
SELECT 1


--migrate:down