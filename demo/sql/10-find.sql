-- Runs the detector over the county under three settings, and keeps what came
-- out with the rows it came from.
SET client_min_messages = error;
SELECT supervise.detector_calls_reset() \g /dev/null
DROP SCHEMA IF EXISTS demo CASCADE;
CREATE SCHEMA demo;
COMMENT ON SCHEMA demo IS 'What ./demo/run found, and how it is told 演示结果';

-- The claims: one query, which gives five ledgers' columns their meaning.  The
-- id is brought into one form; a batch that was uploaded twice counts once.
CREATE VIEW demo.claim AS
SELECT supervise.resident_id(id_card) AS subject, pay_id AS record, programme AS source,
	period AS valid, amount
FROM county.payment
WHERE batch NOT IN (SELECT batch FROM county.upload WHERE repeats IS NOT NULL);
COMMENT ON VIEW demo.claim IS 'The query the detector reads 模型读取的查询';

CREATE TABLE demo.setting (
	setting int PRIMARY KEY, pairs text, min_days int NOT NULL,
	what_en text NOT NULL, what_zh text NOT NULL, ms numeric
);
COMMENT ON TABLE demo.setting IS 'The settings tried, and the time each took 参数方案及用时';
INSERT INTO demo.setting VALUES
	(1, NULL, 1, 'any two', '任意两项'),
	(2, 'TABLE county.exclusion', 1, 'exclusive', '互斥项目'),
	(3, 'TABLE county.exclusion', 32, 'exclusive, over a month', '互斥且逾一月');

CREATE TABLE demo.hit (
	setting int, subject text, during daterange, days int, sources text[], records text[],
	claims bigint, amount numeric, excess numeric
);
COMMENT ON TABLE demo.hit IS 'Rows of supervise.collisions under each setting 各方案的命中';

DO $$
DECLARE
	s demo.setting;
	began timestamptz;
BEGIN
	FOR s IN SELECT * FROM demo.setting ORDER BY setting LOOP
		began := clock_timestamp();
		INSERT INTO demo.hit
		SELECT s.setting, subject, during, days, sources, records, claims, amount, excess
		FROM supervise.collisions('TABLE demo.claim', pairs => s.pairs,
			min_days => s.min_days, on_invalid => 'skip');
		UPDATE demo.setting SET ms = 1000 * extract(epoch FROM clock_timestamp() - began)
		WHERE setting = s.setting;
	END LOOP;
END $$;

-- The detector's own ledger of the three calls.
CREATE TABLE demo.call AS
SELECT row_number() OVER (ORDER BY call)::int AS setting, rows_read, rows_judged, skipped, workers, reading_ms, detecting_ms
FROM supervise.detector_calls();
COMMENT ON TABLE demo.call IS 'What each call read, left out and needed 每次调用的读取、跳过与用时';

-- The last setting's hits are the findings, the most money first.
CREATE TABLE demo.finding AS
SELECT row_number() OVER (ORDER BY excess DESC, days DESC, subject, during)::int AS finding_no,
	subject, during, days, sources, records, claims, amount, excess
FROM demo.hit WHERE setting = 3;
ALTER TABLE demo.finding ADD PRIMARY KEY (finding_no);
COMMENT ON TABLE demo.finding IS 'Findings: leads to be checked, not verdicts 线索（非结论）';

-- Every finding's source rows, as the ledgers hold them.
CREATE TABLE demo.evidence AS
SELECT f.finding_no, p.*
FROM (SELECT finding_no, unnest(records) AS pay_id FROM demo.finding) f
JOIN county.payment p USING (pay_id);
COMMENT ON TABLE demo.evidence IS 'Source rows of the findings 线索对应的原始记录';
ANALYZE demo.evidence;

-- What the evidence itself says against a finding; a reviewer looks there first.
CREATE TABLE demo.doubt AS
SELECT finding_no, 'names' AS doubt,
	'the ledgers write different names: ' || string_agg(DISTINCT name, ', ') AS doubt_en,
	'各台账姓名不一致：' || string_agg(DISTINCT name, '、') AS doubt_zh
FROM demo.evidence GROUP BY finding_no HAVING count(DISTINCT name) > 1
UNION ALL
SELECT finding_no, 'reversed',
	'it holds corrections of ' || to_char(sum(amount) FILTER (WHERE amount < 0), 'FM999,999,990.00') || ' yuan: recovered already?',
	'含红字冲销' || to_char(sum(amount) FILTER (WHERE amount < 0), 'FM999,999,990.00') || '元，或已追回'
FROM demo.evidence GROUP BY finding_no HAVING min(amount) < 0;
COMMENT ON TABLE demo.doubt IS 'What speaks against a finding 疑点的无辜解释';

-- To be read in this order: what nothing speaks against, the most money first.
ALTER TABLE demo.finding ADD COLUMN rank int;
UPDATE demo.finding f SET rank = r.rank
FROM (
	SELECT finding_no, row_number() OVER (ORDER BY d.finding_no IS NOT NULL, finding_no) AS rank
	FROM demo.finding LEFT JOIN (SELECT DISTINCT finding_no FROM demo.doubt) d USING (finding_no)
) r
WHERE r.finding_no = f.finding_no;

-- The rules that a finding breaks.
CREATE TABLE demo.broken AS
SELECT finding_no, source_a, source_b, rule_zh, rule_en
FROM demo.finding JOIN county.exclusion
ON source_a = ANY (sources) AND source_b = ANY (sources);
COMMENT ON TABLE demo.broken IS 'Rules that a finding breaks 违反的互斥规则';

-- Marking.  Only here is the truth read.
CREATE TABLE demo.mark AS
SELECT h.setting, h.subject, h.during, h.excess,
	min(a.case_no) FILTER (WHERE a.wrong AND a.during && h.during) AS case_no, min(a.kind) AS kind
FROM demo.hit h LEFT JOIN county_truth.answer a ON a.id_card = h.subject
GROUP BY h.setting, h.subject, h.during, h.excess;
COMMENT ON TABLE demo.mark IS 'Hits against the planted truth 命中与埋设答案对照';

CREATE TABLE demo.score AS
SELECT s.setting, s.what_en, s.what_zh, s.pairs IS NOT NULL AS by_rule, s.min_days,
	m.hits, m.people, m.people_right, t.planted, m.found,
	round(m.people_right::numeric / nullif(m.people, 0), 3) AS precision,
	round(m.found::numeric / nullif(t.planted, 0), 3) AS recall,
	c.rows_read, c.rows_judged, c.workers, s.ms, round(c.rows_read / (s.ms / 1000)) AS rows_per_second
FROM demo.setting s
CROSS JOIN LATERAL (
	SELECT count(*) AS hits, count(DISTINCT subject) AS people,
		count(DISTINCT subject) FILTER (WHERE case_no IS NOT NULL) AS people_right,
		count(DISTINCT case_no) AS found
	FROM demo.mark WHERE setting = s.setting) m
CROSS JOIN (SELECT count(*) AS planted FROM county_truth.answer WHERE wrong) t
JOIN demo.call c USING (setting);
COMMENT ON TABLE demo.score IS 'Precision and recall, by person 准确率与召回率';

-- What was missed and what was hit though innocent, and why.
CREATE VIEW demo.miss AS
SELECT k.kind, k.wrong, k.what_zh, k.what_en, count(*) AS many,
	CASE k.kind
		WHEN 'short_overlap' THEN '不足设定天数 below min_days'
		WHEN 'unreadable_id' THEN '未判定，已计数 not judged, counted'
		WHEN 'recovered' THEN '有冲销记录 corrections show it'
		WHEN 'wrong_person' THEN '姓名不一致 names differ'
	END AS reason
FROM county_truth.answer a
JOIN county_truth.kind k USING (kind)
WHERE CASE WHEN a.wrong
	THEN a.case_no NOT IN (SELECT case_no FROM demo.mark WHERE setting = 3 AND case_no IS NOT NULL)
	ELSE a.id_card IN (SELECT subject FROM demo.mark WHERE setting = 3) END
GROUP BY k.kind, k.wrong, k.what_zh, k.what_en;
COMMENT ON VIEW demo.miss IS 'Where the marks were lost 失分之处';

-- A finding in words.
CREATE VIEW demo.told AS
SELECT f.finding_no, f.rank, n.name,
	format('From %s to %s (%s days) %s drew %s.', to_char(lower(during), 'FMDD Mon'),
		to_char(upper(during) - 1, 'FMDD Mon YYYY'), days, n.name, p.en) AS told_en,
	format('%s自%s至%s（%s天）同时领取%s。', n.name, to_char(lower(during), 'YYYY年FMMM月FMDD日'),
		to_char(upper(during) - 1, 'FMMM月FMDD日'), days, p.zh) AS told_zh,
	format('%s: %s payments, %s yuan; beyond the largest programme %s yuan.', b.en, claims,
		to_char(amount, 'FM999,999,990.00'), to_char(excess, 'FM999,999,990.00')) AS money_en,
	format('%s：共%s笔%s元，除最高一项外多付%s元。', b.zh, claims,
		to_char(amount, 'FM999,999,990.00'), to_char(excess, 'FM999,999,990.00')) AS money_zh,
	coalesce('Doubt: ' || d.en || '.', 'A lead, not a verdict: ask ' || p.who_en || ' for the applications and the dates of approval.') AS next_en,
	coalesce('疑点：' || d.zh || '。', '线索而非结论：向' || p.who_zh || '调取申请与审批日期。') AS next_zh,
	d.en IS NOT NULL AS doubted
FROM demo.finding f
CROSS JOIN LATERAL (SELECT min(name) FROM demo.evidence e WHERE e.finding_no = f.finding_no) n (name)
CROSS JOIN LATERAL (
	SELECT string_agg(programme.name_en || ' (' || programme || ')', ' and ' ORDER BY programme) AS en,
		string_agg(programme.name_zh, '、' ORDER BY programme) AS zh,
		string_agg(DISTINCT d.name_en, ' and ') AS who_en,
		string_agg(DISTINCT d.name_zh, '、') AS who_zh
	FROM county.programme JOIN county.department d USING (dept) WHERE programme = ANY (sources)) p
CROSS JOIN LATERAL (
	SELECT string_agg(DISTINCT rule_en, '; ') AS en, string_agg(DISTINCT rule_zh, '；') AS zh
	FROM demo.broken b WHERE b.finding_no = f.finding_no) b
CROSS JOIN LATERAL (
	SELECT string_agg(doubt_en, '; ' ORDER BY doubt) AS en, string_agg(doubt_zh, '；' ORDER BY doubt) AS zh
	FROM demo.doubt d WHERE d.finding_no = f.finding_no) d;
COMMENT ON VIEW demo.told IS 'Findings in words 线索的文字说明';
