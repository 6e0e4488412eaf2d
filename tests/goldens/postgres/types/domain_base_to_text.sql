-- up
ALTER TYPE code RENAME TO code__old;
CREATE DOMAIN code AS text;
ALTER TABLE t
    ALTER COLUMN c TYPE code,
    ALTER COLUMN cs TYPE code[];
DROP DOMAIN code__old;

-- down
ALTER TYPE code RENAME TO code__old;
CREATE DOMAIN code AS integer;
ALTER TABLE t
    ALTER COLUMN c TYPE code USING c::code,
    ALTER COLUMN cs TYPE code[] USING cs::code[];
DROP DOMAIN code__old;
