-- up
ALTER TABLE m_2 DROP CONSTRAINT m_2_pk;
CREATE UNIQUE INDEX m_ux ON m (k);
ALTER TABLE m_2 ADD CONSTRAINT m_2_pk PRIMARY KEY (k);

-- down
-- drops the constraints whose index is attached to it: m_1_pk of m_1
DROP INDEX m_ux CASCADE;
ALTER TABLE m_1 ADD CONSTRAINT m_1_pk PRIMARY KEY (k);
