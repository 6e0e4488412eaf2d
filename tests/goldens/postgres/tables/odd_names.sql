-- up
CREATE TYPE "User Role" AS ENUM ('a b', 'it''s');
CREATE TABLE "Order Items" (
    "select" integer NOT NULL,
    "it's" text DEFAULT 'x''y'::text,
    "größe" integer,
    "a""b" integer,
    "Role" "User Role" DEFAULT 'a b'::"User Role",
    CONSTRAINT "Order Items_pkey" PRIMARY KEY ("select"),
    CONSTRAINT "Order Items_a""b_key" UNIQUE ("a""b"),
    CONSTRAINT "Order Items_größe_check" CHECK ("größe" > 0)
);
CREATE INDEX "My Index" ON "Order Items" ("it's" DESC, (lower("it's")));

-- down
DROP TABLE "Order Items";
DROP TYPE "User Role";
