-- up
ALTER TABLE u RENAME TO u__old;
ALTER TABLE "S x"."T t" RENAME TO "T t__old";
CREATE TABLE u (
    id integer,
    at date
) PARTITION BY RANGE (EXTRACT(year FROM at));
CREATE UNLOGGED TABLE u26 (
    id integer,
    at date
);
ALTER TABLE u ATTACH PARTITION u26 FOR VALUES FROM ('2026') TO ('2027');
CREATE TABLE "S x"."T t" (
    "A" text NOT NULL,
    b integer NOT NULL
) PARTITION BY LIST (b);
CREATE TABLE "S x".p (
    "A" text NOT NULL,
    b integer NOT NULL
);
ALTER TABLE "S x"."T t" ATTACH PARTITION "S x".p DEFAULT;
-- rebuilds table u: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO u (id, at)
SELECT id, at
FROM u__old;
DROP TABLE u__old;
-- rebuilds table S x.T t: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO "S x"."T t" ("A", b)
SELECT "A", b
FROM "S x"."T t__old";
DROP TABLE "S x"."T t__old";
ALTER TABLE "S x"."T t" ADD CONSTRAINT "T t_A_b_key" UNIQUE ("A", b);
CREATE UNIQUE INDEX known ON "S x"."T t" (b);
ALTER TABLE "S x"."T t" REPLICA IDENTITY USING INDEX known;

-- down
ALTER TABLE u RENAME TO u__old;
ALTER TABLE "S x"."T t" RENAME TO "T t__old";
CREATE UNLOGGED TABLE u (
    id integer,
    at date
);
CREATE TABLE "S x"."T t" (
    "A" text NOT NULL,
    b integer NOT NULL
);
-- rebuilds table u: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO u (id, at)
SELECT id, at
FROM u__old;
DROP TABLE u__old;
-- rebuilds table S x.T t: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO "S x"."T t" ("A", b)
SELECT "A", b
FROM "S x"."T t__old";
DROP TABLE "S x"."T t__old";
ALTER TABLE "S x"."T t" ADD CONSTRAINT "T t_A_b_key" UNIQUE ("A", b);
CREATE UNIQUE INDEX known ON "S x"."T t" (b);
ALTER TABLE "S x"."T t" REPLICA IDENTITY USING INDEX known;
