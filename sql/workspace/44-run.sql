-- Running models.
--
-- A run is a row in "run" first, 'running'. While it works, its transaction holds a
-- lock on that row; a row that says 'running' and is not locked belongs to a
-- session that is gone, and the next run of the model marks it 'interrupted'. The
-- unique index on running rows keeps two runs of one model apart: run(), all in
-- one transaction, makes the second wait; run_all() commits the row first, so that
-- others see it, and the second is refused.
--
-- What a model finds or fails at happens in a subtransaction: a failure leaves the
-- findings as they were, and the reason in the run's row.

--| # Runs
--|
--| Running models, one or all.
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
--| ```

-- Keys in order, each once. Nearly always there are one or two, and then an expression
-- does it; a query for each row would cost more than the rest of a run together.
CREATE OR REPLACE FUNCTION _key_set(keys text[])
RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path FROM CURRENT
AS $$
BEGIN
	IF array_ndims(keys) = 1 AND array_lower(keys, 1) = 1 THEN
		IF cardinality(keys) = 1 OR cardinality(keys) = 2 AND keys[1] COLLATE "C" < keys[2] THEN
			RETURN keys;
		ELSIF cardinality(keys) = 2 AND keys[1] COLLATE "C" > keys[2] THEN
			RETURN ARRAY[keys[2], keys[1]];
		END IF;
	END IF;
	RETURN ARRAY(SELECT DISTINCT r.key COLLATE "C" AS key FROM unnest(keys) r(key) ORDER BY key);
END
$$;
COMMENT ON FUNCTION _key_set(text[]) IS
'Internal: keys in order, each once 内部:主键去重排序';

-- Evidence is the records where there are any, else the days.
CREATE OR REPLACE FUNCTION _fingerprint(
	model text, subject text, records text[], valid_from date, valid_to date)
RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
RETURN sha256(convert_to(CASE
	WHEN cardinality(records) > 0 THEN json_build_array(model, subject, _key_set(records))
	ELSE json_build_array(model, subject, valid_from, valid_to)
END::text, 'UTF8'));
COMMENT ON FUNCTION _fingerprint(text, text, text[], date, date) IS
'Internal: fingerprint of a fact 内部:事实指纹';

CREATE OR REPLACE FUNCTION _begin_run(code text, as_of date, version integer, shadow boolean)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	m model := _model(code);
	other run;
	id bigint;
BEGIN
	as_of := coalesce(as_of, today());
	-- Not the owner either, once there are roles: a model runs with its caller's rights,
	-- and its author must not gain the owner's.
	IF NOT _has_role('analyst') THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'only an analyst may run models',
			DETAIL = format('%s is none.', quote_ident(actor()));
	ELSIF NOT isfinite(as_of) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'as_of must be a day';
	ELSIF m.retired_at IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('model "%s" is retired', code), HINT = 'enable() brings it back.';
	ELSIF version IS NOT NULL AND NOT EXISTS (
			SELECT FROM model_version v WHERE v.model = m.code AND v.version = _begin_run.version) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('model "%s" has no version %s', code, version),
			HINT = 'Table model_version lists them.';
	END IF;

	UPDATE run r SET status = 'interrupted', finished_at = clock_timestamp(),
		error = 'The session ended before the run did.'
	WHERE r.run_id IN (SELECT g.run_id FROM run g WHERE g.model = m.code AND g.status = 'running'
		FOR UPDATE SKIP LOCKED);
	SELECT * INTO other FROM run r WHERE r.model = m.code AND r.status = 'running';
	IF found THEN
		RAISE EXCEPTION USING ERRCODE = 'object_in_use',
			MESSAGE = format('model "%s" is being run', code),
			DETAIL = format('Run %s by %s, process %s, began %s.',
				other.run_id, other.caller, other.backend, to_char(other.started_at, 'YYYY-MM-DD HH24:MI:SS TZ')),
			HINT = 'Wait for it to end.';
	END IF;

	-- Another version, or an earlier day, says nothing of what holds today.
	INSERT INTO run (model, version, shadow, as_of, parameters, started_at, caller, backend,
		server_version, extension_version)
	VALUES (m.code, coalesce(version, m.version),
		coalesce(shadow, false) OR m.shadow OR coalesce(version, m.version) <> m.version
			OR as_of < coalesce((SELECT max(r.as_of) FROM run r
				WHERE r.model = m.code AND r.status = 'done' AND NOT r.shadow), as_of),
		as_of,
		(SELECT coalesce(jsonb_object_agg(p.name, p.value), '{}') FROM model_parameter p
			WHERE p.model = m.code AND p.version = coalesce(_begin_run.version, m.version)),
		clock_timestamp(), actor(), pg_backend_pid(),
		current_setting('server_version'), supervise.version())
	RETURNING run_id INTO id;
	RETURN id;
END
$$;
COMMENT ON FUNCTION _begin_run(text, date, integer, boolean) IS
'Internal: the row of a run, and what is left of interrupted ones 内部:登记运行';

-- The query's rows, judged and without repetitions, into staged_finding. The
-- settings that decide how values look as text are the same for every session;
-- the time zone is the workspace's.
CREATE OR REPLACE FUNCTION _stage(r run)
RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET intervalstyle = postgres
SET extra_float_digits = 1
SET bytea_output = hex
SET jit = off
AS $$
DECLARE
	v model_version;
	p record;
	fallback text;
	returned bigint;
	nameless staged_finding;
BEGIN
	PERFORM set_config('timezone', (SELECT g.timezone FROM setting g), true);
	SELECT * INTO STRICT v FROM model_version x WHERE x.model = r.model AND x.version = r.version;
	SELECT m.department INTO fallback FROM model m WHERE m.code = r.model;
	SELECT * INTO p FROM _parameters(r.model, r.version, r.as_of);

	INSERT INTO staged_finding
	SELECT DISTINCT ON (s.fingerprint) r.run_id, s.fingerprint, s.subject, s.valid_from, s.valid_to,
		s.amount, s.score, s.department, s.region, s.records, s.reason, s.detail,
		count(*) OVER (PARTITION BY s.fingerprint)
	FROM (
		SELECT _fingerprint(r.model, q.subject, q.records, q.valid_from, q.valid_to) AS fingerprint,
			q.subject, q.valid_from, q.valid_to, q.amount, q.score,
			coalesce(q.department, fallback) AS department, q.region, q.records, q.reason, q.detail
		FROM supervise.query_rows(_wrapped_findings(v.query, p.names, p.types, v.search_path),
			p.names, p.types, p."values", _path(v.search_path))
			AS q(subject text, valid_from date, valid_to date, amount numeric, score numeric,
				department text, region text, records text[], reason text, detail jsonb)
	) s
	-- A total order: which of several rows stands for them must not depend on the plan.
	ORDER BY s.fingerprint, s.amount DESC NULLS LAST, s.score DESC NULLS LAST, s.valid_from, s.valid_to,
		s.department COLLATE "C", s.region COLLATE "C", s.reason COLLATE "C", s.records::text COLLATE "C",
		s.detail::text COLLATE "C";

	SELECT coalesce(sum(s.times), 0) INTO returned FROM staged_finding s WHERE s.run_id = r.run_id;
	SELECT * INTO nameless FROM staged_finding s WHERE s.run_id = r.run_id AND s.subject IS NULL LIMIT 1;
	IF found THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = format('the query of model "%s" returned a row without a subject', r.model),
			DETAIL = format('Its records are %s, its amount is %s.', coalesce(nameless.records::text, 'null'),
				coalesce(nameless.amount::text, 'null')),
			HINT = 'Leave such rows out, and count them in the population query as insufficient_data.';
	END IF;
	RETURN returned;
END
$$;
COMMENT ON FUNCTION _stage(run) IS
'Internal: a run''s rows, without repetitions 内部:暂存运行结果';

-- The ledger: every subject of the population once.
CREATE OR REPLACE FUNCTION _count_population(r run)
RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
SET timezone = 'UTC'
SET datestyle = 'ISO, YMD'
SET intervalstyle = postgres
SET extra_float_digits = 1
SET bytea_output = hex
SET jit = off
AS $$
DECLARE
	v model_version;
	p record;
	hits text[];
	wrong record;
BEGIN
	PERFORM set_config('timezone', (SELECT g.timezone FROM setting g), true);
	SELECT * INTO STRICT v FROM model_version x WHERE x.model = r.model AND x.version = r.version;
	IF v.population IS NULL THEN
		INSERT INTO run_count
		SELECT r.run_id, 'hit', '', count(DISTINCT s.subject)
		FROM staged_finding s WHERE s.run_id = r.run_id;
		RETURN;
	END IF;

	SELECT * INTO p FROM _parameters(r.model, r.version, r.as_of);
	-- No parameter of a model has a name with a blank in it.
	hits := ARRAY(SELECT DISTINCT s.subject FROM staged_finding s WHERE s.run_id = r.run_id);
	p.names := p.names || 'subjects found'::text;
	p.types := p.types || 'text[]'::regtype;
	p."values" := p."values" || hits::text;
	WITH counted AS MATERIALIZED (
		SELECT c.* FROM supervise.query_rows(_wrapped_ledger(v.population, p.names, p.types, v.search_path),
			p.names, p.types, p."values", _path(v.search_path)) AS c(outcome text, reason text, subjects bigint, example text)
	), kept AS (
		INSERT INTO run_count
		SELECT r.run_id, c.outcome, c.reason, c.subjects FROM counted c
		WHERE c.outcome IN ('hit', 'clean', 'insufficient_data', 'not_applicable')
	)
	SELECT c.outcome, c.subjects, c.example INTO wrong FROM counted c
	WHERE c.outcome NOT IN ('hit', 'clean', 'insufficient_data', 'not_applicable')
	ORDER BY c.outcome COLLATE "C" LIMIT 1;
	IF wrong.outcome IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'data_exception',
			MESSAGE = format('the ledger of model "%s" does not add up', r.model),
			DETAIL = format('%s subjects, among them "%s", are %s.', wrong.subjects, wrong.example, wrong.outcome),
			HINT = 'The population query has to return every subject, each with a state.';
	END IF;
EXCEPTION WHEN null_value_not_allowed THEN
	IF sqlerrm <> '"subject" is null in a row of argument "population"' THEN
		RAISE;
	END IF;
	RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
		MESSAGE = format('the population query of model "%s" returned a row without a subject', r.model),
		HINT = 'Name such rows, as (none) if there is nothing better, with the state insufficient_data: nobody is dropped in silence.';
END
$$;
COMMENT ON FUNCTION _count_population(run) IS
'Internal: the ledger of a run 内部:运行台账';

-- The run with what the connection's detectors did after a call. Where more calls were
-- made than a connection remembers, nothing is said rather than too little. The run's own
-- ledger, the call of that number, is none of the model's.
CREATE OR REPLACE FUNCTION _with_calls(r run, after bigint, ledger bigint)
RETURNS run
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
AS $$
BEGIN
	WITH every AS (
		SELECT * FROM supervise.detector_calls() d WHERE d.call > after
	), c AS (
		SELECT * FROM every e WHERE e.call IS DISTINCT FROM ledger
			AND (SELECT count(*) = max(x.call) - after FROM every x)
	)
	SELECT sum(c.rows_read), sum(c.reading_ms), sum(c.detecting_ms + c.writing_ms),
		(SELECT jsonb_object_agg(s.key, s.n) FROM (
			SELECT k.key, sum(k.value::bigint) AS n FROM c CROSS JOIN LATERAL jsonb_each_text(c.skipped) k GROUP BY k.key) s)
	INTO r.rows_read, r.reading_ms, r.detecting_ms, r.skipped
	FROM c;
	IF r.rows_read IS NOT NULL THEN
		r.rows_skipped := (SELECT coalesce(sum(s.value::bigint), 0) FROM jsonb_each_text(r.skipped) s);
	END IF;
	RETURN r;
END
$$;
COMMENT ON FUNCTION _with_calls(run, bigint, bigint) IS
'Internal: what a run''s detectors read 内部:运行中检测函数的读取情况';

-- Does the work of a run that _begin_run has entered, and returns its row.
CREATE OR REPLACE FUNCTION _execute_run(id bigint)
RETURNS run
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	r run;
	began timestamptz := clock_timestamp();
	queried timestamptz;
	last_call bigint := (SELECT coalesce(max(d.call), 0) FROM supervise.detector_calls() d);
	ledger_call bigint;
	message text;
	code text;
	detail text;
	said text;
BEGIN
	SELECT * INTO STRICT r FROM run x WHERE x.run_id = id FOR UPDATE;
	IF r.status <> 'running' OR r.caller <> actor() THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('run %s cannot be executed', id),
			DETAIL = format('It is %s and belongs to %s.', r.status, r.caller),
			HINT = 'Call run().';
	END IF;

	BEGIN
		r.rows_returned := _stage(r);
		queried := clock_timestamp();
		ledger_call := (SELECT coalesce(max(d.call), 0) + 1 FROM supervise.detector_calls() d);
		PERFORM _count_population(r);
		IF r.shadow THEN
			INSERT INTO shadow_finding SELECT s.* FROM staged_finding s WHERE s.run_id = id;
		ELSE
			r := _merge(r);
		END IF;
		SELECT count(*) INTO r.findings FROM staged_finding s WHERE s.run_id = id;
		DELETE FROM staged_finding s WHERE s.run_id = id;
		SELECT coalesce(sum(c.subjects) FILTER (WHERE c.outcome = 'hit'), 0),
			coalesce(sum(c.subjects) FILTER (WHERE c.outcome = 'clean'), 0),
			coalesce(sum(c.subjects) FILTER (WHERE c.outcome = 'insufficient_data'), 0),
			coalesce(sum(c.subjects) FILTER (WHERE c.outcome = 'not_applicable'), 0)
		INTO r.hits, r.clean, r.insufficient_data, r.not_applicable
		FROM run_count c WHERE c.run_id = id;
		IF (SELECT v.population IS NOT NULL FROM model_version v WHERE v.model = r.model AND v.version = r.version) THEN
			r.population := (SELECT coalesce(sum(c.subjects), 0) FROM run_count c WHERE c.run_id = id);
		ELSE
			r.clean := NULL;
			r.insufficient_data := NULL;
			r.not_applicable := NULL;
		END IF;
		r := _with_calls(r, last_call, ledger_call);
		UPDATE run x SET status = 'done', finished_at = clock_timestamp(),
			rows_read = r.rows_read, rows_skipped = r.rows_skipped, skipped = r.skipped,
			reading_ms = round(r.reading_ms, 1), detecting_ms = round(r.detecting_ms, 1),
			rows_returned = r.rows_returned, findings = r.findings, findings_new = r.findings_new,
			findings_changed = r.findings_changed, findings_returned = r.findings_returned,
			findings_lapsed = r.findings_lapsed, findings_exempt = r.findings_exempt,
			population = r.population, hits = r.hits, clean = r.clean,
			insufficient_data = r.insufficient_data, not_applicable = r.not_applicable,
			query_ms = round(extract(epoch FROM queried - began) * 1000, 1),
			store_ms = round(extract(epoch FROM clock_timestamp() - queried) * 1000, 1)
		WHERE x.run_id = id;
	EXCEPTION WHEN others THEN
		GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
			detail = PG_EXCEPTION_DETAIL, said = PG_EXCEPTION_HINT;
		r := _with_calls(r, last_call, ledger_call);
		UPDATE run x SET status = 'failed', finished_at = clock_timestamp(), error_code = code,
			error = message || CASE WHEN detail <> '' THEN E'\n' || detail ELSE '' END,
			hint = nullif(said, ''), rows_read = r.rows_read, rows_skipped = r.rows_skipped, skipped = r.skipped,
			reading_ms = round(r.reading_ms, 1), detecting_ms = round(r.detecting_ms, 1)
		WHERE x.run_id = id;
		RAISE WARNING USING ERRCODE = code, MESSAGE = format('run %s of model "%s" failed: %s', id, r.model, message),
			DETAIL = detail, HINT = 'Its findings are as they were before.';
	END;
	SELECT * INTO STRICT r FROM run x WHERE x.run_id = id;
	RETURN r;
END
$$;
COMMENT ON FUNCTION _execute_run(bigint) IS
'Internal: the work of a run 内部:执行运行';

--| ## run
--| `WORKSPACE.run(code text, as_of date DEFAULT NULL, version integer DEFAULT NULL, shadow boolean DEFAULT false) → run`
--|
--| Runs a model as its caller and brings the findings up to date, all or nothing:
--| new ones are raised, known ones seen again, those no longer found lapse. The row of
--| the run comes back; a failure is told in it (status 'failed') and as a warning.
--|
--| `as_of` is today in the workspace's time zone unless given; a query reads it as
--| `parameter.as_of`. A run of another version than the one in force, or for a day before that of the
--| last run, is a shadow run: its findings go to `shadow_finding` only.
--|
--| Once `create_roles` has been called, only analysts run models: the owner does not.
--|
--| While another run of the model is going on it waits for it, or, where that one was
--| begun by `run_all`, is refused (55006).
--|
--| ```sql
--| SELECT status, findings, findings_new, findings_lapsed FROM oversight.run('large');
--| ```
CREATE OR REPLACE FUNCTION run(
	code text,
	as_of date DEFAULT NULL,
	version integer DEFAULT NULL,
	shadow boolean DEFAULT false)
RETURNS run
LANGUAGE sql VOLATILE
SET search_path FROM CURRENT
AS $$
	SELECT e.* FROM _begin_run(code, as_of, version, shadow) b(id) CROSS JOIN LATERAL _execute_run(b.id) e
$$;
COMMENT ON FUNCTION run(text, date, integer, boolean) IS
'Run a model and bring its findings up to date 运行模型并更新线索';

-- Five hundredths of the period are forgiven: a nightly job is not exact.
CREATE OR REPLACE FUNCTION _due(due_only boolean)
RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = off
AS $$
	SELECT m.code FROM model m
	WHERE m.enabled AND (due_only IS NOT TRUE OR NOT EXISTS (
		SELECT FROM run r WHERE r.model = m.code AND r.status = 'done' AND r.version = m.version
			AND r.started_at > now() - m.run_every * 0.95))
	ORDER BY m.code COLLATE "C"
$$;
COMMENT ON FUNCTION _due(boolean) IS
'Internal: models that are to run 内部:到期模型';

-- For run_all: NULL instead of an error where a model cannot begin, or where another
-- session has begun it since the call: several may share the work.
CREATE OR REPLACE FUNCTION _try_begin_run(code text, since timestamptz DEFAULT 'infinity')
RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
AS $$
BEGIN
	IF EXISTS (SELECT FROM run r WHERE r.model = code AND r.started_at >= since AND r.backend <> pg_backend_pid()
			AND r.status IN ('done', 'failed')) THEN
		RETURN NULL;
	END IF;
	RETURN _begin_run(code, NULL, NULL, false);
EXCEPTION WHEN object_in_use OR unique_violation THEN
	RAISE NOTICE '%', CASE sqlstate WHEN '55006' THEN sqlerrm ELSE format('model "%s" is being run', code) END;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _try_begin_run(text, timestamptz) IS
'Internal: begin a run unless one is going on 内部:尝试开始运行';

--| ## run_all
--| `CALL WORKSPACE.run_all(due_only boolean DEFAULT true, code text DEFAULT NULL)`
--|
--| Runs every enabled model, or those that are due, or the one named, committing each on
--| its own: the table `run` shows how far it is, and `run_progress` what it is at. A model
--| that fails does not stop the others. Call it outside a transaction block.
--|
--| Several sessions may call it at the same time and share the work: each model is run by the
--| one that comes to it first. Many models are the work of one process for most of their
--| time, so that there may be as many sessions as processors with nothing else to do.
--|
--| ```sql
--| CALL oversight.run_all(due_only => false);
--| SELECT model, status, findings, rows_read, error FROM oversight.run ORDER BY run_id;
--| ```
CREATE OR REPLACE PROCEDURE run_all(due_only boolean DEFAULT true, code text DEFAULT NULL)
LANGUAGE plpgsql
AS $$
DECLARE
	codes text[] := CASE WHEN code IS NULL THEN ARRAY(SELECT d FROM @workspace@._due(due_only) d) ELSE ARRAY[code] END;
	model text;
	id bigint;
	began timestamptz := CASE WHEN code IS NULL THEN clock_timestamp() ELSE 'infinity' END;
BEGIN
	FOREACH model IN ARRAY codes LOOP
		id := @workspace@._try_begin_run(model, began);
		COMMIT;
		IF id IS NOT NULL THEN
			PERFORM @workspace@._execute_run(id);
			COMMIT;
		END IF;
	END LOOP;
END
$$;
COMMENT ON PROCEDURE run_all(boolean, text) IS
'Run every model, those due, or one, committing each 运行全部、到期或指定的模型,逐个提交';
