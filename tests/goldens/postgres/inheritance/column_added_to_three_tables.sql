-- up
ALTER TABLE base ADD COLUMN xc double precision DEFAULT 1.5;
ALTER TABLE "heir two" ADD COLUMN xc double precision DEFAULT 1.5;
ALTER TABLE heir ADD COLUMN xc double precision DEFAULT 1.5;
ALTER TABLE heir INHERIT base;
ALTER TABLE base ADD CONSTRAINT base_xc_check CHECK (xc > ('-1'::integer)::double precision);

-- down
ALTER TABLE heir NO INHERIT base;
ALTER TABLE base DROP CONSTRAINT base_xc_check;
ALTER TABLE heir DROP CONSTRAINT base_xc_check;
ALTER TABLE base DROP COLUMN xc;
ALTER TABLE heir DROP COLUMN xc;
ALTER TABLE "heir two" DROP COLUMN xc;
