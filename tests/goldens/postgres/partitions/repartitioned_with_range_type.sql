-- up
ALTER TABLE p0 RENAME TO p0__old;
ALTER TABLE parts RENAME TO parts__old;
ALTER TABLE parts__old DROP CONSTRAINT parts_va_check;
ALTER TABLE parts__old DROP CONSTRAINT parts_vm_check;
ALTER TABLE p0__old DROP CONSTRAINT own;
ALTER TABLE p0__old DROP CONSTRAINT p0_va_excl;
DROP INDEX on_bound;
DROP INDEX on_range;
ALTER TABLE parts__old
    ALTER COLUMN va TYPE text,
    ALTER COLUMN vb TYPE text;
ALTER TABLE p0__old ALTER COLUMN vm DROP DEFAULT;
ALTER TABLE ONLY parts__old ALTER COLUMN vm DROP DEFAULT;
ALTER TABLE parts__old ALTER COLUMN vm TYPE text;
DROP TYPE span;
CREATE TYPE span AS RANGE (SUBTYPE = bigint, MULTIRANGE_TYPE_NAME = span_multirange);
CREATE TABLE parts (
    k integer,
    va span,
    vb span,
    vm span_multirange DEFAULT '{}'::span_multirange,
    CONSTRAINT parts_va_check CHECK (NOT isempty(va)),
    CONSTRAINT parts_vm_check CHECK (NOT isempty(vm))
) PARTITION BY LIST (k);
CREATE TABLE p0 (
    k integer,
    va span,
    vb span,
    vm span_multirange DEFAULT '{}'::span_multirange,
    CONSTRAINT own CHECK (upper(va) < 1000),
    CONSTRAINT parts_va_check CHECK (NOT isempty(va)),
    CONSTRAINT parts_vm_check CHECK (NOT isempty(vm))
);
ALTER TABLE parts ATTACH PARTITION p0 FOR VALUES IN (1, 2);
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (k, va, vb, vm)
SELECT k, va::span, vb::span, vm::span_multirange
FROM parts__old;
DROP TABLE parts__old;
ALTER TABLE p0 ADD CONSTRAINT p0_va_excl EXCLUDE USING gist (va WITH &&);
CREATE INDEX on_bound ON parts ((lower(vb))) WHERE upper(va) > 0;
CREATE INDEX on_range ON parts USING gist (vb);

-- down
ALTER TABLE p0 RENAME TO p0__old;
ALTER TABLE parts RENAME TO parts__old;
ALTER TABLE parts__old DROP CONSTRAINT parts_va_check;
ALTER TABLE parts__old DROP CONSTRAINT parts_vm_check;
ALTER TABLE p0__old DROP CONSTRAINT own;
ALTER TABLE p0__old DROP CONSTRAINT p0_va_excl;
DROP INDEX on_bound;
DROP INDEX on_range;
ALTER TABLE parts__old
    ALTER COLUMN va TYPE text,
    ALTER COLUMN vb TYPE text;
ALTER TABLE p0__old ALTER COLUMN vm DROP DEFAULT;
ALTER TABLE ONLY parts__old ALTER COLUMN vm DROP DEFAULT;
ALTER TABLE parts__old ALTER COLUMN vm TYPE text;
DROP TYPE span;
CREATE TYPE span AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = span_multirange);
CREATE TABLE parts (
    k integer,
    va span,
    vb span,
    vm span_multirange DEFAULT '{}'::span_multirange,
    CONSTRAINT parts_va_check CHECK (NOT isempty(va)),
    CONSTRAINT parts_vm_check CHECK (NOT isempty(vm))
) PARTITION BY RANGE (k);
CREATE TABLE p0 (
    k integer,
    va span,
    vb span,
    vm span_multirange DEFAULT '{}'::span_multirange,
    CONSTRAINT own CHECK (upper(va) < 1000),
    CONSTRAINT parts_va_check CHECK (NOT isempty(va)),
    CONSTRAINT parts_vm_check CHECK (NOT isempty(vm))
);
ALTER TABLE parts ATTACH PARTITION p0 FOR VALUES FROM (0) TO (10);
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (k, va, vb, vm)
SELECT k, va::span, vb::span, vm::span_multirange
FROM parts__old;
DROP TABLE parts__old;
ALTER TABLE p0 ADD CONSTRAINT p0_va_excl EXCLUDE USING gist (va WITH &&);
CREATE INDEX on_bound ON parts ((lower(vb))) WHERE upper(va) > 0;
CREATE INDEX on_range ON parts USING gist (vb);
