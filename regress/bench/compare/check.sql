-- Every side of a question, every run: one answer, and one that says something.
DO $$
DECLARE
	wrong record;
BEGIN
	FOR wrong IN
		SELECT question, string_agg(DISTINCT name || ': ' || left(answer, 200), E'\n') AS answers
		FROM bench.timing JOIN bench.side USING (name) WHERE what <> 'scan'
		GROUP BY question HAVING count(DISTINCT answer) <> 1 OR min(answer) LIKE '0:%' LOOP
		RAISE EXCEPTION 'the answers to "%" differ, or are empty', wrong.question USING DETAIL = wrong.answers;
	END LOOP;
END $$;
