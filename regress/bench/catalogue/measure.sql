-- In rounds: each model's inputs are scanned, one after the other, reading the columns
-- that the template names; then the model is run: query, population, findings stored.
SET SESSION AUTHORIZATION bench_owner;
SET client_min_messages = error;
CREATE SCHEMA IF NOT EXISTS bench_catalogue;
CREATE TABLE bench_catalogue.took (round integer, model text, template text, scans_ms numeric, run_ms numeric, query_ms numeric, population bigint, hits bigint);

CREATE PROCEDURE bench_catalogue.measure(rounds integer)
LANGUAGE plpgsql
AS $$
DECLARE
	a record;
	scan text;
	began timestamptz;
	scans numeric;
	r oversight.run;
BEGIN
	FOR round IN 0 .. rounds LOOP
		FOR a IN
			SELECT d.model, d.template, b.relations, t.document
			FROM oversight.adoption d
			JOIN supervise.catalogue_template t ON t.code = d.template
			CROSS JOIN LATERAL oversight._bound(t.document, d.sources) b
			ORDER BY t.ordinal
		LOOP
			scans := 0;
			FOR scan IN
				SELECT format('SELECT %s FROM %s AS q', string_agg(format('count(q.%I)', c ->> 'name'), ', '), a.relations ->> (i ->> 'name'))
				FROM jsonb_array_elements(a.document -> 'inputs') i, jsonb_array_elements(i -> 'columns') c
				GROUP BY i ->> 'name'
			LOOP
				began := clock_timestamp();
				EXECUTE scan;
				scans := scans + extract(epoch FROM clock_timestamp() - began) * 1000;
			END LOOP;
			began := clock_timestamp();
			r := oversight.run(a.model, (SELECT s.as_of FROM county.scale s));
			IF r.status <> 'done' THEN
				RAISE EXCEPTION 'model % failed: %', a.model, r.error;
			END IF;
			INSERT INTO bench_catalogue.took VALUES (round, a.model, a.template, scans,
				extract(epoch FROM clock_timestamp() - began) * 1000, r.query_ms, r.population, r.hits);
			COMMIT;
		END LOOP;
	END LOOP;
END
$$;
CALL bench_catalogue.measure(:runs);

\pset numericlocale on
CREATE VIEW bench_catalogue.median AS
SELECT template, max(population) AS population, max(hits) AS hits,
	percentile_cont(0.5) WITHIN GROUP (ORDER BY scans_ms) AS scans_ms, percentile_cont(0.5) WITHIN GROUP (ORDER BY run_ms) AS run_ms,
	percentile_cont(0.5) WITHIN GROUP (ORDER BY query_ms) AS query_ms
FROM bench_catalogue.took WHERE round > 0 GROUP BY template, model;
SELECT template, population, hits, round(scans_ms) AS "scans ms", round(query_ms) AS "query ms", round(run_ms) AS "run ms",
	round((run_ms / scans_ms)::numeric, 1) AS ratio
FROM bench_catalogue.median ORDER BY run_ms DESC;
SELECT split_part(template, '-', 1) AS pack, count(*) AS models, round(sum(scans_ms)) AS "scans ms", round(sum(run_ms)) AS "run ms",
	round((sum(run_ms) / sum(scans_ms))::numeric, 2) AS ratio, :runs AS runs
FROM bench_catalogue.median GROUP BY ROLLUP (1) ORDER BY 1 NULLS LAST;
\echo The promise: end to end at most 3 times the scans, all packs together, at 10 million rows.
