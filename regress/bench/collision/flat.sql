-- Payments at random: two and a half to a person, each for one to seven days
-- within ten years, of five sources, any two of which collide.
CREATE UNLOGGED TABLE payment AS SELECT * FROM flat(:rows);

CREATE TABLE question AS
SELECT 'a.source < b.source' AS rule, NULL::text AS pairs, NULL::text AS named, NULL::text[] AS pair_list;
