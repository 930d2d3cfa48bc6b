-- The report: one HTML file that needs nothing else, of what its reader may see.
--
-- Pages, questions, columns and answers come from 61-bi-question.sql, which is written
-- from dashboards/*.sql: the report, the dashboards and the SQL files ask the same.
-- What is here draws them: figures, tables, bars, months. Words stand in HTML, where
-- they wrap; SVG holds shapes only, so nothing is ever cut off.

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

CREATE OR REPLACE FUNCTION _number(figure numeric, format text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN figure IS NULL THEN '&#8212;'
	WHEN format = 'id' THEN figure::text
	-- What is not all must not look like all, nor something like nothing.
	WHEN format IN ('percent', 'interval') THEN CASE
		WHEN figure < 1 AND round(100 * figure) = 100 THEN '&gt;99%'
		WHEN figure > 0 AND round(100 * figure) = 0 THEN '&lt;1%'
		ELSE round(100 * figure) || '%' END
	ELSE to_char(figure, 'FM999,999,999,999,990' || CASE format WHEN 'amount' THEN '.00' WHEN 'number' THEN '.0' ELSE '' END)
END;
COMMENT ON FUNCTION _number(numeric, text) IS
'Internal: a number as it is written 内部:数字格式';

-- A colour never stands alone: its mark says the same to whoever cannot tell colours.
CREATE OR REPLACE FUNCTION _mark(colour text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE colour WHEN 'red' THEN '■' WHEN 'yellow' THEN '▲' WHEN 'blue' THEN '●' ELSE '○' END;
COMMENT ON FUNCTION _mark(text) IS
'Internal: the mark of an alert colour 内部:预警标记';

-- Names that come in two languages, and those that do not.
CREATE OR REPLACE FUNCTION _words_of(answer jsonb, name text, language text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path FROM CURRENT
AS $$
	SELECT coalesce(nullif(_html(coalesce(answer ->> (name || '_' || language), answer ->> name)), ''), '&#8212;')
$$;
COMMENT ON FUNCTION _words_of(jsonb, text, text) IS
'Internal: a text of an answer 内部:结果文字';

-- A share with its interval, on a line from 0 to 100 %.
CREATE OR REPLACE FUNCTION _interval(share numeric, low numeric, high numeric)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path FROM CURRENT
AS $$
	SELECT coalesce(format('<span class="share">%s%%</span><svg class="interval" viewBox="0 0 104 14" width="104" height="14" role="img" aria-label="%s-%s%%">'
		'<path class="axis" d="M2 7H102M2 4V10M52 4V10M102 4V10"/><path class="span" d="M%s 7H%s"/><circle cx="%s" cy="7" r="2.8"/></svg><span class="small">%s-%s</span>',
		round(100 * share), round(100 * low), round(100 * high), round(2 + 100 * low, 1), round(2 + 100 * high, 1), round(2 + 100 * share, 1),
		round(100 * low), round(100 * high)), '&#8212;')
$$;
COMMENT ON FUNCTION _interval(numeric, numeric, numeric) IS
'Internal: a share with its interval 内部:比例及区间';

-- A cell of a table; moments in the workspace's time zone.
CREATE OR REPLACE FUNCTION _cell(answer jsonb, name text, format text, colour text, language text, zone text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path FROM CURRENT
AS $$
	SELECT CASE
		WHEN format = 'text' THEN '<td>' || _words_of(answer, name, language) || '</td>'
		WHEN format = 'alert' THEN format('<td class="k"><span class="alert %s">%s %s</span></td>', _html(answer ->> 'alert_colour'),
			_mark(answer ->> 'alert_colour'), _words_of(answer, name, language))
		WHEN format = 'day' THEN '<td class="k">' || coalesce(_html(answer ->> name), '&#8212;') || '</td>'
		WHEN format = 'moment' THEN '<td class="k">' || coalesce(to_char((answer ->> name)::timestamptz AT TIME ZONE zone, 'YYYY-MM-DD HH24:MI'), '&#8212;') || '</td>'
		WHEN format = 'interval' THEN '<td class="k">' || _interval((answer ->> 'precision_verified')::numeric, (answer ->> 'precision_low')::numeric, (answer ->> 'precision_high')::numeric) || '</td>'
		ELSE format('<td class="n%s">%s</td>', CASE WHEN (answer ->> name)::numeric = 0 THEN ' zero' WHEN colour <> 'plain' AND (answer ->> name)::numeric > 0 THEN ' ' || colour END,
			_number((answer ->> name)::numeric, format)) END
$$;
COMMENT ON FUNCTION _cell(jsonb, text, text, text, text, text) IS
'Internal: a cell of the report 内部:报告单元格';

CREATE OR REPLACE FUNCTION _draw_figures(asked text, answers jsonb, language text)
RETURNS text
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	SELECT '<div class="tiles">' || string_agg(format('<div class="tile%s"><b>%s</b><span>%s</span></div>',
		CASE WHEN c.colour <> 'plain' AND f.figure > 0 THEN ' ' || c.colour END,
		CASE WHEN c.colour IN ('red', 'yellow', 'blue') AND f.figure > 0 THEN '<i>' || _mark(c.colour) || '</i> ' ELSE '' END
			|| _number(f.figure, CASE c.format WHEN 'amount' THEN 'count' ELSE c.format END),
		_html(_say(language, c.label_en, c.label_zh))), '' ORDER BY c.n) || '</div>'
	FROM _columns() c CROSS JOIN LATERAL (SELECT (answers -> 0 ->> c.name)::numeric AS figure) f
	WHERE c.question = asked
$$;
COMMENT ON FUNCTION _draw_figures(text, jsonb, text) IS
'Internal: figures of the report 内部:报告指标';

CREATE OR REPLACE FUNCTION _draw_table(asked text, answers jsonb, language text, zone text)
RETURNS text
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	SELECT '<table><thead><tr>' || (SELECT string_agg(format('<th%s>%s</th>',
				CASE WHEN c.format IN ('id', 'count', 'number', 'amount', 'percent') THEN ' class="n"' END, _html(_say(language, c.label_en, c.label_zh))), '' ORDER BY c.n)
			FROM _columns() c WHERE c.question = asked)
		|| '</tr></thead><tbody>' || string_agg('<tr>' || r.cells || '</tr>', '' ORDER BY r.n) || '</tbody></table>'
	FROM (
		SELECT a.n, string_agg(_cell(a.answer, c.name, c.format, c.colour, language, zone), '' ORDER BY c.n) AS cells
		FROM jsonb_array_elements(answers) WITH ORDINALITY a(answer, n) CROSS JOIN _columns() c
		WHERE c.question = asked
		GROUP BY a.n
	) r
$$;
COMMENT ON FUNCTION _draw_table(text, jsonb, text, text) IS
'Internal: a table of the report 内部:报告表格';

-- Texts first, then the one number as a bar, the longest as wide as its column.
CREATE OR REPLACE FUNCTION _draw_bars(asked text, answers jsonb, language text)
RETURNS text
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	SELECT '<table class="bars"><tbody>' || string_agg(format(
			'<tr>%s<td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="%s" height="10"/></svg></td><td class="n">%s</td></tr>',
			r.texts, round(100 * r.figure / greatest(r.most, 1), 1), _number(r.figure, r.format)), '' ORDER BY r.n) || '</tbody></table>'
	FROM (
		SELECT a.n, v.format, (a.answer ->> v.name)::numeric AS figure, max((a.answer ->> v.name)::numeric) OVER () AS most,
			(SELECT string_agg(format('<td%s>%s</td>', CASE WHEN c.n = 1 THEN ' class="first"' ELSE ' class="k small"' END, _words_of(a.answer, c.name, language)), '' ORDER BY c.n)
				FROM _columns() c WHERE c.question = asked AND c.format = 'text') AS texts
		FROM jsonb_array_elements(answers) WITH ORDINALITY a(answer, n)
		CROSS JOIN (SELECT c.name, c.format FROM _columns() c WHERE c.question = asked AND c.format <> 'text' ORDER BY c.n LIMIT 1) v
	) r
$$;
COMMENT ON FUNCTION _draw_bars(text, jsonb, text) IS
'Internal: bars of the report 内部:报告条形图';

-- A row for each number, a column for each month: the bar, and the number under it.
CREATE OR REPLACE FUNCTION _draw_months(asked text, answers jsonb, language text)
RETURNS text
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	WITH number AS (
		SELECT c.n AS line, _say(language, c.label_en, c.label_zh) AS label, a.n, (a.answer ->> c.name)::numeric AS figure,
			max((a.answer ->> c.name)::numeric) OVER () AS most
		FROM jsonb_array_elements(answers) WITH ORDINALITY a(answer, n) CROSS JOIN _columns() c
		WHERE c.question = asked AND c.format = 'count'
	)
	SELECT '<table class="months"><thead><tr><th></th>' || (SELECT string_agg('<th>' || _html(a.answer ->> 'year_month') || '</th>', '' ORDER BY a.n)
			FROM jsonb_array_elements(answers) WITH ORDINALITY a(answer, n))
		|| '</tr></thead><tbody>' || string_agg(format('<tr><th>%s</th>%s</tr>', _html(l.label), l.cells), '' ORDER BY l.line) || '</tbody></table>'
	FROM (
		SELECT b.line, b.label, string_agg(format(
			'<td><svg viewBox="0 0 10 40" preserveAspectRatio="none" aria-hidden="true"><rect y="%s" width="10" height="%s"/></svg>%s</td>',
			round(40 - 40 * b.figure / greatest(b.most, 1), 1), round(40 * b.figure / greatest(b.most, 1), 1), _number(b.figure, 'count')), '' ORDER BY b.n) AS cells
		FROM number b GROUP BY b.line, b.label
	) l
$$;
COMMENT ON FUNCTION _draw_months(text, jsonb, text) IS
'Internal: numbers by month in the report 内部:报告月度图';

-- What a page says in a sentence, and what to do about it.
CREATE OR REPLACE FUNCTION _lead(asked text, all_answers jsonb, language text)
RETURNS text
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	SELECT CASE asked
		WHEN 'overview' THEN CASE
			WHEN o.open_findings = 0 THEN _say(language, 'Nothing is open.', '没有未办结的线索。')
			ELSE format(_say(language, '%s findings are open, %s of them late. Most wait for this step: %s (%s).', '未办结线索%s条，其中逾期%s条。最多的待办事项：%s（%s条）。'),
				_number(o.open_findings, 'count'), CASE WHEN o.late_findings = 0 THEN _say(language, 'none', '0') ELSE _number(o.late_findings, 'count') END, _words_of(n.answer, 'next_step', language), _number((n.answer ->> 'open_findings')::numeric, 'count')) END
		WHEN 'worklist' THEN CASE
			WHEN w.late_findings > 0 THEN format(_say(language, 'Begin with No. %s: it was due on %s at %s. Then the other late ones.', '先办%s号线索：应于%s前办理，责任部门%s。再办其他逾期线索。'),
				c.answer ->> 'finding_id', c.answer ->> 'due_on', _words_of(c.answer, 'department', language))
			WHEN w.open_findings > 0 THEN format(_say(language, 'Nothing is late. The next is No. %s, due on %s.', '没有逾期。最先到期的是%s号线索，%s到期。'), c.answer ->> 'finding_id', coalesce(c.answer ->> 'due_on', '-'))
			ELSE _say(language, 'Nothing is to be done.', '没有待办线索。') END
		WHEN 'models' THEN CASE
			WHEN m.verified = 0 THEN _say(language, 'Nothing has been verified yet, so nobody knows how good the models are. Verify some findings of each.', '尚无核实结果，无从判断模型好坏。请先对每个模型核实一部分线索。')
			ELSE format(_say(language, '%s findings were verified, %s proved true. Models to change: %s.', '已核实%s条，属实%s条。应修改的模型：%s个。'), _number(m.verified, 'count'), _number(m.confirmed, 'count'), h.bad) END
		WHEN 'data' THEN CASE
			WHEN d.models = 0 THEN _say(language, 'No model has run yet.', '尚未运行任何模型。')
			WHEN d.insufficient_data > 0 THEN format(_say(language, '%s subjects could not be judged. The commonest reason: %s.', '%s个对象数据不足，未能判断。最常见的原因：%s。'), _number(d.insufficient_data, 'count'), _words_of(r.answer, 'reason', language))
			ELSE _say(language, 'Every subject that models with a population query asked about could be judged.', '设有全体对象查询的模型，其对象均可判断。') END
			|| CASE WHEN d.failed_runs > 0 THEN format(_say(language, ' Runs that failed: %s; see column error of table run.', '运行失败：%s个，原因见运行表 error 列。'), d.failed_runs) ELSE '' END
		END
	FROM jsonb_to_record(all_answers -> 'overview_figures' -> 0) o(open_findings numeric, late_findings numeric)
	CROSS JOIN jsonb_to_record(all_answers -> 'worklist_figures' -> 0) w(open_findings numeric, late_findings numeric)
	CROSS JOIN jsonb_to_record(all_answers -> 'models_figures' -> 0) m(verified numeric, confirmed numeric)
	CROSS JOIN jsonb_to_record(all_answers -> 'data_figures' -> 0) d(models numeric, failed_runs numeric, insufficient_data numeric)
	CROSS JOIN (SELECT count(*) FILTER (WHERE a.answer ->> 'advice_en' = 'Mostly wrong: change it') AS bad FROM jsonb_array_elements(all_answers -> 'models_health') a(answer)) h
	LEFT JOIN LATERAL (SELECT a.answer FROM jsonb_array_elements(all_answers -> 'overview_next') WITH ORDINALITY a(answer, n)
		ORDER BY (a.answer ->> 'open_findings')::numeric DESC, a.n LIMIT 1) n ON true
	LEFT JOIN LATERAL (SELECT all_answers -> 'worklist_case' -> 0 AS answer) c ON true
	LEFT JOIN LATERAL (SELECT all_answers -> 'data_reason' -> 0 AS answer) r ON true
$$;
COMMENT ON FUNCTION _lead(text, jsonb, text) IS
'Internal: the leading sentence of a page 内部:页首提要';

-- A question with its answer, or in words that there is none.
CREATE OR REPLACE FUNCTION _draw_question(title text, note text, chart text, asked text, answers jsonb, total bigint, language text, zone text)
RETURNS text
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	SELECT format('<div class="question %s"><h2>%s</h2>%s%s%s</div>', chart, _html(title), coalesce('<p class="note">' || _html(note) || '</p>', ''),
		CASE
			WHEN total = 0 THEN '<p class="empty">' || _say(language, 'Nothing to show yet.', '暂无内容。') || '</p>'
			WHEN chart = 'figures' THEN _draw_figures(asked, answers, language)
			WHEN chart = 'bars' THEN _draw_bars(asked, answers, language)
			WHEN chart = 'months' THEN _draw_months(asked, answers, language)
			ELSE _draw_table(asked, answers, language, zone) END,
		CASE WHEN total > jsonb_array_length(answers) THEN '<p class="note more">' || format(_say(language, '%s more, not shown here.', '另有%s条，此处从略。'),
			_number(total - jsonb_array_length(answers), 'count')) || '</p>' ELSE '' END)
$$;
COMMENT ON FUNCTION _draw_question(text, text, text, text, jsonb, bigint, text, text) IS
'Internal: a question of the report 内部:报告问题';
