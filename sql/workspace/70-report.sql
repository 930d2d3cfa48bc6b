-- The report: one HTML file that needs nothing else, of what its reader may see.

CREATE OR REPLACE FUNCTION _html(content text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN replace(replace(replace(replace(coalesce(content, ''), '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;');
COMMENT ON FUNCTION _html(text) IS
'Internal: text as HTML 内部:HTML 转义';

CREATE OR REPLACE FUNCTION _say(language text, english text, chinese text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE language WHEN 'zh' THEN chinese ELSE english END;
COMMENT ON FUNCTION _say(text, text, text) IS
'Internal: one of two languages 内部:选择语言';

-- A figure with its name under it.
CREATE OR REPLACE FUNCTION _tile(name text, figure numeric, colour text DEFAULT 'plain')
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path FROM CURRENT
AS $$
	SELECT format('<div class="tile %s"><b>%s</b><span>%s</span></div>', colour,
		coalesce(trim(to_char(figure, 'FM999,999,999,999,990')), '&#8212;'), _html(name))
$$;
COMMENT ON FUNCTION _tile(text, numeric, text) IS
'Internal: a figure of the report 内部:报告指标块';

-- Horizontal bars, the longest the width of the chart.
CREATE OR REPLACE FUNCTION _bars(names text[], amounts numeric[])
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path FROM CURRENT
AS $$
	SELECT format('<svg viewBox="0 0 640 %s" role="img">', greatest(count(*), 1) * 28)
		|| coalesce(string_agg(format(
			'<text x="196" y="%s" text-anchor="end">%s</text><rect x="204" y="%s" width="%s" height="18" rx="2"/><text x="%s" y="%s">%s</text>',
			b.n * 28 - 9, _html(left(b.name, 24)), b.n * 28 - 23, round(360 * b.amount / b.most, 1),
			round(212 + 360 * b.amount / b.most, 1), b.n * 28 - 9, to_char(b.amount, 'FM999,999,999,990')), '' ORDER BY b.n), '')
		|| '</svg>'
	FROM (SELECT u.name, coalesce(u.amount, 0) AS amount, u.n, greatest(max(u.amount) OVER (), 1) AS most
		FROM unnest(names, amounts) WITH ORDINALITY u(name, amount, n)) b
$$;
COMMENT ON FUNCTION _bars(text[], numeric[]) IS
'Internal: a bar chart of the report 内部:报告条形图';

-- A table of lines of cells, which are HTML already. A head with # is one of numbers.
CREATE OR REPLACE FUNCTION _table(heads text[], lines text[])
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path FROM CURRENT
AS $$
	SELECT '<table><thead><tr>' || (SELECT string_agg(CASE WHEN h LIKE '#%' THEN '<th class="n">' ELSE '<th>' END || _html(ltrim(h, '#')) || '</th>', '' ORDER BY n) FROM unnest(heads) WITH ORDINALITY u(h, n))
		|| '</tr></thead><tbody>' || coalesce((SELECT string_agg('<tr>' || l || '</tr>', '' ORDER BY n) FROM unnest(lines) WITH ORDINALITY u(l, n)),
			format('<tr><td colspan="%s">&#8212;</td></tr>', cardinality(heads))) || '</tbody></table>'
$$;
COMMENT ON FUNCTION _table(text[], text[]) IS
'Internal: a table of the report 内部:报告表格';

CREATE OR REPLACE FUNCTION _number(figure numeric, digits integer DEFAULT 0)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '<td class="n">' || coalesce(trim(to_char(figure, CASE digits WHEN 0 THEN 'FM999,999,999,999,990' ELSE 'FM999,999,999,990.' || repeat('0', digits) END)), '&#8212;') || '</td>';
COMMENT ON FUNCTION _number(numeric, integer) IS
'Internal: a number as a cell 内部:数字单元格';

CREATE OR REPLACE FUNCTION _cell(content text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path FROM CURRENT
AS $$
	SELECT '<td>' || coalesce(nullif(_html(content), ''), '&#8212;') || '</td>'
$$;
COMMENT ON FUNCTION _cell(text) IS
'Internal: a text as a cell 内部:文本单元格';

CREATE OR REPLACE FUNCTION _page_overview(language text)
RETURNS text
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	SELECT '<div class="tiles">'
		|| _tile(_say(language, 'Findings', '线索总数'), (SELECT count(*) FROM finding))
		|| _tile(_say(language, 'To be done', '待办'), (SELECT count(*) FROM worklist))
		|| _tile(_say(language, 'Late', '逾期'), (SELECT count(*) FROM overdue), 'red')
		|| _tile(_say(language, 'Confirmed', '查实'), (SELECT count(*) FROM finding f WHERE f.outcome = 'confirmed'))
		|| _tile(_say(language, 'Amount confirmed', '属实金额'), (SELECT sum(f.amount_confirmed) FROM finding f))
		|| _tile(_say(language, 'Recovered', '追回金额'), (SELECT sum(f.amount_recovered) FROM finding f), 'green')
		|| '</div><h2>' || _say(language, 'Findings by state', '各状态线索') || '</h2>'
		|| (SELECT _bars(array_agg(_say(language, s.label_en, s.label_zh) ORDER BY s.rank), array_agg((SELECT count(*) FROM finding f WHERE f.state = s.code)::numeric ORDER BY s.rank)) FROM state s)
		|| '<h2>' || _say(language, 'Findings by model', '各模型线索') || '</h2>'
		|| coalesce((SELECT _bars(array_agg(x.title ORDER BY x.n DESC, x.code), array_agg(x.n ORDER BY x.n DESC, x.code))
			FROM (SELECT m.code, _say(language, m.title_en, m.title_zh) AS title, count(f.finding_id)::numeric AS n
				FROM model m LEFT JOIN finding f ON f.model = m.code GROUP BY m.code ORDER BY n DESC, m.code LIMIT 12) x), '')
$$;
COMMENT ON FUNCTION _page_overview(text) IS
'Internal: page one of the report 内部:报告首页';

CREATE OR REPLACE FUNCTION _page_cases(language text)
RETURNS text
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	SELECT _table(ARRAY[_say(language, 'No.', '编号'), _say(language, 'Model', '模型'), _say(language, 'Department', '部门'), _say(language, 'State', '状态'),
			_say(language, 'Due', '到期日'), _say(language, '#Days left', '#剩余工作日'), _say(language, '#Amount', '#金额')],
		(SELECT array_agg(x.line ORDER BY x.days_left NULLS LAST, x.finding_id) FROM (
			SELECT w.days_left, w.finding_id, _cell(w.finding_id::text) || _cell(_say(language, w.title_en, w.title_zh))
				|| _cell(coalesce(_say(language, d.name_en, d.name_zh), w.department)) || _cell(_say(language, s.label_en, s.label_zh))
				|| format('<td class="alert %s">%s</td>', w.alert, coalesce(to_char(w.due_on, 'YYYY-MM-DD'), '&#8212;')) || _number(w.days_left) || _number(w.amount) AS line
			FROM worklist w JOIN state s ON s.code = w.state LEFT JOIN department d ON d.code = w.department
			ORDER BY w.days_left NULLS LAST, w.finding_id LIMIT 40) x))
		|| (SELECT CASE WHEN count(*) > 40 THEN '<p class="note">' || format(_say(language, '%s more.', '另有%s条。'), count(*) - 40) || '</p>' ELSE '' END FROM worklist)
$$;
COMMENT ON FUNCTION _page_cases(text) IS
'Internal: the worklist of the report 内部:报告待办页';

CREATE OR REPLACE FUNCTION _page_models(language text)
RETURNS text
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	SELECT _table(ARRAY[_say(language, 'Model', '模型'), _say(language, '#Version', '#版本'), _say(language, '#Findings', '#线索'), _say(language, '#Verified', '#已核实'),
			_say(language, '#Confirmed', '#属实'), _say(language, 'Precision (90 % interval)', '查实率(90%区间)'), _say(language, '#Recovered', '#追回金额'), _say(language, '#Days to verify', '#核实天数')],
		(SELECT array_agg(_cell(_say(language, m.title_en, m.title_zh)) || _number(q.version) || _number(q.findings) || _number(q.verified) || _number(q.confirmed)
			|| _cell(CASE WHEN q.verified > 0 THEN format('%s %% (%s-%s)', round(100 * q.precision_verified), round(100 * q.precision_low), round(100 * q.precision_high)) END)
			|| _number(q.amount_recovered) || _number(q.days_to_verify, 1) ORDER BY m.code COLLATE "C", q.version)
		FROM model_quality q JOIN model m ON m.code = q.model))
$$;
COMMENT ON FUNCTION _page_models(text) IS
'Internal: models in the report 内部:报告模型页';

CREATE OR REPLACE FUNCTION _page_data(language text)
RETURNS text
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	WITH last AS (
		SELECT DISTINCT ON (r.model) r.* FROM run r WHERE NOT r.shadow AND r.status <> 'running' ORDER BY r.model, r.run_id DESC
	)
	SELECT _table(ARRAY[_say(language, 'Model', '模型'), _say(language, 'Last run', '最近运行'), _say(language, '#Population', '#全体对象'), _say(language, '#Hits', '#命中'),
			_say(language, '#Clean', '#未命中'), _say(language, '#Could not be judged', '#数据不足'), _say(language, '#Not applicable', '#不适用')],
		(SELECT array_agg(_cell(_say(language, m.title_en, m.title_zh)) || format('<td class="alert %s">%s</td>', CASE l.status WHEN 'done' THEN 'none' ELSE 'red' END,
				to_char(l.started_at AT TIME ZONE g.timezone, 'YYYY-MM-DD HH24:MI') || CASE l.status WHEN 'done' THEN '' ELSE ' ' || _say(language, l.status, CASE l.status WHEN 'failed' THEN '失败' ELSE '中断' END) END)
				|| _number(l.population) || _number(l.hits) || _number(l.clean) || _number(l.insufficient_data) || _number(l.not_applicable) ORDER BY m.code COLLATE "C")
			FROM last l JOIN model m ON m.code = l.model CROSS JOIN setting g))
		|| '<h2>' || _say(language, 'Why subjects could not be judged', '数据不足的原因') || '</h2>'
		|| coalesce((SELECT _bars(array_agg(x.reason ORDER BY x.n DESC, x.reason), array_agg(x.n ORDER BY x.n DESC, x.reason))
			FROM (SELECT coalesce(nullif(c.reason, ''), '-') AS reason, sum(c.subjects) AS n FROM run_count c JOIN last l ON l.run_id = c.run_id
				WHERE c.outcome = 'insufficient_data' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 12) x), '<p class="note">&#8212;</p>')
$$;
COMMENT ON FUNCTION _page_data(text) IS
'Internal: data quality in the report 内部:报告数据质量页';

--| ## report
--| `WORKSPACE.report(language text DEFAULT 'zh') → text`
--|
--| One HTML file that needs nothing else, in four pages: overview, worklist, models, data
--| quality. Chinese or English; prints one page a sheet. It shows what its reader may
--| see, and nobody by name. From psql: `\pset format unaligned`, `\pset tuples_only`,
--| `\o report.html`, `SELECT oversight.report();`.
CREATE OR REPLACE FUNCTION report(language text DEFAULT 'zh')
RETURNS text
LANGUAGE sql STABLE
SET search_path FROM CURRENT
SET timezone = 'UTC'
AS $$
	SELECT format('<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"/><title>%s</title><style>%s</style></head><body>', CASE language WHEN 'zh' THEN 'zh-CN' ELSE 'en' END,
			_html(_say(language, g.office_en, g.office_zh)),
			'body{font:15px/1.5 "Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei",sans-serif;color:#1d2733;background:#eef1f4;margin:0}'
			'section{background:#fff;max-width:960px;margin:24px auto;padding:28px 36px;box-sizing:border-box}h1{font-size:22px;margin:0 0 4px}h2{font-size:16px;margin:24px 0 8px}'
			'.note{color:#5b6b7b;font-size:13px;margin:0 0 16px}.tiles{display:flex;flex-wrap:wrap;gap:12px}.tile{flex:1 1 28%;box-sizing:border-box;border-left:4px solid #2b5c8a;background:#f5f7f9;padding:10px 14px}'
			'.tile b{display:block;font-size:22px}.tile span{font-size:13px;color:#5b6b7b}.tile.red{border-color:#b3261e}.tile.green{border-color:#2e7d4f}'
			'table{border-collapse:collapse;width:100%;font-size:13px}th,td{border-bottom:1px solid #dde3e9;padding:6px 8px;text-align:left;vertical-align:top}th{background:#f5f7f9}'
			'th.n,td.n{text-align:right;font-variant-numeric:tabular-nums}td.alert.red{color:#b3261e;font-weight:bold}td.alert.yellow{color:#8a6100;font-weight:bold}td.alert.blue{color:#2b5c8a;font-weight:bold}'
			'svg{width:100%;max-width:760px}svg text{font-size:13px;fill:#1d2733}svg rect{fill:#2b5c8a}'
			'@media print{body{background:#fff}section{margin:0;padding:0;max-width:none;break-after:page}thead{display:table-header-group}tr{break-inside:avoid}}')
		|| string_agg(format('<section><h1>%s</h1><p class="note">%s &#183; %s</p>%s</section>', p.title, _html(_say(language, g.office_en, g.office_zh)),
			_day(today(), CASE language WHEN 'zh' THEN 'zh' ELSE 'en' END), p.body), '' ORDER BY p.n)
		|| '</body></html>'
	FROM setting g CROSS JOIN LATERAL (VALUES
		(1, _say(language, 'Overview', '总览'), _page_overview(language)),
		(2, _say(language, 'Worklist', '待办线索'), _page_cases(language)),
		(3, _say(language, 'Models', '模型成效'), _page_models(language)),
		(4, _say(language, 'Data quality', '数据质量'), _page_data(language))) p(n, title, body)
	GROUP BY g.only_row
$$;
COMMENT ON FUNCTION report(text) IS
'The report as one HTML file 报告(单个 HTML 文件)';
