INSERT INTO follows (follower_id, followed_id, parent_follower_id, parent_followed_id) VALUES
  (1, 2, NULL, NULL), (3, 3, 1, 2);
