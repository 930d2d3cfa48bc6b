-- Tells the loop in a terminal: what ran, what verification says, a threshold tried
-- before it is used, letters, and the trail.
\set QUIET on
SET client_min_messages = error;
\pset linestyle unicode
\pset border 1
\pset footer off
\pset pager off
\pset null '-'

SET SESSION AUTHORIZATION anlan_analyst;
\echo :bold'5  A night in the workspace  工作区的一夜':plain
\echo
SELECT left(m.title_zh || ' ' || m.title_en, 50) AS "模型 model", r.findings AS "线索 findings", r.population AS "对象 population",
	r.hits AS "命中 hits", r.clean AS "未命中 clean", r.insufficient_data AS "数据不足 unjudged",
	lpad(to_char(r.query_ms + r.store_ms, 'FM999,990'), 6) AS "ms"
FROM oversight.run r JOIN oversight.model m ON m.code = r.model
WHERE NOT r.shadow AND r.model IN ('paid_twice', 'paid_again') ORDER BY r.run_id;
SELECT count(*) AS models, sum(findings) AS findings, count(*) > 2 AS more FROM oversight.run WHERE NOT shadow AND status = 'done' \gset
SELECT count(*) AS failed, count(*) > 0 AS any_failed FROM oversight.run WHERE status <> 'done' \gset
\if :more
\echo '   ' … :models models in all, :findings findings  共:models 个模型，:findings 条线索
\echo
\endif
\if :any_failed
\echo '   ' :failed runs failed: see column error of table oversight.run
\echo
\endif
SELECT count(*) FILTER (WHERE state <> 'warned') AS assigned, count(outcome) AS verified,
	count(*) FILTER (WHERE outcome = 'confirmed') AS confirmed, count(*) FILTER (WHERE state = 'closed') AS closed,
	to_char(sum(amount_confirmed), 'FM999,999,990.00') AS yuan, to_char(sum(amount_recovered), 'FM999,999,990.00') AS back
FROM oversight.finding \gset
\echo '   ' :assigned assigned, :verified verified, :confirmed confirmed (:yuan yuan), :back yuan back, :closed closed by a second reviewer.
\echo '    交办' :assigned 条，核实 :verified 条，属实 :confirmed 条 :yuan 元，追回 :back 元，由第二人复核办结 :closed 条。
\echo
\echo :bold'6  What verification says of the models  核实结果与模型质量':plain
\echo
SELECT regexp_replace(m.title_zh || ' ' || m.title_en, '^(.{46})...+', '\1…') AS "模型 model", q.version AS "版 v", q.verified AS "核实 verified", q.confirmed AS "属实 confirmed",
	round(100 * q.precision_verified) || '%' AS "查实率 precision",
	round(100 * q.precision_low) || '-' || round(100 * q.precision_high) || '%' AS "90%区间 interval",
	lpad(to_char(q.amount_recovered, 'FM999,999,990.00'), 12) AS "追回 recovered"
FROM oversight.model_quality q JOIN oversight.model m ON m.code = q.model
WHERE q.verified > 0
ORDER BY q.model <> 'paid_twice', q.precision_verified, q.model, q.version LIMIT 8;

\echo :bold'7  A better threshold, tried before it is used  先回测，再启用':plain
\echo
SELECT count(*) > 0 AS right FROM oversight.finding WHERE model = 'paid_twice' AND outcome = 'confirmed' \gset
\if :right
SELECT threshold::int AS days, verified, confirmed, confirmed_lost, refuted_lost, round(100 * precision_verified) AS percent
FROM oversight.suggest_threshold('paid_twice', target_precision => 0.95) \gset
\echo '    suggest_threshold(\'paid_twice\', target_precision => 0.95): at least' :days days. Of what is left :percent % is true.
\echo '    建议阈值：至少' :days 天；保留部分查实率 :percent %，舍去不属实 :refuted_lost 条、属实 :confirmed_lost 条。
\echo
SET SESSION AUTHORIZATION anlan_administrator;
SELECT oversight.change_model('paid_twice', activate => false, note => 'Threshold suggested from verified findings',
	parameters => jsonb_build_array(jsonb_build_object('name', 'min_days', 'type', 'integer', 'value', :'days', 'minimum', '1', 'maximum', '366',
		'unit', 'days', 'title_en', 'Shortest overlap that counts', 'title_zh', '最短重叠天数'))) AS version \gset
SET SESSION AUTHORIZATION anlan_analyst;
SELECT kept AS "保留 kept", added AS "新增 added", lost AS "舍去 lost", refuted_lost AS "其中不属实 refuted", confirmed_lost AS "属实 confirmed",
	round(100 * precision_current) || '%' AS "现查实率 precision now", round(100 * precision_candidate) || '%' AS "拟查实率 then"
FROM oversight.backtest('paid_twice', :version);
SET SESSION AUTHORIZATION anlan_administrator;
SELECT oversight.use_version('paid_twice', :version, 'Backtested') \g /dev/null
SET SESSION AUTHORIZATION anlan_analyst;
SELECT findings, findings_lapsed AS lapsed FROM oversight.run('paid_twice') \gset
\echo '   ' Version :version is in force: :findings findings, :lapsed lapsed (kept, and marked).
\echo '    新版已启用：' :findings 条线索，消失 :lapsed 条（保留并标记）。
\endif
SET SESSION AUTHORIZATION anlan_administrator;
SELECT oversight.retire('paid_again', 'It finds batches that were sent twice, not payments made twice') \g /dev/null
\echo '    paid_again is retired: it found batches sent twice, not payments made twice. 重复发放模型停用：查到的是重复上报。'
\echo
\echo :bold'8  Letters  函件':plain
\echo
SET SESSION AUTHORIZATION anlan_reviewer;
\if :right
SELECT finding_id AS rectified FROM oversight.finding WHERE state = 'rectified' ORDER BY amount_recovered DESC, finding_id LIMIT 1 \gset
\pset format unaligned
\pset tuples_only on
SELECT regexp_replace(title || E'\n' || body, '^(?=.)', '    ', 'gn') || E'\n' FROM oversight.letter(:rectified, 'advice', 'zh');
SELECT regexp_replace(title || E'\n' || body, '^(?=.)', '    ', 'gn') || E'\n' FROM oversight.letter(:rectified, 'advice', 'en');
\pset tuples_only off
\pset format aligned
\endif
\echo :bold'9  The trail  留痕':plain
\echo
SET SESSION AUTHORIZATION anlan_auditor;
SELECT event_id, hash FROM oversight.audit_head() \gset
SELECT events, CASE WHEN ok THEN 'unbroken 完整' ELSE 'BROKEN 断裂: ' || problem END AS verdict FROM oversight.audit_verify(:event_id, :'hash') \gset
SELECT count(*) AS problems FROM oversight.separation_report() WHERE problem_en <> 'Row security does not bind it.' \gset
\echo '   ' audit_verify(): :events events, :verdict. Head to keep elsewhere 链末端请另处保存:
\echo '   ' :event_id :hash
\echo '   ' separation_report(): :problems problems. Nobody holds two duties. 三员分立：无兼任。
\echo
