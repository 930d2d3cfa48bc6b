-- What is not as it should be.

--| ## doctor
--| `WORKSPACE.doctor() → TABLE (topic text, ok boolean, fact text, remedy text)`
--|
--| Looks at server, extension, schedule, roles, runs, models, statistics, exemptions,
--| owners and departments. Every line says what is, and where it is not well, what to do about it.
--|
--| ```sql
--| BEGIN;
--| SELECT supervise.create_workspace('oversight');
--| SELECT topic, fact, remedy FROM oversight.doctor() WHERE NOT ok;
--| ROLLBACK;
--| ```
CREATE OR REPLACE FUNCTION doctor(OUT topic text, OUT ok boolean, OUT fact text, OUT remedy text)
RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER ROWS 17
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
	WITH number AS (SELECT current_setting('server_version_num')::integer AS n)
	SELECT 'server', n >= 150020, format('PostgreSQL %s', current_setting('server_version')),
		CASE WHEN n < 150020 THEN 'Upgrade: before 15.20 composite values of aggregates are not safe.' END
	FROM number
	UNION ALL
	SELECT 'encoding', d.encoding = pg_char_to_encoding('UTF8'), format('%s, collation %s', pg_encoding_to_char(d.encoding), d.datcollate),
		CASE WHEN d.encoding <> pg_char_to_encoding('UTF8') THEN 'Use a database in UTF8: Chinese names and letters need it.' END
	FROM pg_database d WHERE d.datname = current_database()
	UNION ALL
	SELECT 'extension', x.extversion = supervise.version() AND g.state_version = supervise.version(),
		format('module %s, objects %s, workspace %s', supervise.version(), coalesce(x.extversion, 'none'), g.state_version),
		CASE WHEN x.extversion <> supervise.version() THEN 'ALTER EXTENSION supervise UPDATE.'
			WHEN g.state_version <> supervise.version() THEN 'SELECT supervise.update_workspace(…).' END
	FROM setting g LEFT JOIN pg_extension x ON x.extname = 'supervise'
	UNION ALL
	SELECT 'superusers', current_setting('supervise.allow_superuser', true) IS DISTINCT FROM 'on',
		format('supervise.allow_superuser is %s', coalesce(current_setting('supervise.allow_superuser', true), 'off')),
		CASE WHEN current_setting('supervise.allow_superuser', true) = 'on' THEN 'Turn it off: authors of models would have a superuser''s rights.' END
	UNION ALL
	-- Only superusers may read pg_cron's settings; then its mode is not judged.
	SELECT 'schedule', x.extname IS NOT NULL AND c.workers IS DISTINCT FROM 'off',
		CASE WHEN x.extname IS NULL THEN 'pg_cron is not in this database'
			ELSE format('pg_cron %s, background workers %s', x.extversion, coalesce(c.workers, 'not to be seen by the owner')) END,
		CASE WHEN x.extname IS NULL THEN 'Install postgresql-15-cron and CREATE EXTENSION pg_cron, or put the lines of schedule() into a crontab.'
			WHEN c.workers = 'off' THEN 'Set cron.use_background_workers = on: jobs then need no password.' END
	FROM (SELECT (SELECT p.setting FROM pg_settings p WHERE p.name = 'cron.use_background_workers') AS workers) c
	LEFT JOIN pg_extension x ON x.extname = 'pg_cron'
	UNION ALL
	SELECT 'duties', count(*) = 0, format('%s problems of separation', count(*)),
		CASE WHEN count(*) > 0 THEN 'See separation_report().' END
	FROM separation_report() s
	WHERE s.problem_en <> 'Row security does not bind it.'
	UNION ALL
	SELECT 'stale runs', count(*) = 0, format('%s runs whose session is gone', count(*)),
		CASE WHEN count(*) > 0 THEN 'They are marked when their model runs next.' END
	FROM run r WHERE r.status = 'running' AND NOT EXISTS (
		SELECT FROM pg_stat_activity a WHERE a.pid = r.backend AND coalesce(a.backend_start <= r.started_at, true))
	UNION ALL
	SELECT 'failed models', count(*) = 0, coalesce(string_agg(x.model, ', ' ORDER BY x.model COLLATE "C"), 'none'),
		CASE WHEN count(*) > 0 THEN 'Their last run failed: run_report() says why, and what to do.' END
	FROM (SELECT DISTINCT ON (r.model) r.model, r.status FROM run r JOIN model m ON m.code = r.model AND m.enabled
		ORDER BY r.model, r.run_id DESC) x WHERE x.status = 'failed'
	UNION ALL
	SELECT 'late models', count(*) = 0, coalesce(string_agg(m.code, ', ' ORDER BY m.code COLLATE "C"), 'none'),
		CASE WHEN count(*) > 0 THEN 'Not run for twice their period: schedule() them.' END
	FROM model m WHERE m.enabled AND m.added_at < now() - 2 * m.run_every AND NOT EXISTS (
		SELECT FROM run r WHERE r.model = m.code AND r.status = 'done' AND r.started_at > now() - 2 * m.run_every)
	UNION ALL
	SELECT 'models without population', count(*) = 0, coalesce(string_agg(m.code, ', ' ORDER BY m.code COLLATE "C"), 'none'),
		CASE WHEN count(*) > 0 THEN 'Without one a run cannot say whom it could not judge.' END
	FROM model m JOIN model_version v ON v.model = m.code AND v.version = m.version WHERE m.enabled AND v.population IS NULL
	UNION ALL
	SELECT 'statistics', count(*) = 0, coalesce(string_agg(c.relname, ', ' ORDER BY c.relname COLLATE "C"), 'all there'),
		CASE WHEN count(*) > 0 THEN 'ANALYZE them; see that autovacuum is on.' END
	FROM pg_class c
	WHERE c.relnamespace = (SELECT h.relnamespace FROM pg_class h WHERE h.oid = 'finding'::regclass) AND c.relkind = 'r'
		AND c.reltuples < 0 AND pg_relation_size(c.oid) > 1000000
	UNION ALL
	SELECT 'exemptions', count(*) FILTER (WHERE e.expires_on <= today() + 14) = 0,
		format('%s in force, %s end within 14 days', count(*), count(*) FILTER (WHERE e.expires_on <= today() + 14)),
		CASE WHEN count(*) FILTER (WHERE e.expires_on <= today() + 14) > 0 THEN 'Their findings come back to the worklist.' END
	FROM exemption e WHERE e.ended_at IS NULL AND e.expires_on >= today()
	UNION ALL
	SELECT 'long exemptions', count(*) = 0, format('%s end more than a year from now', count(*)),
		CASE WHEN count(*) > 0 THEN 'An exemption is looked at again every year: end_exemption(), and exempt() with a nearer day.' END
	FROM exemption e WHERE e.ended_at IS NULL AND e.expires_on > today() + 366
	UNION ALL
	-- Whoever adds an object here may have it taken for the workspace's own, which runs as the owner.
	SELECT 'ownership', x.foreign_objects = 0 AND x.creators = '{}',
		format('%s objects of others, %s others who may create some', x.foreign_objects, cardinality(x.creators)),
		CASE WHEN x.foreign_objects > 0 THEN 'ALTER … OWNER TO the owner of the schema, or drop what is not his.'
			WHEN x.creators <> '{}' THEN format('REVOKE CREATE ON SCHEMA … FROM %s.', array_to_string(x.creators, ', ')) END
	FROM (
		SELECT (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND c.relowner <> n.nspowner WHERE n.nspname IN (_home(), _home() || '_bi'))
			+ (SELECT count(*) FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace AND f.proowner <> n.nspowner WHERE n.nspname IN (_home(), _home() || '_bi')) AS foreign_objects,
			ARRAY(SELECT DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END
				FROM pg_namespace n CROSS JOIN LATERAL aclexplode(n.nspacl) a
				WHERE n.nspname IN (_home(), _home() || '_bi') AND a.privilege_type = 'CREATE' AND a.grantee <> n.nspowner ORDER BY 1) AS creators
	) x
	UNION ALL
	SELECT 'departments', count(*) = 0, format('%s open findings of departments not in the table', count(*)),
		CASE WHEN count(*) > 0 THEN 'Add the departments, or assign the findings.' END
	FROM finding f JOIN state s ON s.code = f.state AND s.open
	WHERE f.department IS NOT NULL AND NOT EXISTS (SELECT FROM department d WHERE d.code = f.department)
$$;
COMMENT ON FUNCTION doctor() IS
'What is not as it should be, and what to do about it 体检';
