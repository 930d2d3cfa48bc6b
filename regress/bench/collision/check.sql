-- Every engine, every run: the same answer, and one that says something.
DO $$
DECLARE
	answers text[] := ARRAY(SELECT DISTINCT answer FROM timing JOIN side USING (name) WHERE what <> 'scan');
BEGIN
	IF cardinality(answers) <> 1 OR answers[1] LIKE '0:%' THEN
		RAISE EXCEPTION 'the answers differ, or are empty: %', answers
			USING DETAIL = (SELECT string_agg(DISTINCT name || ': ' || answer, E'\n') FROM timing);
	END IF;
END $$;
SELECT count(*) AS sides, split_part(min(answer), ':', 1) AS episodes, split_part(min(answer), ':', 2) AS days
FROM (SELECT DISTINCT name, answer FROM timing JOIN side USING (name) WHERE what <> 'scan') AS t;
