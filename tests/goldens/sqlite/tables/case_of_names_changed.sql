-- up
DROP VIEW v;
ALTER TABLE "Users" RENAME TO renamed_users;
ALTER TABLE renamed_users RENAME TO users;
ALTER TABLE users RENAME COLUMN "Id" TO id;
ALTER TABLE users RENAME COLUMN "eMail" TO email;
CREATE VIEW v AS SELECT eMail FROM Users;

-- down
DROP VIEW v;
ALTER TABLE users RENAME TO "renamed_Users";
ALTER TABLE "renamed_Users" RENAME TO "Users";
ALTER TABLE "Users" RENAME COLUMN email TO "eMail";
ALTER TABLE "Users" RENAME COLUMN id TO "Id";
CREATE VIEW v AS SELECT eMail FROM Users;
