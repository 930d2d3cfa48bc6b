-- The report, second part: its style, its pages, and the file.

-- Colours are told apart by everybody (vermilion, ochre, blue, bluish green), and text
-- stands on them with a contrast of at least 4.5 to 1.
CREATE OR REPLACE FUNCTION _report_style()
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:#e9edf1;color:#1b2530;font:15px/1.55 "Noto Sans","Segoe UI",Roboto,Arial,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
nav{max-width:1040px;margin:20px auto 0;padding:0 4px}
nav a{color:#0b5a8f;text-decoration:none;margin-right:22px;font-weight:600}
section{background:#fff;max-width:1040px;margin:16px auto;padding:34px 42px 30px;border-top:4px solid #0b5a8f}
header{display:flex;justify-content:space-between;align-items:baseline;flex-wrap:wrap;gap:4px 24px}
h1{font-size:27px;line-height:1.3;margin:0}
header p{margin:0;color:#55636f;font-size:13px}
.lead{font-size:17px;margin:14px 0 0;padding:10px 14px;background:#eef4f9;border-left:4px solid #0b5a8f}
h2{font-size:17px;line-height:1.4;margin:26px 0 4px}
.note,.small{color:#55636f;font-size:13px}
.note{margin:0 0 8px;max-width:84ch}.more{margin:8px 0 0;break-before:avoid}:lang(zh) th{white-space:nowrap}
.empty{margin:6px 0 0;padding:8px 12px;background:#f4f6f8;color:#55636f}
.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:10px;margin-top:8px}
.three .tiles{grid-template-columns:repeat(3,1fr)}
.tile{background:#f4f6f8;border-left:4px solid #aeb9c4;padding:10px 14px}
.tile b{display:block;font-size:25px;line-height:1.25;font-variant-numeric:tabular-nums;white-space:nowrap}
.tile i{font-style:normal;font-size:15px;vertical-align:3px}
.tile span{display:block;font-size:13px;line-height:1.4;color:#55636f}
.tile.red{border-color:#b63a00;background:#fdf0ea}.tile.red b{color:#a33300}
.tile.yellow{border-color:#b57f00;background:#fdf6e3}.tile.yellow b{color:#7a5500}
.tile.blue{border-color:#0b5a8f;background:#eaf3fa}.tile.blue b{color:#0b5a8f}
.tile.good{border-color:#00735c;background:#e9f5f2}.tile.good b{color:#00604d}
table{border-collapse:collapse;width:100%;font-size:13.5px;line-height:1.45;margin-top:4px}
th{text-align:left;font-weight:600;vertical-align:bottom;border-bottom:1.5px solid #1b2530;padding:5px 8px}
td{vertical-align:top;border-bottom:1px solid #dfe5ea;padding:5px 8px}
th.n,td.n{text-align:right;font-variant-numeric:tabular-nums}
th.n+th:not(.n),td.n+td:not(.n){padding-left:20px}td.zero{color:#6b7782}
td.n,td.k{white-space:nowrap}td.k{font-variant-numeric:tabular-nums}
td.n.red{color:#a33300;font-weight:700}td.n.yellow{color:#7a5500;font-weight:700}td.n.blue{color:#0b5a8f;font-weight:700}td.n.good{color:#00604d}
.alert.red{color:#a33300;font-weight:700}.alert.yellow{color:#7a5500;font-weight:700}.alert.blue{color:#0b5a8f;font-weight:600}.alert.none{color:#55636f}
div.bars{display:inline-block;width:48.6%;vertical-align:top}div.bars+div.bars{margin-left:2.6%}
.bars td{border:0;padding:3px 8px 3px 0;vertical-align:middle}.bars .first{width:42%}.bars .bar{width:44%}.bars td.n{padding-right:0}
.bar svg{display:block;width:100%;height:14px;background:#f0f3f6}.bar rect{fill:#2f7cb3}
.months{table-layout:fixed}.months th{border:0;padding:3px 2px;text-align:center;vertical-align:middle;font-weight:400;font-size:12px;color:#55636f}.months tbody th{text-align:left;font-size:13px;color:#1b2530}.months th:first-child{width:9%}
.months td{border:0;padding:6px 2px 2px;text-align:center;font-variant-numeric:tabular-nums}.months svg{display:block;width:56%;height:38px;margin:0 auto 1px;border-bottom:1px solid #8b98a5}
.months rect{fill:#2f7cb3}.months tr:nth-child(2) rect{fill:#c98a00}.months tr:nth-child(3) rect{fill:#00735c}
.interval{vertical-align:-2px;margin:0 6px}.interval .axis{stroke:#b9c3cc;fill:none}.interval .span{stroke:#7fb2d6;stroke-width:9;fill:none}.interval circle{fill:#12344d}.share{display:inline-block;width:2.9em;text-align:right}
footer{margin-top:24px;padding-top:8px;border-top:1px solid #dfe5ea;font-size:12px;color:#55636f;display:flex;justify-content:space-between;gap:16px}
@media screen and (max-width:720px){section{padding:20px 16px;overflow-x:auto}.tiles,.three .tiles{grid-template-columns:1fr 1fr}}
@page{size:A4;margin:13mm 12mm 14mm}
@media print{
body{background:#fff;font-size:9.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
nav{display:none}section{max-width:none;margin:0;padding:0;border:0;break-before:page}section:first-of-type{break-before:auto}
h1{font-size:18pt}.lead{font-size:10.5pt;padding:5pt 8pt;margin-top:6pt}h2{font-size:11.5pt;margin:9pt 0 1pt;break-after:avoid}.note,.small,header p{font-size:8.5pt;break-after:avoid}
.tiles{gap:5pt}.tile{padding:3pt 8pt;break-inside:avoid}.tile b{font-size:14.5pt}.tile i{font-size:10pt}.tile span{font-size:8.5pt}
table{font-size:8.5pt}th,td{padding:2.5pt 4pt}.bars td{padding:.8pt 5pt .8pt 0}.bar svg{height:9pt}.months th{font-size:7.5pt}.months tbody th{font-size:8.5pt}.months svg{height:13pt}.months td{padding:1pt}
thead{display:table-header-group}tr,.figures,.months{break-inside:avoid}footer{font-size:8pt;margin-top:10pt}.interval{width:70px}
}
';
COMMENT ON FUNCTION _report_style() IS
'Internal: style sheet of the report 内部:报告样式';

CREATE OR REPLACE FUNCTION _report_pages(language text)
RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = off
SET timezone = 'UTC'
AS $$
	WITH answer AS MATERIALIZED (
		SELECT q.n, q.page, q.question, _say(language, q.title_en, q.title_zh) AS title, _say(language, q.note_en, q.note_zh) AS note, q.chart,
			coalesce(jsonb_agg(a.answer ORDER BY a.n) FILTER (WHERE a.answer IS NOT NULL), '[]') AS answers, coalesce(max(a.total), 0) AS total
		FROM _questions() q LEFT JOIN _answers() a ON a.question = q.question
		GROUP BY q.n, q.page, q.question, q.title_en, q.title_zh, q.note_en, q.note_zh, q.chart
	), together AS (
		SELECT jsonb_object_agg(a.question, a.answers) AS all_answers FROM answer a
	)
	SELECT string_agg(format('<section id="%s"%s><header><h1>%s</h1><p>%s &#183; %s &#183; %s</p></header><p class="lead">%s</p>%s'
			'<footer><span>%s</span><span>supervise %s &#183; %s / %s</span></footer></section>',
		p.page, CASE WHEN p.page <> 'overview' THEN ' class="three"' END, _html(_say(language, p.title_en, p.title_zh)), _html(_say(language, g.office_en, g.office_zh)),
		_day(today(), language), format(_say(language, 'for %s', '供%s使用'), _html(_say(language, p.reader_en, p.reader_zh))),
		_lead(p.page, t.all_answers, language),
		(SELECT string_agg(_draw_question(a.title, a.note, a.chart, a.question, a.answers, a.total, language, g.timezone), '' ORDER BY a.n)
			FROM answer a WHERE a.page = p.page),
		CASE WHEN _sees_all() THEN _say(language, 'All departments and regions. A finding is a lead, not a verdict.', '全部部门和区划。线索不是结论。')
			ELSE _say(language, 'Only the departments and regions that the reader may see. A finding is a lead, not a verdict.', '仅含阅读者有权查看的部门和区划。线索不是结论。') END,
		supervise.version(), p.n, (SELECT count(*) FROM _pages())), '' ORDER BY p.n)
	FROM _pages() p CROSS JOIN together t CROSS JOIN setting g
	GROUP BY g.only_row
$$;
COMMENT ON FUNCTION _report_pages(text) IS
'Internal: the pages of the report 内部:报告各页';

--| # Report
--|
--| What the dashboards show, as one file to print or to send.

--| ## report
--| `WORKSPACE.report(language text DEFAULT 'zh') → text`
--|
--| One HTML file that needs nothing else, in four pages: overview, worklist, model
--| health, data quality; 'zh' or 'en'. Prints on A4, each page on sheets of its own. It
--| asks what the dashboards ask (the views of the BI schema that are named like them),
--| shows what its reader may see, and nobody by name. From psql:
--| `\pset format unaligned`, `\pset tuples_only`, `\o report.html`,
--| `SELECT oversight.report();`. Errors: 22023 another language.
--|
--| ```sql
--| SET supervise.allow_superuser = on;
--| SELECT supervise.create_workspace('oversight');
--| SELECT length(oversight.report('en')) > 10000 AS written;
--| ```
CREATE OR REPLACE FUNCTION report(language text DEFAULT 'zh')
RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = off
SET jit = off
AS $$
BEGIN
	IF language IS NULL OR language NOT IN ('zh', 'en') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('there is no report in language "%s"', language), HINT = 'Say zh or en.';
	END IF;
	RETURN format('<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>'
			'<title>%s</title><style>%s</style></head><body><nav>%s</nav>%s</body></html>',
		CASE language WHEN 'zh' THEN 'zh-CN' ELSE 'en' END,
		(SELECT _html(_say(language, g.office_en, g.office_zh)) FROM setting g), _report_style(),
		(SELECT string_agg(format('<a href="#%s">%s</a>', p.page, _html(_say(language, p.title_en, p.title_zh))), '' ORDER BY p.n) FROM _pages() p),
		_report_pages(language));
END
$$;
COMMENT ON FUNCTION report(text) IS
'The report as one HTML file 报告(单个 HTML 文件)';
