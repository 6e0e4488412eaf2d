-- up
ALTER TABLE users CLUSTER ON users_pkey;

-- down
ALTER TABLE users CLUSTER ON i;
