-- up
ALTER TABLE a RENAME TO a__swap;
ALTER TABLE b RENAME TO a;
ALTER TABLE a__swap RENAME TO b;
ALTER SEQUENCE a_id_seq RENAME TO a_id_seq__swap;
ALTER SEQUENCE b_id_seq RENAME TO a_id_seq;
ALTER SEQUENCE a_id_seq__swap RENAME TO b_id_seq;
ALTER TABLE b RENAME CONSTRAINT a_pkey TO a_pkey__swap;
ALTER TABLE a RENAME CONSTRAINT b_pkey TO a_pkey;
ALTER TABLE b RENAME CONSTRAINT a_pkey__swap TO b_pkey;

-- down
ALTER TABLE a RENAME TO a__swap;
ALTER TABLE b RENAME TO a;
ALTER TABLE a__swap RENAME TO b;
ALTER SEQUENCE a_id_seq RENAME TO a_id_seq__swap;
ALTER SEQUENCE b_id_seq RENAME TO a_id_seq;
ALTER SEQUENCE a_id_seq__swap RENAME TO b_id_seq;
ALTER TABLE b RENAME CONSTRAINT a_pkey TO a_pkey__swap;
ALTER TABLE a RENAME CONSTRAINT b_pkey TO a_pkey;
ALTER TABLE b RENAME CONSTRAINT a_pkey__swap TO b_pkey;
