-- How the catalogue's models did against what was planted, and three of the findings
-- as a reader of the office would want them told.
\pset pager off
\pset footer off
\pset linestyle unicode
\pset border 1
\pset null ''
\echo
\echo :bold' 模型目录 catalogue':plain
SELECT c.code AS "代码 code", c.title_zh || ' ' || c.title_en AS "模型 model", m.population AS "对象 judged of",
	m.hits AS "命中 hits", m.insufficient_data AS "无法判断 unjudged", m.clear_found || '/' || m.clear AS "必查 clear",
	m.precision AS "准确 precision", m.recall AS "召回 recall", round(m.milliseconds) AS "毫秒 ms"
FROM county_truth.mark() m JOIN supervise.catalogue c ON c.code = m.template
ORDER BY c.code;

-- The largest of each, with the sentence of both languages, the doubt and the next step.
SELECT format(E'   %s\n   %s\n   %s\n   %s\n   下一步:%s\n   Next: %s\n   留意:%s\n   A lead, not a verdict: %s\n',
	'[' || c.code || '] ' || c.title_zh || ' ' || c.title_en || ', ' || f.subject,
	s.reason, f.reason,
	coalesce('涉及金额 amount: ' || to_char(f.amount, 'FM999,999,990.00') || ' 元 yuan', '涉及金额不详 amount not known'),
	c.next_zh, c.next_en, d.explanation_zh, d.explanation_en)
FROM unnest('{SUB-01,PAY-02,RUR-05,APV-04}'::text[]) WITH ORDINALITY w(code, n)
JOIN supervise.catalogue c ON c.code = w.code
JOIN oversight.adopted a ON a.template = c.code
JOIN LATERAL (SELECT f.* FROM oversight.finding f WHERE f.model = a.model AND f.lapsed_at IS NULL
	ORDER BY f.amount DESC NULLS LAST, f.score DESC NULLS LAST, f.finding_id LIMIT 1) f ON true
LEFT JOIN LATERAL (SELECT x.reason FROM oversight.shadow_finding x WHERE x.fingerprint = f.fingerprint ORDER BY x.run_id DESC LIMIT 1) s ON true
LEFT JOIN LATERAL (SELECT x.* FROM supervise.catalogue_doubt x WHERE x.template = c.code AND x.kind = 'doubt' ORDER BY x.ordinal LIMIT 1) d ON true
ORDER BY w.n LIMIT 3 \g (tuples_only=on format=unaligned)
