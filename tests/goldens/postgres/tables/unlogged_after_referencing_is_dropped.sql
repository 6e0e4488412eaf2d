-- up
-- drops table z with its rows
DROP TABLE z;
ALTER TABLE p SET UNLOGGED;

-- down
CREATE TABLE z (
    p integer
);
ALTER TABLE p SET LOGGED;
ALTER TABLE z ADD CONSTRAINT z_p_fkey FOREIGN KEY (p) REFERENCES p (id);
