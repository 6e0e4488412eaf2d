INSERT INTO practices (id, name, city) VALUES (1, 'North', 'Kiel'), (2, 'O''Hara "South"', 'Ulm');
INSERT INTO users (id, email, name, role, is_active, practice_id) VALUES
  (1, 'a@example.org', 'Ann', 'therapist', true, 1),
  (2, 'b@example.org', NULL, 'patient', true, NULL),
  (3, 'c@example.org', 'Çelik', 'admin', false, 2);
INSERT INTO notes (id, user_id, title, body, words) VALUES
  (1, 1, 'First', 'one two', 2), (2, 1, 'Second', 'x; -- no comment', 4), (3, 3, 'Third', '', 0);
INSERT INTO tags (id, note_id, word) VALUES (1, 1, 'red'), (2, 1, 'blue'), (3, 2, 'red');
