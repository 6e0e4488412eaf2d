-- up
DROP VIEW path;
ALTER TABLE node DROP CONSTRAINT node_parent_fkey;
ALTER TABLE node
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN parent TYPE bigint;
ALTER TABLE node ADD CONSTRAINT node_parent_fkey FOREIGN KEY (parent) REFERENCES node (id);
CREATE VIEW path AS
WITH RECURSIVE path(id, name, depth) AS (
         SELECT node.id,
            node.name,
            1 AS "?column?"
           FROM node
          WHERE (node.parent IS NULL)
        UNION ALL
         SELECT n.id,
            ((p.name || '/'::text) || n.name),
            (p.depth + 1)
           FROM (node n
             JOIN path p ON ((n.parent = p.id)))
          WHERE (p.depth < 9)
        )
 SELECT path.id,
    path.name,
    path.depth
   FROM path;

-- down
DROP VIEW path;
ALTER TABLE node DROP CONSTRAINT node_parent_fkey;
ALTER TABLE node
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN parent TYPE integer;
ALTER TABLE node ADD CONSTRAINT node_parent_fkey FOREIGN KEY (parent) REFERENCES node (id);
CREATE VIEW path AS
WITH RECURSIVE path(id, name, depth) AS (
         SELECT node.id,
            node.name,
            1 AS "?column?"
           FROM node
          WHERE (node.parent IS NULL)
        UNION ALL
         SELECT n.id,
            ((p.name || '/'::text) || n.name),
            (p.depth + 1)
           FROM (node n
             JOIN path p ON ((n.parent = p.id)))
          WHERE (p.depth < 5)
        )
 SELECT path.id,
    path.name,
    path.depth
   FROM path;
