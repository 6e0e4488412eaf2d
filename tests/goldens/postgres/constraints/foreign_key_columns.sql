-- up
ALTER TABLE c ADD CONSTRAINT c_x_y_fkey FOREIGN KEY (x, y) REFERENCES p (x, y);

-- down
ALTER TABLE c DROP CONSTRAINT c_x_y_fkey;
