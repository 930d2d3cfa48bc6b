-- What one of several sessions does: the slowest model that none has taken yet, until
-- there is none.  Each runs in a transaction of its own, as run_all does it.
SET SESSION AUTHORIZATION bench_owner;
SET client_min_messages = error;
DO $$
DECLARE
	mine text;
	r oversight.run;
BEGIN
	LOOP
		DELETE FROM bench_catalogue.queue q
		WHERE q.model = (SELECT w.model FROM bench_catalogue.queue w ORDER BY w.run_ms DESC LIMIT 1 FOR UPDATE SKIP LOCKED)
		RETURNING q.model INTO mine;
		EXIT WHEN mine IS NULL;
		COMMIT;
		r := oversight.run(mine, (SELECT s.as_of FROM county.scale s));
		IF r.status <> 'done' THEN
			RAISE EXCEPTION 'model % failed: %', mine, r.error;
		END IF;
		COMMIT;
	END LOOP;
END
$$;
