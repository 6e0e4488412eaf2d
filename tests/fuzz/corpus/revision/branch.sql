-- 0005 invoice lines
-- revision: 5e0cf2a9b1d3
-- down_revision: 3f2a9c1d7e40
-- depends_on: 808b6192c57c, 4df6604b6434
-- branch_labels: billing, invoices

-- migrate:up
-- migrate:down
