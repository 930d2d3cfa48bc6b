-- What a run did, for people, and what a run is doing now.

--| # Run report
--|
--| What a run did, in words, and what a run is doing now.

-- What to do about an error, by its SQLSTATE, where the error itself does not say.
CREATE OR REPLACE FUNCTION _advice(code text, language text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path FROM CURRENT
AS $$
	SELECT CASE language WHEN 'zh' THEN a.zh ELSE a.en END
	FROM (VALUES
		(1, '42501', 'Grant the role that runs the model SELECT on what its query names (USAGE on the schema, too).', '请为执行角色授予查询所用表的 SELECT 权限及模式的 USAGE 权限。'),
		(2, '42', 'A table, column or function that the query names has changed since the model was saved: change_model() with a corrected query.', '查询所用的表、列或函数在模型保存后发生了变化:请用 change_model() 更正查询。'),
		(3, '22', 'A value in the data is not what the query expects: let the query leave such rows out, and the population query count them as insufficient_data.', '数据中有查询无法处理的值:请在查询中排除此类行,并在全体对象查询中计为数据不足(insufficient_data)。'),
		(4, '53', 'The server ran out of memory, disk or connections: free some, or lower supervise.work_mem, and run it again.', '服务器内存、磁盘或连接数不足:请释放资源或调低 supervise.work_mem 后重新运行。'),
		(5, '40', 'It was in the way of another transaction: run it again.', '与其他事务冲突:请重新运行。'),
		(6, '55P03', 'Something it needs is locked: find out by whom in pg_stat_activity, and run it again.', '所需对象被锁定:请在 pg_stat_activity 中查明持有者,然后重新运行。'),
		(7, '25006', 'The query calls a function that writes: models only read.', '查询调用了写入数据的函数:模型只能读取。'),
		(8, '', 'Run it by hand as the same role, SELECT run(code), and look at the message.', '请以同一角色手工运行 run(code),查看错误信息。')
	) a(rank, class, en, zh)
	WHERE starts_with(code, a.class)
	ORDER BY a.rank
	LIMIT 1
$$;
COMMENT ON FUNCTION _advice(text, text) IS
'Internal: what to do about an error 内部:错误的处理办法';

CREATE OR REPLACE FUNCTION _figure(number numeric)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(to_char(number, 'FM999,999,999,999,999,990'), '-');
COMMENT ON FUNCTION _figure(numeric) IS
'Internal: a number in words 内部:数字文字';

-- The parameters of a run as they were, with the units and titles of its version.
CREATE OR REPLACE FUNCTION _parameters_of(r run, language text)
RETURNS text
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	SELECT string_agg(concat(g.key, ' = ', coalesce(g.value, 'null'), ' ' || p.unit,
			' (' || CASE language WHEN 'zh' THEN coalesce(p.title_zh, p.title_en) ELSE coalesce(p.title_en, p.title_zh) END || ')'),
		CASE language WHEN 'zh' THEN ';' ELSE '; ' END ORDER BY p.ordinal, g.key COLLATE "C")
	FROM jsonb_each_text(r.parameters) g
	LEFT JOIN model_parameter p ON p.model = r.model AND p.version = r.version AND p.name = g.key
$$;
COMMENT ON FUNCTION _parameters_of(run, text) IS
'Internal: parameters of a run in words 内部:运行参数文字';

-- The ledger, a line for each outcome and reason, and its sum.
CREATE OR REPLACE FUNCTION _ledger_of(r run, language text)
RETURNS text
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	WITH kind AS (
		SELECT * FROM (VALUES
			(1, 'hit', 'with a finding', '命中', r.hits),
			(2, 'clean', 'judged, without a finding', '未命中', r.clean),
			(3, 'insufficient_data', 'could not be judged', '数据不足', r.insufficient_data),
			(4, 'not_applicable', 'the question does not apply', '不适用', r.not_applicable)
		) k(rank, outcome, en, zh, subjects)
	), line AS (
		SELECT k.rank, 0 AS minor, NULL AS reason, format('  %s: %s', CASE language WHEN 'zh' THEN k.zh ELSE k.en END, _figure(k.subjects)) AS words
		FROM kind k
		UNION ALL
		SELECT k.rank, 1, c.reason, format('    %s: %s', c.reason, _figure(c.subjects))
		FROM run_count c JOIN kind k USING (outcome) WHERE c.run_id = r.run_id AND c.reason <> ''
	)
	SELECT CASE
		WHEN r.status <> 'done' THEN NULL
		WHEN r.population IS NULL THEN format(CASE language WHEN 'zh' THEN '%s个对象;模型没有全体对象查询,无法说明哪些对象未能判断'
			ELSE '%s subjects with a finding; without a population query nobody knows who could not be judged' END, _figure(r.hits))
		ELSE format(CASE language WHEN 'zh' THEN '%s个对象' ELSE '%s subjects' END, _figure(r.population))
			|| (SELECT string_agg(E'\n' || l.words, '' ORDER BY l.rank, l.minor, l.reason COLLATE "C") FROM line l)
			|| format(E'\n  %s = %s', (SELECT string_agg(_figure(k.subjects), ' + ' ORDER BY k.rank) FROM kind k), _figure(r.population))
		END
$$;
COMMENT ON FUNCTION _ledger_of(run, text) IS
'Internal: the ledger of a run in words 内部:运行台账文字';

-- What is said of a run: label and text, in order; what is not known has no line.
CREATE OR REPLACE FUNCTION _said_of(r run, language text, may_see_error boolean)
RETURNS TABLE (n integer, en text, zh text, words text)
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	WITH say AS (
		SELECT language = 'zh' AS zh, g.timezone FROM setting g
	)
	SELECT v.* FROM say s CROSS JOIN LATERAL (VALUES
		(1, 'Question', '问题', (SELECT m.question FROM model m WHERE m.code = r.model)),
		(2, 'As of', '截止日期', _day(r.as_of, language)),
		(3, 'Status', '状态', CASE r.status
			WHEN 'running' THEN CASE WHEN s.zh THEN '运行中' ELSE 'running' END
			WHEN 'done' THEN CASE WHEN s.zh THEN '完成' ELSE 'done' END
			WHEN 'failed' THEN CASE WHEN s.zh THEN '失败,线索保持原样' ELSE 'failed; the findings are as they were before' END
			ELSE CASE WHEN s.zh THEN '中断,线索保持原样' ELSE 'interrupted; the findings are as they were before' END END
			|| CASE WHEN NOT r.shadow THEN '' WHEN s.zh THEN '(影子运行,未产生线索)' ELSE ' (in the shadow: no finding was raised)' END),
		(4, 'Started', '开始', format(CASE WHEN s.zh THEN '%s,执行者 %s' ELSE '%s by %s' END,
			to_char(r.started_at AT TIME ZONE s.timezone, 'YYYY-MM-DD HH24:MI:SS'), r.caller)),
		(5, 'Took', '耗时', CASE WHEN r.finished_at IS NOT NULL THEN format(CASE WHEN s.zh THEN '%s 秒' ELSE '%s s' END,
				round(extract(epoch FROM r.finished_at - r.started_at), 1))
			|| CASE WHEN r.query_ms IS NULL THEN '' ELSE format(CASE WHEN s.zh THEN '(查询 %s 毫秒,入库 %s 毫秒)' ELSE ' (query %s ms, storing %s ms)' END, r.query_ms, r.store_ms) END END),
		(6, 'Parameters', '参数', _parameters_of(r, language)),
		(7, 'Population', '全体对象', _ledger_of(r, language)),
		(8, 'Findings', '线索', CASE WHEN r.status = 'done' THEN
			format(CASE WHEN s.zh THEN '查询返回 %2$s 行,合 %1$s 条线索' ELSE '%1$s in %2$s rows' END, _figure(r.findings), _figure(r.rows_returned))
			|| CASE WHEN r.shadow THEN '' ELSE format(CASE WHEN s.zh THEN ':新增 %s,变化 %s,重现 %s,消失 %s,豁免 %s'
				ELSE ': %s new, %s changed, %s found again, %s no longer found, %s exempt' END,
				_figure(r.findings_new), _figure(r.findings_changed), _figure(r.findings_returned), _figure(r.findings_lapsed), _figure(r.findings_exempt)) END END),
		(9, 'Detectors', '检测函数', CASE WHEN r.rows_read IS NOT NULL THEN
			format(CASE WHEN s.zh THEN '读取 %s 行,用时 %s 毫秒;检测用时 %s 毫秒' ELSE 'read %s rows in %s ms, detected in %s ms' END,
				_figure(r.rows_read), r.reading_ms, r.detecting_ms)
			|| CASE WHEN r.rows_skipped = 0 THEN '' ELSE format(CASE WHEN s.zh THEN ';%s 行无法判断:%s' ELSE '; %s rows could not be judged: %s' END, _figure(r.rows_skipped),
				(SELECT string_agg(format('%s %s', k.key, _figure(k.value::bigint)), CASE WHEN s.zh THEN '、' ELSE ', ' END ORDER BY k.key COLLATE "C") FROM jsonb_each_text(r.skipped) k)) END END),
		(10, 'Error', '错误', CASE WHEN r.status <> 'failed' THEN NULL WHEN may_see_error THEN concat(r.error_code || ' ', r.error)
			ELSE concat(r.error_code, CASE WHEN s.zh THEN '(内容仅分析岗可见)' ELSE ' (its words are for analysts)' END) END),
		(11, 'What to do', '处理办法', CASE r.status
			WHEN 'interrupted' THEN CASE WHEN s.zh THEN '重新运行即可,未留下半成品。' ELSE 'Run it again: nothing half done was left behind.' END
			WHEN 'failed' THEN coalesce(CASE WHEN may_see_error THEN r.hint END, _advice(r.error_code, language)) END),
		(12, 'Software', '软件', format('PostgreSQL %s, supervise %s', r.server_version, r.extension_version))
	) v(n, en, zh, words)
	WHERE v.words <> ''
$$;
COMMENT ON FUNCTION _said_of(run, text, boolean) IS
'Internal: what is said of a run 内部:运行说明各项';

--| ## run_report
--| `WORKSPACE.run_report(id bigint, language text DEFAULT NULL) → text`
--|
--| A run in words, in English ('en') or Chinese ('zh'; by default the setting
--| `supervise.language`): model and version, parameters as they were, the day asked for,
--| the ledger with its reasons and its sum, what became of the findings, what the detectors
--| read and left out, times, and for a failure the error and what to do about it. The words of
--| an error may quote the data, so only those who may read column `error` of `run` see them.
--|
--| Errors: 42704 no such run; 22023 another language.
--|
--| ```sql
--| BEGIN;
--| SET LOCAL supervise.allow_superuser = on;
--| SELECT supervise.create_workspace('oversight');
--| SELECT oversight.add_model('large', 'SELECT id AS subject, paid AS amount FROM (VALUES (1, 50), (2, 500)) t(id, paid) WHERE paid >= parameter.least',
--|     'Large payments', '大额支付', parameters => '[{"name": "least", "type": "numeric", "value": "100", "unit": "yuan"}]',
--|     population => 'SELECT generate_series(1, 3) AS subject, ''assessable'' AS state');
--| SELECT oversight.run_report((oversight.run('large')).run_id, 'en');
--| ROLLBACK;
--| ```
-- VOLATILE, to see a run that the same statement has made.
CREATE OR REPLACE FUNCTION run_report(id bigint, language text DEFAULT NULL)
RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = off
AS $$
DECLARE
	r run;
	title text;
BEGIN
	language := coalesce(language, current_setting('supervise.language', true), 'en');
	IF language NOT IN ('en', 'zh') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('"%s" is no language of reports', language), HINT = 'They are en and zh.';
	END IF;
	SELECT * INTO r FROM run x WHERE x.run_id = id;
	IF NOT found THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('there is no run %s', coalesce(id::text, 'null')), HINT = 'Table run lists them.';
	END IF;
	SELECT CASE language WHEN 'zh' THEN format('第%s次运行:%s(%s),第%s版', id, m.title_zh, m.code, r.version)
		ELSE format('Run %s: %s (%s), version %s', id, m.title_en, m.code, r.version) END
	INTO title FROM model m WHERE m.code = r.model;
	RETURN title || (SELECT string_agg(E'\n' || CASE language WHEN 'zh' THEN s.zh || ':' ELSE s.en || ': ' END || s.words, '' ORDER BY s.n)
		FROM _said_of(r, language, has_column_privilege(actor(), 'run'::regclass, 'error', 'SELECT')) s);
END
$$;
COMMENT ON FUNCTION run_report(bigint, text) IS
'A run in words, for people 运行报告';

--| ## run_progress
--| View `WORKSPACE.run_progress`: the runs that are going on, what each is at, and for how
--| long. It shows runs whose row is committed, as those of `run_all` and of schedules are;
--| and of a detector what `supervise.detector_progress()` shows its reader: that of roles
--| he may act as, or of all with `pg_read_all_stats`.
--|
--| | column | type | meaning |
--| |---|---|---|
--| | run_id, model, version, as_of, caller, started_at | | as in `run` |
--| | seconds | numeric | since it began |
--| | backend | integer | process of the server |
--| | alive | boolean | false: its session is gone, and the next run of the model will say so |
--| | detector, phase | text | of the detector it is at; null between detectors |
--| | rows_read | bigint | by that detector so far, all its processes together |
--| | partitions_done, partitions | integer | while it detects |
CREATE OR REPLACE VIEW run_progress WITH (security_invoker) AS
SELECT r.run_id, r.model, r.version, r.as_of, r.caller, r.started_at,
	round(extract(epoch FROM clock_timestamp() - r.started_at), 1) AS seconds,
	r.backend,
	EXISTS (SELECT FROM pg_stat_activity a WHERE a.pid = r.backend AND coalesce(a.backend_start <= r.started_at, true)) AS alive,
	d.detector, d.phase, d.rows_read, d.partitions_done, d.partitions
FROM run r
LEFT JOIN (
	SELECT coalesce(p.leader_pid, p.pid) AS pid, min(p.detector) AS detector,
		min(p.phase) FILTER (WHERE p.leader_pid IS NULL) AS phase, sum(p.rows_read)::bigint AS rows_read,
		max(p.partitions_done) FILTER (WHERE p.leader_pid IS NULL) AS partitions_done,
		max(p.partitions) FILTER (WHERE p.leader_pid IS NULL) AS partitions
	FROM supervise.detector_progress() p
	GROUP BY 1
) d ON d.pid = r.backend
WHERE r.status = 'running';
COMMENT ON VIEW run_progress IS 'Runs that are going on, and what they are at 正在进行的运行及进度';
COMMENT ON COLUMN run_progress.run_id IS 'Run 运行编号';
COMMENT ON COLUMN run_progress.model IS 'Model 模型';
COMMENT ON COLUMN run_progress.version IS 'Version 版本';
COMMENT ON COLUMN run_progress.as_of IS 'Day the question is asked for 截止日期';
COMMENT ON COLUMN run_progress.caller IS 'Whose rights it has 执行者';
COMMENT ON COLUMN run_progress.started_at IS 'When it began 开始时间';
COMMENT ON COLUMN run_progress.seconds IS 'Seconds since then 已用秒数';
COMMENT ON COLUMN run_progress.backend IS 'Process of the server 服务进程号';
COMMENT ON COLUMN run_progress.alive IS 'False: its session is gone 会话是否仍在';
COMMENT ON COLUMN run_progress.detector IS 'Detector it is at 正在执行的检测函数';
COMMENT ON COLUMN run_progress.phase IS 'starting, reading, detecting or writing 阶段';
COMMENT ON COLUMN run_progress.rows_read IS 'Rows that detector has read so far 已读取行数';
COMMENT ON COLUMN run_progress.partitions_done IS 'Partitions done while detecting 已检测分区数';
COMMENT ON COLUMN run_progress.partitions IS 'Partitions in all 分区总数';
