-- up
ALTER TABLE t RENAME COLUMN age TO years;
ALTER TABLE t RENAME CONSTRAINT t_age_key TO t_years_key;
ALTER TABLE t RENAME CONSTRAINT t_age_check TO t_years_check;
ALTER INDEX t_age_idx RENAME TO t_years_idx;

-- down
ALTER TABLE t RENAME COLUMN years TO age;
ALTER TABLE t RENAME CONSTRAINT t_years_key TO t_age_key;
ALTER TABLE t RENAME CONSTRAINT t_years_check TO t_age_check;
ALTER INDEX t_years_idx RENAME TO t_age_idx;
