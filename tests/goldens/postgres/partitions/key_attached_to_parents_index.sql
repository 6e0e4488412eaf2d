-- up
ALTER TABLE refers DROP CONSTRAINT refers_k_fkey;
-- drops the constraints whose index is attached to it: m_1_pk of m_1
DROP INDEX m_ux CASCADE;

-- down
ALTER TABLE m_1 ADD CONSTRAINT m_1_pk PRIMARY KEY (k);
CREATE UNIQUE INDEX m_2_own ON m_2 (k);
CREATE UNIQUE INDEX m_ux ON m (k);
ALTER TABLE refers ADD CONSTRAINT refers_k_fkey FOREIGN KEY (k) REFERENCES m_1 (k);
