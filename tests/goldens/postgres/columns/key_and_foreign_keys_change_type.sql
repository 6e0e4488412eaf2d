-- up
DROP VIEW leads;
ALTER TABLE person DROP CONSTRAINT person_boss_fkey;
ALTER TABLE person DROP CONSTRAINT person_team_fkey;
ALTER TABLE team DROP CONSTRAINT team_lead_fkey;
ALTER TABLE team DROP CONSTRAINT team_lead_check;
DROP INDEX person_team;
ALTER TABLE person
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN team TYPE bigint,
    ALTER COLUMN boss TYPE bigint;
ALTER TABLE team
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN lead TYPE bigint;
ALTER TABLE team ADD CONSTRAINT team_lead_check CHECK (lead > 0);
CREATE INDEX person_team ON person (team) WHERE boss IS NOT NULL;
ALTER TABLE person ADD CONSTRAINT person_boss_fkey FOREIGN KEY (boss) REFERENCES person (id);
ALTER TABLE person ADD CONSTRAINT person_team_fkey FOREIGN KEY (team) REFERENCES team (id);
ALTER TABLE team ADD CONSTRAINT team_lead_fkey FOREIGN KEY (lead) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED;
CREATE VIEW leads AS
SELECT t.id,
    p.id AS person
   FROM (team t
     JOIN person p ON ((p.id = t.lead)));

-- down
DROP VIEW leads;
ALTER TABLE person DROP CONSTRAINT person_boss_fkey;
ALTER TABLE person DROP CONSTRAINT person_team_fkey;
ALTER TABLE team DROP CONSTRAINT team_lead_fkey;
ALTER TABLE team DROP CONSTRAINT team_lead_check;
DROP INDEX person_team;
ALTER TABLE person
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN team TYPE integer,
    ALTER COLUMN boss TYPE integer;
ALTER TABLE team
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN lead TYPE integer;
ALTER TABLE team ADD CONSTRAINT team_lead_check CHECK (lead > 0);
CREATE INDEX person_team ON person (team) WHERE boss IS NOT NULL;
ALTER TABLE person ADD CONSTRAINT person_boss_fkey FOREIGN KEY (boss) REFERENCES person (id);
ALTER TABLE person ADD CONSTRAINT person_team_fkey FOREIGN KEY (team) REFERENCES team (id);
ALTER TABLE team ADD CONSTRAINT team_lead_fkey FOREIGN KEY (lead) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED;
CREATE VIEW leads AS
SELECT t.id,
    p.id AS person
   FROM (team t
     JOIN person p ON ((p.id = t.lead)));
