-- Running by itself: pg_cron where it is, else a line for cron. And what is thrown away.

--| # Schedule
--|
--| Models that run by themselves, materialized views that are kept fresh, and what is
--| thrown away when it is old.
--|
--| The examples of this page follow one another, in a workspace of their own. They are run
--| by a superuser here; an office has roles.
--|
--| ```sql
--| SET supervise.allow_superuser = on;
--| SELECT supervise.create_workspace('oversight');
--| CREATE TABLE paid (person text, bill text, amount numeric);
--| INSERT INTO paid VALUES ('Ann', 'b1', 900), ('Bob', 'b2', 40), ('Eve', 'b3', 700);
--| SELECT oversight.add_model('large', 'SELECT person AS subject, bill AS records, amount FROM public.paid WHERE amount > 100',
--|     'Large bills', '大额单据');
--| SELECT findings_new FROM oversight.run('large');
--| ```

CREATE OR REPLACE FUNCTION _note_schedule(code text, cron text)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
BEGIN
	PERFORM _model(code);
	UPDATE model m SET schedule = cron WHERE m.code = _note_schedule.code;
	PERFORM _append('scheduled', ARRAY[NULL::bigint], code, details => ARRAY[jsonb_build_object('cron', cron)]);
END
$$;
COMMENT ON FUNCTION _note_schedule(text, text) IS
'Internal: note a model''s schedule 内部:记录模型定时';

-- A job under a name of this workspace, as the caller; or the line for cron.
CREATE OR REPLACE FUNCTION _schedule(job text, cron text, command text)
RETURNS text
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
AS $$
DECLARE
	id bigint;
BEGIN
	IF cron IS NULL OR cron !~ '^\s*(\S+\s+){4}\S+\s*$' OR cron ~ '[^0-9A-Za-z*/,\s-]' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('"%s" is no cron expression', cron),
			HINT = 'Write minute, hour, day of month, month and weekday, as in ''30 2 * * *''.';
	ELSIF EXISTS (SELECT FROM pg_extension e WHERE e.extname = 'pg_cron') THEN
		EXECUTE 'SELECT cron.schedule($1, $2, $3)' INTO id USING job, cron, command;
		RETURN format('pg_cron job %s: %s', id, job);
	END IF;
	RETURN format('%s psql -X -q -d ''%s'' -c ''%s''', cron, replace(replace(current_database(), '''', '''\'''''), '%', '\%'),
		replace(replace(command, '''', '''\'''''), '%', '\%'));
END
$$;
COMMENT ON FUNCTION _schedule(text, text, text) IS
'Internal: a job of pg_cron, or a line for cron 内部:建立定时任务或给出 crontab 行';

CREATE OR REPLACE FUNCTION _home()
RETURNS name
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path FROM CURRENT
AS $$
	SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = 'finding'::regclass
$$;
COMMENT ON FUNCTION _home() IS
'Internal: the schema of this workspace 内部:本工作区的模式名';

--| ## schedule
--| `WORKSPACE.schedule(code text, cron text) → text`
--|
--| Runs a model (or, with a null code, all that are due) at the times of a cron
--| expression: as a job of pg_cron, with the caller's rights, where that extension is in
--| this database (its background-worker mode needs no password); else it returns the
--| line for the crontab of the user to run it. Calling it again replaces the job;
--| `unschedule(code)` removes it.
--|
--| ```sql
--| SELECT oversight.schedule('large', '30 2 * * *');
--| SELECT oversight.schedule(NULL, '0 1-5 * * *');
--| ```
CREATE OR REPLACE FUNCTION schedule(code text, cron text)
RETURNS text
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
AS $$
DECLARE
	answer text := _schedule(format('%s: %s', _home(), coalesce('run ' || code, 'run all due')), cron,
		CASE WHEN code IS NULL THEN format('CALL %I.run_all()', _home())
			ELSE format('CALL %I.run_all(code => %L)', _home(), code) END);
BEGIN
	IF code IS NOT NULL THEN
		PERFORM _note_schedule(code, cron);
	END IF;
	RETURN answer;
END
$$;
COMMENT ON FUNCTION schedule(text, text) IS
'Run a model, or all due, at certain times 定时运行';

--| ## unschedule
--| `WORKSPACE.unschedule(code text) → void`
--|
--| Takes back what `schedule` made for that model, or with a null code for all that are due.
--|
--| ```sql
--| SELECT oversight.unschedule('large');
--| ```
CREATE OR REPLACE FUNCTION unschedule(code text)
RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
AS $$
BEGIN
	IF EXISTS (SELECT FROM pg_extension e WHERE e.extname = 'pg_cron') THEN
		EXECUTE 'SELECT cron.unschedule(j.jobid) FROM cron.job j WHERE j.jobname = $1 AND j.username = current_user'
			USING format('%s: %s', _home(), coalesce('run ' || code, 'run all due'));
	END IF;
	IF code IS NOT NULL THEN
		PERFORM _note_schedule(code, NULL);
	END IF;
END
$$;
COMMENT ON FUNCTION unschedule(text) IS
'Take a schedule back 取消定时';

--| ## schedule_refresh
--| `WORKSPACE.schedule_refresh(view regclass, cron text) → text`
--|
--| Refreshes a materialized view (over a detector, say) at the times of a cron
--| expression, CONCURRENTLY, so that readers never wait: it needs a unique index.
--|
--| ```sql
--| CREATE MATERIALIZED VIEW paid_by_person AS SELECT person, sum(amount) AS amount FROM paid GROUP BY person;
--| CREATE UNIQUE INDEX ON paid_by_person (person);
--| SELECT oversight.schedule_refresh('paid_by_person', '0 6 * * *');
--| ```
CREATE OR REPLACE FUNCTION schedule_refresh(view regclass, cron text)
RETURNS text
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
AS $$
DECLARE
	full_name text;
BEGIN
	SELECT format('%I.%I', n.nspname, c.relname) INTO full_name
	FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = view AND c.relkind = 'm';
	IF NOT found THEN
		RAISE EXCEPTION USING ERRCODE = 'wrong_object_type',
			MESSAGE = format('%s is no materialized view', view);
	ELSIF NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = view AND i.indisunique AND i.indisvalid
			AND i.indpred IS NULL AND i.indexprs IS NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('%s cannot be refreshed concurrently', view),
			HINT = 'Give it a unique index on columns, without WHERE.';
	END IF;
	RETURN _schedule(format('%s: refresh %s', _home(), full_name), cron,
		format('REFRESH MATERIALIZED VIEW CONCURRENTLY %s', full_name));
END
$$;
COMMENT ON FUNCTION schedule_refresh(regclass, text) IS
'Refresh a materialized view at certain times 定时刷新物化视图';

--| ## prune
--| `WORKSPACE.prune(keep interval DEFAULT '400 days') → TABLE (runs bigint, shadow_findings bigint, job_details bigint)`
--|
--| Throws away what is older: results of shadow runs, runs that no finding refers to
--| (with their ledger), pg_cron's details of jobs. Findings and the trail stay for ever.
--|
--| ```sql
--| SELECT runs, shadow_findings, job_details FROM oversight.prune('400 days');
--| ```
CREATE OR REPLACE FUNCTION prune(
	keep interval DEFAULT '400 days', OUT runs bigint, OUT shadow_findings bigint, OUT job_details bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
BEGIN
	IF keep IS NULL OR keep < '1 day' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'keep must be a day or more';
	END IF;
	DELETE FROM shadow_finding s USING run r
	WHERE r.run_id = s.run_id AND r.status <> 'running' AND r.started_at < now() - keep;
	GET DIAGNOSTICS shadow_findings = ROW_COUNT;
	DELETE FROM run r
	WHERE r.status <> 'running' AND r.started_at < now() - keep
		AND NOT EXISTS (SELECT FROM finding f WHERE f.model = r.model AND r.run_id IN (f.first_run, f.last_run))
		-- The last that was done stays: it says from which day on the model has looked.
		AND r.run_id NOT IN (SELECT max(d.run_id) FROM run d WHERE d.status = 'done' AND NOT d.shadow GROUP BY d.model);
	GET DIAGNOSTICS runs = ROW_COUNT;
	job_details := 0;
	IF EXISTS (SELECT FROM pg_extension e WHERE e.extname = 'pg_cron')
			AND has_table_privilege('cron.job_run_details', 'DELETE') THEN
		EXECUTE 'DELETE FROM cron.job_run_details d WHERE d.end_time < now() - $1' USING keep;
		GET DIAGNOSTICS job_details = ROW_COUNT;
	END IF;
	PERFORM _append('pruned', ARRAY[NULL::bigint], details => ARRAY[jsonb_build_object(
		'keep', keep, 'runs', runs, 'shadow_findings', shadow_findings)]);
END
$$;
COMMENT ON FUNCTION prune(interval) IS
'Throw away old runs and results of shadow runs 清理过期的运行与影子结果';

--| ## prune_jobs
--| `WORKSPACE.prune_jobs(keep interval DEFAULT '30 days') → bigint`
--|
--| Throws away pg_cron's details of the caller's own jobs that ended before; `prune` can
--| reach the owner's only. Returns how many, 0 without pg_cron. Errors: 22023 less than a day.
--|
--| ```sql
--| SELECT oversight.prune_jobs();
--| ```
CREATE OR REPLACE FUNCTION prune_jobs(keep interval DEFAULT '30 days')
RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
AS $$
DECLARE
	gone bigint := 0;
BEGIN
	IF keep IS NULL OR keep < '1 day' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'keep must be a day or more';
	ELSIF EXISTS (SELECT FROM pg_extension e WHERE e.extname = 'pg_cron') THEN
		EXECUTE 'DELETE FROM cron.job_run_details d WHERE d.username = current_user AND d.end_time < now() - $1' USING keep;
		GET DIAGNOSTICS gone = ROW_COUNT;
	END IF;
	RETURN gone;
END
$$;
COMMENT ON FUNCTION prune_jobs(interval) IS
'Throw away old details of one''s own jobs 清理本人的过期任务记录';
