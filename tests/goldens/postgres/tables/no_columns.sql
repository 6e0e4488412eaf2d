-- up
CREATE TABLE "nothing" ();

-- down
DROP TABLE "nothing";
