-- Tells the result in a terminal.  psql knows the width of Chinese characters,
-- so its own tables align them.
\set QUIET on
SET client_min_messages = error;
\pset linestyle unicode
\pset border 1
\pset footer off
\pset pager off
\pset null ''

\echo :bold'1  What arrived  收到的数据':plain
\echo
SELECT d.name_en || ' ' || d.name_zh AS "台账 ledger",
	lpad(to_char(count(*), 'FM999,999,990'), 10) AS "笔数 payments",
	lpad(to_char(sum(amount), 'FM999,999,999,990.00'), 16) AS "金额 yuan",
	lpad(to_char(count(*) FILTER (WHERE id <> id_card), 'FM999,999,990'), 9) AS "id 规范 mended",
	lpad(to_char(count(*) FILTER (WHERE id IS NULL), 'FM999,999,990'), 9) AS "有误 wrong",
	coalesce((SELECT batch || ' = ' || repeats FROM county.upload u
		WHERE u.dept = p.dept AND repeats IS NOT NULL LIMIT 1), '') AS "重复上报 sent twice"
FROM (SELECT *, supervise.resident_id(id_card) AS id FROM county.payment) p
JOIN county.department d USING (dept)
GROUP BY dept, d.name_en, d.name_zh ORDER BY count(*) DESC;

\echo :bold'2  Paid twice for the same days  同一时段享受互斥项目':plain
\echo
\echo '   SELECT * FROM supervise.collisions(\'TABLE demo.claim\','
\echo '       pairs => \'TABLE county.exclusion\', min_days => 32, on_invalid => \'skip\');'
\echo
SELECT rank AS "№", name AS "姓名 name",
	to_char(lower(during), 'MM-DD') || '…' || to_char(upper(during) - 1, 'MM-DD') AS "2024",
	days AS "天 days", programmes AS "互斥项目 programmes", claims AS "笔 claims",
	lpad(to_char(excess, 'FM999,990.00'), 10) AS "多付 excess"
FROM demo.finding f
CROSS JOIN LATERAL (SELECT min(name) FROM demo.evidence e WHERE e.finding_no = f.finding_no) n (name)
CROSS JOIN LATERAL (SELECT string_agg(name_zh, ' + ' ORDER BY programme) FROM county.programme WHERE programme = ANY (sources)) p (programmes)
WHERE rank <= 12 ORDER BY rank;

SELECT string_agg(name_zh || ' ' || lower(name_en), ' · ' ORDER BY programme) AS legend
FROM county.programme WHERE programme IN (SELECT unnest(sources) FROM demo.finding WHERE rank <= 12) \gset
\echo '   ' :legend
\echo
SELECT count(*) AS findings, count(DISTINCT subject) AS people, to_char(sum(excess), 'FM999,999,990.00') AS excess,
	(SELECT count(DISTINCT finding_no) FROM demo.doubt) AS doubted
FROM demo.finding \gset
\echo '   ' :findings findings on :people people, :excess yuan in excess. Leads to be checked, not verdicts.
\echo '   ' :findings 条线索，涉及 :people 人，疑似多付 :excess 元。线索不是结论，须逐条核实。
\echo
\echo :bold'3  The first of them  首条线索':plain
\echo
SELECT told_en, told_zh, money_en, money_zh, next_en, next_zh FROM demo.told WHERE rank = 1 \gset
\echo '  ' :told_en
\echo '  ' :money_en
\echo '  ' :next_en
\echo
\echo '  ' :told_zh
\echo '  ' :money_zh
\echo '  ' :next_zh
\echo
SELECT pay_id AS "记录 record", d.name_zh AS "台账", name AS "姓名", id_card AS "证件号原样 id as written",
	programme AS "项目", to_char(lower(period), 'YYYY-MM-DD') || '…' || to_char(upper(period) - 1, 'MM-DD') AS "所属期 period",
	lpad(to_char(e.amount, 'FM999,990.00'), 10) AS "元 yuan"
FROM demo.evidence e JOIN demo.finding USING (finding_no) JOIN county.department d USING (dept)
WHERE rank = 1
ORDER BY lower(period), programme, pay_id LIMIT 10;
SELECT claims AS rows, claims > 10 AS more FROM demo.finding WHERE rank = 1 \gset
\if :more
\echo '   ' … :rows rows in all: SELECT * FROM demo.evidence JOIN demo.finding USING (finding_no) WHERE rank = 1
\echo
\endif
\echo :bold'4  Against what was planted  与埋设答案对照':plain
\echo
SELECT what_zh || ' ' || what_en AS "方案 setting", people AS "人 people", people_right AS "属实 right",
	found || '/' || planted AS "查出 found", to_char(precision, '0.000') AS "准确 precision",
	to_char(recall, '0.000') AS "召回 recall", lpad(to_char(ms, 'FM999,990'), 6) AS "ms",
	lpad(to_char(rows_per_second, 'FM999,999,990'), 10) AS "行/秒 rows/s"
FROM demo.score ORDER BY setting;
SELECT many AS "个案", CASE WHEN wrong THEN '漏 missed' ELSE '误 innocent' END AS "失分 lost",
	what_zh || ' ' || what_en AS "情形 what", reason AS "原因 why"
FROM demo.miss ORDER BY wrong DESC, many DESC;
