-- Writes report.html: one file, no script, no network, made to be printed too.
-- The pieces come out in order; psql joins them.
SET client_min_messages = error;

CREATE FUNCTION demo.esc(t text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN replace(replace(replace(replace(coalesce(t, ''), '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;');
COMMENT ON FUNCTION demo.esc(text) IS 'Text for HTML 网页转义';

CREATE FUNCTION demo.num(n numeric, decimals int DEFAULT 0) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN to_char(n, 'FM999,999,999,999,990' || CASE WHEN decimals > 0 THEN '.' || repeat('0', decimals) ELSE '' END);
COMMENT ON FUNCTION demo.num(numeric, int) IS 'A number with commas 千分位';

-- A day of the year on the time line, 0 to 1000.
CREATE FUNCTION demo.x(d date) RETURNS numeric
LANGUAGE sql IMMUTABLE
RETURN round(greatest(0, least(366, d - date '2024-01-01')) * 1000 / 366.0, 1);
COMMENT ON FUNCTION demo.x(date) IS 'Place of a day on the time line 时间轴坐标';

CREATE FUNCTION demo.colour(dept text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN CASE dept WHEN 'civil_affairs' THEN '#2f6f9f' WHEN 'human_resources' THEN '#6a4c93'
	WHEN 'agriculture' THEN '#4f7f3a' WHEN 'health' THEN '#b5651d' ELSE '#8a6d00' END;
COMMENT ON FUNCTION demo.colour(text) IS 'The colour of a department 部门颜色';

-- The first twelve findings with everything their people drew from these
-- programmes in the year, not only while it collided.
CREATE TABLE demo.lane AS
WITH top AS (
	SELECT finding_no, rank, subject, during, sources FROM demo.finding WHERE rank <= 12
)
SELECT t.finding_no, t.rank, t.during, p.programme, p.dept, p.name_zh, p.name_en,
	row_number() OVER (PARTITION BY t.finding_no ORDER BY p.programme) - 1 AS lane,
	range_agg(c.valid) AS drawn
FROM top t
JOIN demo.claim c ON c.subject = t.subject AND c.source = ANY (t.sources)
JOIN county.programme p ON p.programme = c.source
GROUP BY t.finding_no, t.rank, t.during, p.programme, p.dept, p.name_zh, p.name_en;
COMMENT ON TABLE demo.lane IS 'Time lines of the first findings 首要线索时间轴';

SELECT count(*) AS findings, count(DISTINCT subject) AS people, demo.num(sum(excess)) AS excess,
	demo.num(sum(days)) AS days,
	(SELECT count(DISTINCT finding_no) FROM demo.doubt) AS doubted
FROM demo.finding \gset
SELECT demo.num(count(*)) AS payments, demo.num(count(DISTINCT id_card)) AS ids, demo.num(sum(amount) / 10000, 1) AS wan,
	demo.num(sum(amount)) AS yuan FROM county.payment \gset
SELECT demo.num(ms) AS ms, demo.num(rows_per_second) AS rate, to_char(precision, '0.000') AS precision,
	to_char(recall, '0.000') AS recall FROM demo.score WHERE setting = 3 \gset
SELECT payments AS scale, seed FROM county.scale \gset
SELECT supervise.version() AS version, current_setting('server_version') AS server \gset

SELECT $html$<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>安澜县：同一时段享受互斥项目 · supervise</title>
<style>
:root { --ink: #1c2430; --soft: #5d6876; --line: #dde2e8; --pale: #f5f7f9; --hot: #c2410c; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; line-height: 1.55;
  font: 15px/1.55 "Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; }
main { max-width: 1040px; margin: 0 auto; padding: 40px 32px 64px; }
header { border-bottom: 3px solid var(--ink); padding-bottom: 18px; }
h1 { font-size: 30px; line-height: 1.25; margin: 0; letter-spacing: .01em; }
h1 small, h2 small { display: block; font-weight: 400; color: var(--soft); font-size: 16px; letter-spacing: 0; }
h2 { font-size: 20px; margin: 44px 0 6px; line-height: 1.35; }
h2 small { font-size: 14px; }
p { margin: 6px 0; max-width: 76ch; }
.en { color: var(--soft); }
.note { display: inline-block; margin: 12px 0 0; padding: 2px 10px; border: 1px solid var(--hot); border-radius: 3px; color: var(--hot); font-size: 13px; }
.cards { display: grid; grid-template-columns: repeat(4, 1fr); gap: 14px; margin: 24px 0 8px; }
.card { background: var(--pale); border-radius: 6px; padding: 14px 16px; }
.card b { display: block; font-size: 28px; line-height: 1.2; font-variant-numeric: tabular-nums; }
.card.hot b { color: var(--hot); }
.card span { display: block; font-size: 13px; color: var(--soft); line-height: 1.4; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 32px; }
svg { display: block; width: 100%; height: auto; }
svg text { font-size: 12px; fill: var(--soft); }
svg .v { fill: var(--ink); font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; font-size: 13px; margin-top: 10px; }
th { text-align: left; font-weight: 600; border-bottom: 1.5px solid var(--ink); padding: 5px 8px; vertical-align: bottom; line-height: 1.3; }
th small { display: block; font-weight: 400; color: var(--soft); }
td { border-bottom: 1px solid var(--line); padding: 5px 8px; vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.k { font-variant-numeric: tabular-nums; white-space: nowrap; }
td small { display: block; color: var(--soft); }
td small.doubt { color: #7a5200; }
.finding { border: 1px solid var(--line); border-radius: 6px; padding: 14px 18px; margin: 14px 0; break-inside: avoid; }
.finding h3 { margin: 0; font-size: 16px; display: flex; justify-content: space-between; gap: 16px; }
.finding h3 span { color: var(--hot); font-variant-numeric: tabular-nums; white-space: nowrap; }
.finding h3 i { font-style: normal; color: var(--soft); font-weight: 400; margin-right: 8px; }
.finding p { margin: 4px 0; max-width: none; }
.doubt { color: #7a5200; }
.rows { font-size: 12px; color: var(--soft); margin-top: 6px; }
.rows td { padding: 2px 10px 2px 0; border: 0; border-top: 1px solid var(--line); }
pre { background: var(--pale); padding: 12px 16px; border-radius: 6px; overflow-x: auto; font: 13px/1.5 "DejaVu Sans Mono", Consolas, Menlo, monospace; white-space: pre-wrap; }
footer { margin-top: 48px; padding-top: 12px; border-top: 1px solid var(--line); font-size: 12px; color: var(--soft); }
@media screen and (max-width: 760px) { .cards { grid-template-columns: 1fr 1fr; } .two { grid-template-columns: 1fr; } main { padding: 24px 16px; } }
@media print {
  @page { size: A4; margin: 16mm 14mm; }
  body { font-size: 9.5pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  main, p { max-width: none; } main { padding: 0; }
  h2 { break-after: avoid; margin-top: 24px; font-size: 14pt; }
  h1 { font-size: 20pt; }
  .card { padding: 8px 12px; } .card b { font-size: 17pt; } .card span { font-size: 8.5pt; }
  .finding { padding: 8px 12px; margin: 8px 0; } .finding h3 { font-size: 11pt; }
  table { font-size: 8.5pt; } td { padding: 2px 6px; } th { padding: 3px 6px; } .rows { font-size: 7.5pt; }
  section { break-inside: avoid; } .page { break-before: page; } .two svg text { font-size: 13px; }
  tr, .card, figure { break-inside: avoid; }
  thead { display: table-header-group; }
}
</style>
</head>
<body><main>
$html$;

SELECT format($html$<header>
<h1>安澜县惠民补贴核查：同一时段享受互斥项目<small>Anlan County: paid for the same days by programmes that exclude each other, 2024</small></h1>
<div class="note">模拟数据，人名证件均属虚构 · Synthetic data: these people do not exist</div>
</header>
<div class="cards">
<div class="card"><b>%s</b><span>笔发放，%s万元<br>payments, %s yuan</span></div>
<div class="card"><b>%s</b><span>条线索，%s人<br>findings on %s people</span></div>
<div class="card hot"><b>%s</b><span>元疑似多付<br>yuan beyond the largest due</span></div>
<div class="card"><b>%s</b><span>条自带疑点，排在最后<br>doubted by their own evidence</span></div>
</div>
<p>五个部门的台账放在一起，同一人在同一天由两个互斥项目发放的，逐条列出。每一条都是<b>线索，不是结论</b>：下文给出原始记录，也给出可能的合理解释。</p>
<p class="en">Five departments' ledgers side by side; wherever one person was paid for the same days by two programmes that exclude each other, it is listed. Each is <b>a lead, not a verdict</b>, shown with its source rows and with what may explain it innocently.</p>
$html$, :'payments', :'wan', :'yuan', :'findings', :'people', :'people', :'excess', :'doubted');

-- By month, and by rule.
SELECT '<div class="two"><section><h2>哪些月份<small>People paid twice, by month</small></h2><svg viewBox="0 0 480 250" role="img" aria-label="People paid twice, by month">';
SELECT string_agg(format(
	'<rect x="%s" y="%s" width="27" height="%s" rx="2" fill="#c2410c"/><text class="v" x="%s" y="%s" text-anchor="middle">%s</text><text x="%s" y="240" text-anchor="middle">%s</text>',
	14 + (m - 1) * 38, round(220 - 185.0 * n / top, 1), round(185.0 * n / top, 1), 27.5 + (m - 1) * 38,
	round(214 - 185.0 * n / top, 1), n, 27.5 + (m - 1) * 38, m || '月'), '' ORDER BY m)
FROM (
	SELECT m, n, greatest(1, max(n) OVER ()) AS top
	FROM (SELECT m, count(DISTINCT subject) AS n
		FROM generate_series(1, 12) m
		LEFT JOIN demo.finding ON during && daterange(make_date(2024, m, 1), (make_date(2024, m, 1) + interval '1 month')::date)
		GROUP BY m) x
) y;
SELECT '<line x1="8" x2="472" y1="220.5" y2="220.5" stroke="#1c2430"/></svg></section><section><h2>违反哪条规则<small>By rule: findings, and yuan beyond the largest due</small></h2><svg viewBox="0 0 480 250" role="img" aria-label="Findings by rule">';
SELECT string_agg(format(
	'<text class="v" x="0" y="%s">%s</text><text x="0" y="%s">%s</text><rect x="0" y="%s" width="%s" height="7" rx="2" fill="#2f6f9f"/><text class="v" x="480" y="%s" text-anchor="end">%s条 · %s元</text>',
	13 + (i - 1) * 41, demo.esc(rule_zh), 27 + (i - 1) * 41, demo.esc(rule_en), 31 + (i - 1) * 41,
	round(480.0 * money / top, 1), 13 + (i - 1) * 41, n, demo.num(money)), '' ORDER BY i)
FROM (
	SELECT *, row_number() OVER (ORDER BY money DESC, rule_en) AS i, greatest(1, max(money) OVER ()) AS top
	FROM (SELECT rule_zh, rule_en, count(DISTINCT finding_no) AS n, sum(excess) AS money
		FROM (SELECT DISTINCT finding_no, rule_zh, rule_en FROM demo.broken) b JOIN demo.finding USING (finding_no)
		GROUP BY rule_zh, rule_en) x
) y
WHERE i <= 6;
SELECT '</svg></section></div>';

-- The first twelve, on a time line.
SELECT '<h2>首要线索<small>The first findings: what was drawn in 2024, the days that collide, and the source rows</small></h2>
<p>下一步：向发放部门调取申请、审批与停发日期，与本人及村（社区）核对。<span class="en">Next: ask the departments for applications, approvals and stop dates; check with the person and the village.</span></p>';
SELECT string_agg(format($html$<div class="finding">
<h3><div><i>%s</i>%s</div><span>+ %s 元</span></h3>
<svg viewBox="0 0 1000 %s" role="img" aria-label="Time line">%s<rect x="%s" y="0" width="%s" height="%s" fill="#c2410c" opacity=".16"/>%s</svg>
<p>%s%s</p><p class="en">%s %s</p>%s
<table class="rows">%s</table>
</div>$html$,
	rank, demo.esc(name), demo.num(excess, 2), height + 16,
	(SELECT string_agg(format('<line x1="%1$s" x2="%1$s" y1="0" y2="%2$s" stroke="#e5e9ee"/><text x="%3$s" y="%4$s">%5$s</text>',
		demo.x(make_date(2024, m, 1)), height, demo.x(make_date(2024, m, 1)) + 3, height + 13, m || '月'), '' ORDER BY m)
		FROM generate_series(1, 12) m),
	demo.x(lower(during)), demo.x(upper(during)) - demo.x(lower(during)), height, bars,
	demo.esc(told_zh), demo.esc(money_zh), demo.esc(told_en), demo.esc(money_en),
	CASE WHEN doubted THEN format('<p class="doubt">%s %s</p>', demo.esc(next_zh), demo.esc(next_en)) ELSE '' END, source_rows), E'\n' ORDER BY rank)
FROM demo.finding
JOIN demo.told USING (finding_no, rank)
JOIN (
	SELECT finding_no, string_agg(format('<tr><td class="k">%s</td><td class="k">%s</td><td class="n">%s笔 %s元</td><td>%s</td></tr>',
		demo.esc(department), demo.esc(programme), n, demo.num(yuan, 2), demo.esc(ids)), '' ORDER BY programme) AS source_rows
	FROM (
		SELECT finding_no, programme, d.name_zh AS department, count(*) AS n, sum(amount) AS yuan,
			string_agg(pay_id, ', ' ORDER BY lower(period), pay_id) AS ids
		FROM demo.evidence JOIN county.department d USING (dept)
		GROUP BY finding_no, programme, d.name_zh
	) e GROUP BY finding_no
) r USING (finding_no)
JOIN (
	SELECT finding_no, 8 + 26 * count(DISTINCT lane) AS height,
		string_agg(format('<rect x="%s" y="%s" width="%s" height="20" rx="3" fill="%s" opacity=".92"/>%s',
			demo.x(lower(span)), 6 + lane * 26, demo.x(upper(span)) - demo.x(lower(span)), demo.colour(dept),
			CASE WHEN first THEN format('<text x="%s" y="%s" style="fill:#fff;stroke:%s;stroke-width:3px;paint-order:stroke">%s %s</text>',
				demo.x(lower(span)) + 8, 20 + lane * 26, demo.colour(dept), demo.esc(name_zh), demo.esc(name_en)) ELSE '' END),
			'' ORDER BY lane, span) AS bars
	FROM (
		SELECT l.*, span, row_number() OVER (PARTITION BY finding_no, lane ORDER BY upper(span) - lower(span) DESC, span) = 1 AS first
		FROM demo.lane l, unnest(drawn) span
	) s GROUP BY finding_no
) b USING (finding_no);

-- What arrived.
SELECT '<h2>收到的数据<small>What arrived, and what was mended</small></h2><table><thead><tr><th>部门<small>department</small></th><th class="n">笔数<small>payments</small></th><th class="n">金额（元）<small>yuan</small></th><th class="n">证件号规范化<small>ids mended</small></th><th class="n">证件号有误，未判定<small>ids unreadable, not judged</small></th><th>重复上报，只计一次<small>uploaded twice, counted once</small></th></tr></thead><tbody>';
SELECT string_agg(format('<tr><td>%s<small>%s</small></td><td class="n">%s</td><td class="n">%s</td><td class="n">%s</td><td class="n">%s</td><td>%s</td></tr>',
	demo.esc(name_zh), demo.esc(name_en), demo.num(n), demo.num(yuan, 2), demo.num(mended), demo.num(unreadable), demo.esc(twice)), E'\n' ORDER BY n DESC)
FROM (
	SELECT dept, count(*) AS n, sum(amount) AS yuan, count(*) FILTER (WHERE id <> id_card) AS mended,
		count(*) FILTER (WHERE id IS NULL) AS unreadable
	FROM (SELECT *, supervise.resident_id(id_card) AS id FROM county.payment) p GROUP BY dept
) p
JOIN county.department USING (dept)
CROSS JOIN LATERAL (SELECT string_agg(format('%s = %s (%s)', batch, repeats, demo.num(payments)), ', ') FROM county.upload u
	WHERE u.dept = p.dept AND repeats IS NOT NULL) u (twice);
SELECT '</tbody></table>';

-- The marks.
SELECT format('<h2>与埋设答案对照<small>Against what was planted</small></h2><p>数据由程序生成，埋设了%s个真实个案和形似而无辜的情形；模型不读答案。</p><p class="en">%s true cases were planted, and look-alikes that are innocent; the detector never reads the answers.</p>',
	planted, planted) FROM demo.score WHERE setting = 3;
SELECT '<table><thead><tr><th>方案<small>setting</small></th><th class="n">命中人数<small>people</small></th><th class="n">其中属实<small>right</small></th><th class="n">埋设 / 查出<small>planted / found</small></th><th class="n">准确率<small>precision</small></th><th class="n">召回率<small>recall</small></th><th class="n">毫秒<small>ms</small></th><th class="n">行/秒<small>rows/s</small></th></tr></thead><tbody>';
SELECT string_agg(format('<tr><td>%s<small>%s</small></td><td class="n">%s</td><td class="n">%s</td><td class="n">%s / %s</td><td class="n">%s</td><td class="n">%s</td><td class="n">%s</td><td class="n">%s</td></tr>',
	demo.esc(what_zh), demo.esc(what_en), demo.num(people), demo.num(people_right), planted, found,
	to_char(precision, '0.000'), to_char(recall, '0.000'), demo.num(ms), demo.num(rows_per_second)), E'\n' ORDER BY setting)
FROM demo.score;
SELECT '</tbody></table><table><thead><tr><th>失分之处<small>where the marks were lost</small></th><th class="n">个案<small>cases</small></th><th>原因<small>reason</small></th></tr></thead><tbody>';
SELECT string_agg(format('<tr><td>%s%s<small>%s%s</small></td><td class="n">%s</td><td>%s</td></tr>',
	CASE WHEN wrong THEN '漏：' ELSE '误：' END, demo.esc(what_zh), CASE WHEN wrong THEN 'missed: ' ELSE 'hit though innocent: ' END,
	demo.esc(what_en), many, demo.esc(reason)), E'\n' ORDER BY wrong DESC, many DESC)
FROM demo.miss;
SELECT '</tbody></table>';

SELECT format($html$<h2>怎样得出<small>How it was found</small></h2>
<pre>%s

SELECT * FROM supervise.collisions('TABLE demo.claim',
    pairs =&gt; 'TABLE county.exclusion', min_days =&gt; 32, on_invalid =&gt; 'skip');</pre>
<p>一条线索是一人连续的一段日子，其中每一天至少有两个互斥项目同时有效。“多付”是这段日子里各项目发放总额减去最大一项：假定只该发最大的那一项。</p>
<p class="en">A finding is one person's unbroken stretch of days on each of which at least two programmes that exclude each other are in force. The excess is everything paid less the largest programme: what would not have been paid had only the largest been due.</p>
<p>不能说明的：台账只记到月的，月中变动会显得重叠；证件号有误的记录没有判定；是否符合条件、是否已追回，要看申请与审批。</p>
<p class="en">What it cannot say: a ledger that knows only months makes a change in mid-month look like an overlap; rows with a wrong id were not judged; whether somebody was eligible, or has paid it back, stands in the files, not here.</p>
$html$,
	demo.esc('CREATE VIEW demo.claim AS' || E'\n' || pg_get_viewdef('demo.claim'::regclass, true)));

-- All of them.  Personal data is not spread without need, even where it is
-- invented: ids are masked.
SELECT format('<h2 class="page">全部线索<small>All findings%s</small></h2>', CASE WHEN :findings > 300 THEN ' (the first 300 of ' || :findings || ')' ELSE '' END);
SELECT '<table><thead><tr><th class="n">№</th><th>姓名<small>name</small></th><th>证件号<small>id</small></th><th>同时在领<small>drawn together</small></th><th>时段<small>2024</small></th><th class="n">天<small>days</small></th><th class="n">笔<small>claims</small></th><th class="n">多付（元）<small>excess</small></th></tr></thead><tbody>';
SELECT string_agg(format('<tr><td class="n">%s</td><td class="k">%s</td><td class="k">%s</td><td>%s<small>%s %s</small>%s</td><td class="k">%s</td><td class="n">%s</td><td class="n">%s</td><td class="n">%s</td></tr>',
	rank, demo.esc(name), supervise.mask(subject, 'resident_id'), demo.esc(programmes), demo.esc(rules_zh), demo.esc(rules_en), CASE WHEN doubts IS NOT NULL THEN '<small class="doubt">疑点：' || demo.esc(doubts) || '</small>' ELSE '' END,
	to_char(lower(during), 'MM-DD') || ' – ' || to_char(upper(during) - 1, 'MM-DD'), days, claims, demo.num(excess, 2)), E'\n' ORDER BY rank)
FROM demo.finding
JOIN demo.told USING (finding_no, rank)
CROSS JOIN LATERAL (SELECT string_agg(DISTINCT rule_zh, '；'), string_agg(DISTINCT rule_en, '; ')
	FROM demo.broken b WHERE b.finding_no = finding.finding_no) b (rules_zh, rules_en)
CROSS JOIN LATERAL (SELECT string_agg(name_zh, ' + ' ORDER BY programme) FROM county.programme WHERE programme = ANY (sources)) p (programmes)
CROSS JOIN LATERAL (SELECT string_agg(doubt_zh, '；' ORDER BY doubt) FROM demo.doubt d WHERE d.finding_no = finding.finding_no) d (doubts)
WHERE rank <= 300;
SELECT '</tbody></table>';

SELECT format($html$<footer>supervise %s · PostgreSQL %s · %s payments asked for, seed %s · %s ms, %s rows/s · ./demo/run</footer>
</main></body></html>$html$,
	:'version', demo.esc(:'server'), :'scale', :'seed', :'ms', :'rate');
