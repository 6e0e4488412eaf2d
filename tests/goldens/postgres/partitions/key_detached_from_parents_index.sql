-- up
-- drops the constraints whose index is attached to it: m_1_pk of m_1
DROP INDEX m_ux CASCADE;
ALTER TABLE m_2_a ADD CONSTRAINT m_2_a_key UNIQUE (k);
CREATE UNIQUE INDEX m_ux ON m (k);

-- down
-- drops the constraints whose index is attached to it: m_2_a_key of m_2_a
DROP INDEX m_ux CASCADE;
ALTER TABLE m_1 ADD CONSTRAINT m_1_pk PRIMARY KEY (k);
CREATE UNIQUE INDEX m_ux ON m (k);
