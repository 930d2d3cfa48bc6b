-- The loop: models run, findings are assigned and verified, a threshold is tried before
-- it is used, and what was confirmed is put right. The demonstration plays the people;
-- only the reviewer, who looks at the files, sees the planted answers.
SET client_min_messages = error;

SET SESSION AUTHORIZATION anlan_analyst;
CALL oversight.run_all(due_only => true);
RESET SESSION AUTHORIZATION;

-- What the files would tell the reviewer, of the findings that are verified: every one
-- of paid_twice, the first twenty of each other model.
CREATE SCHEMA IF NOT EXISTS demo_loop;
COMMENT ON SCHEMA demo_loop IS 'What the reviewer of the demonstration finds in the files 演示中核实人员查档所见';
CREATE TABLE demo_loop.file (finding_id bigint PRIMARY KEY, model text NOT NULL, wrong boolean NOT NULL, kind text, amount numeric);
COMMENT ON TABLE demo_loop.file IS 'Findings verified, and what the files say 核实的线索及查档结果';
SET ROLE anlan_reviewer;
SELECT coalesce(jsonb_agg(f), '[]') AS findings FROM (
	SELECT f.finding_id, f.model, f.subject, f.valid_from, f.valid_to, f.amount
	FROM (SELECT f.*, row_number() OVER (PARTITION BY f.model ORDER BY f.amount DESC NULLS LAST, f.finding_id) AS place
		FROM oversight.finding f WHERE f.state = 'warned') f
	WHERE f.model = 'paid_twice' OR f.place <= 20) f \gset
RESET ROLE;
INSERT INTO demo_loop.file
SELECT f.finding_id, f.model, coalesce(a.wrong, false), a.kind, f.amount
FROM jsonb_to_recordset(:'findings') f(finding_id bigint, model text, subject text, valid_from date, valid_to date, amount numeric)
LEFT JOIN LATERAL (
	SELECT a.wrong AND a.during && daterange(f.valid_from, f.valid_to, '[]') AS wrong, a.kind
	FROM county_truth.answer a
	WHERE f.model = 'paid_twice' AND a.id_card = f.subject
	ORDER BY 1 DESC, a.case_no LIMIT 1) a ON true;
-- The catalogue's models have their answers in a table of their own.
SELECT to_regclass('county_truth.planted') IS NOT NULL AS planted \gset
\if :planted
UPDATE demo_loop.file t SET wrong = true, kind = p.kind
FROM jsonb_to_recordset(:'findings') f(finding_id bigint, model text, subject text)
JOIN county_truth.planted p ON lower(translate(p.model, '-', '_')) = f.model AND p.subject = f.subject AND p.wrong
WHERE t.finding_id = f.finding_id;
\endif
GRANT USAGE ON SCHEMA demo_loop TO oversight_reviewer;
GRANT SELECT ON demo_loop.file TO oversight_reviewer;

SET SESSION AUTHORIZATION anlan_reviewer;
SELECT count(oversight.assign(t.finding_id, CASE WHEN f.department IS NULL THEN 'civil_affairs' END))
FROM (SELECT * FROM demo_loop.file ORDER BY finding_id) t JOIN oversight.finding f USING (finding_id) \g /dev/null
SELECT count(CASE WHEN t.wrong
	THEN oversight.verify(t.finding_id, 'confirmed', CASE
		WHEN t.kind IN ('two_posts', 'nursing_twice', 'nursing_frail', 'nursing_thrice') THEN 'system_gap'
		WHEN t.kind IN ('post_unemployed', 'short_overlap') THEN 'late_report'
		WHEN t.kind = 'enrolled_twice' THEN 'concealment'
		ELSE 'careless_check' END, greatest(coalesce(t.amount, 0), 0))
	ELSE oversight.verify(t.finding_id, 'refuted', CASE
		WHEN t.kind IN ('handover_month', 'legal_topup', 'moved_town') THEN 'permitted'
		WHEN t.kind = 'recovered' THEN 'already_settled'
		WHEN t.kind = 'wrong_person' THEN 'other_person'
		ELSE 'source_error' END) END)
FROM (SELECT * FROM demo_loop.file ORDER BY finding_id) t \g /dev/null

-- Some of it comes all the way, what was paid twice first: money back, a rule changed,
-- closed by another reviewer.
SELECT count(oversight.rectify(x.finding_id, 'Payment stopped, overpayment collected 停发并追缴', round(x.amount * x.share, 2)))
FROM (SELECT t.finding_id, t.amount, CASE WHEN row_number() OVER (ORDER BY t.finding_id) % 3 = 0 THEN 0.5 ELSE 1 END AS share
	FROM demo_loop.file t WHERE t.wrong AND t.amount > 0 ORDER BY t.model <> 'paid_twice', t.finding_id LIMIT 40) x \g /dev/null
SELECT count(oversight.institute(f.finding_id, '安监〔2026〕12号: the departments compare their lists every month 部门名单按月比对'))
FROM (SELECT f.finding_id, row_number() OVER (ORDER BY f.finding_id) AS place FROM oversight.finding f WHERE f.state = 'rectified' ORDER BY 1) f
WHERE f.place % 3 = 0 \g /dev/null
SET SESSION AUTHORIZATION anlan_second_reviewer;
SELECT count(oversight.close(f.finding_id)) FROM (
	SELECT f.finding_id FROM oversight.finding f WHERE f.state IN ('institutionalised', 'refuted') ORDER BY f.finding_id LIMIT 30) f \g /dev/null
RESET SESSION AUTHORIZATION;
