-- What the outcomes say about the models.

--| # Quality
--|
--| What verification says about the models. Everything here counts the findings its
--| reader may see.
--|
--| The examples of this page follow one another, in a workspace of their own. They are run
--| by a superuser here; an office has roles.
--|
--| ```sql
--| SET supervise.allow_superuser = on;
--| SELECT supervise.create_workspace('oversight');
--| CREATE TABLE paid (person text, bill text, amount numeric);
--| INSERT INTO paid VALUES ('Ann', 'b1', 900), ('Bob', 'b2', 40), ('Eve', 'b3', 700);
--| INSERT INTO oversight.department VALUES ('civil', 'Civil affairs', '民政局');
--| SELECT oversight.add_model('large', 'SELECT person AS subject, bill AS records, amount FROM public.paid WHERE amount > 100',
--|     'Large bills', '大额单据');
--| SELECT findings_new FROM oversight.run('large');
--| ```
--|
--| Ann's was true, Eve's was not:
--|
--| ```sql
--| SELECT f.state FROM generate_series(1, 2) n CROSS JOIN LATERAL oversight.assign(n, 'civil') f;
--| SELECT state FROM oversight.verify(1, 'confirmed', 'rule_gap', amount_confirmed => 900);
--| SELECT state FROM oversight.verify(2, 'refuted', 'permitted');
--| ```

-- 90 % interval of a share (Wilson's score interval): it behaves for small numbers and
-- for shares near 0 and 1, where the textbook interval does not.
CREATE OR REPLACE FUNCTION _wilson(confirmed bigint, verified bigint, OUT low numeric, OUT high numeric)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path FROM CURRENT
AS $$
	SELECT round(greatest(0, (p + z2 / (2 * n) - d) / (1 + z2 / n)), 4), round(least(1, (p + z2 / (2 * n) + d) / (1 + z2 / n)), 4)
	FROM (SELECT n, p, z2, sqrt(z2 * (p * (1 - p) / n + z2 / (4 * n * n))) AS d
		FROM (SELECT verified::numeric AS n, confirmed::numeric / verified AS p, 2.705543454095404 AS z2 WHERE verified > 0) a) b
$$;
COMMENT ON FUNCTION _wilson(bigint, bigint) IS
'Internal: 90 % interval of a share 内部:比例的 90% 置信区间';

--| ## model_quality
--| View `WORKSPACE.model_quality`: per model and version (the one that found a finding
--| first): how many findings were verified, how many of those proved true, with a 90 %
--| interval, money confirmed and recovered, and the median days from found to verified.
--|
--| ```sql
--| SELECT model, version, verified, confirmed, precision_verified, precision_low, precision_high FROM oversight.model_quality;
--| ```
-- With its owner's rights, so that the BI view above it needs none here; row security
-- binds the owner, too.
CREATE OR REPLACE VIEW model_quality AS
SELECT q.model, q.version, q.findings, q.verified, q.confirmed, q.refuted, q.open_findings,
	round(q.confirmed::numeric / nullif(q.verified, 0), 4) AS precision_verified,
	w.low AS precision_low, w.high AS precision_high,
	q.amount_confirmed, q.amount_recovered,
	round(q.amount_recovered / nullif(q.verified, 0), 2) AS recovered_per_finding,
	q.days_to_verify
FROM (
	SELECT f.model, f.first_version AS version, count(*) AS findings,
		count(f.outcome) AS verified,
		count(*) FILTER (WHERE f.outcome = 'confirmed') AS confirmed,
		count(*) FILTER (WHERE f.outcome = 'refuted') AS refuted,
		count(*) FILTER (WHERE s.open) AS open_findings,
		coalesce(sum(f.amount_confirmed), 0) AS amount_confirmed,
		coalesce(sum(f.amount_recovered), 0) AS amount_recovered,
		round((percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM f.verified_at - f.first_seen)::double precision)
			FILTER (WHERE f.outcome IS NOT NULL) / 86400)::numeric, 1) AS days_to_verify
	FROM finding f
	JOIN state s ON s.code = f.state
	GROUP BY f.model, f.first_version
) q
CROSS JOIN LATERAL _wilson(q.confirmed, q.verified) w;
COMMENT ON VIEW model_quality IS 'How well models and their versions do 模型质量';
COMMENT ON COLUMN model_quality.model IS 'Model 模型';
COMMENT ON COLUMN model_quality.version IS 'Version that found first 首次发现的版本';
COMMENT ON COLUMN model_quality.findings IS 'Findings 线索数';
COMMENT ON COLUMN model_quality.verified IS 'Confirmed or refuted 已核实数';
COMMENT ON COLUMN model_quality.confirmed IS 'Confirmed 属实数';
COMMENT ON COLUMN model_quality.refuted IS 'Refuted 不属实数';
COMMENT ON COLUMN model_quality.open_findings IS 'Not closed 未办结数';
COMMENT ON COLUMN model_quality.precision_verified IS 'Confirmed of verified 查实率';
COMMENT ON COLUMN model_quality.precision_low IS 'Lower end of its 90 % interval 查实率 90% 区间下限';
COMMENT ON COLUMN model_quality.precision_high IS 'Upper end of its 90 % interval 查实率 90% 区间上限';
COMMENT ON COLUMN model_quality.amount_confirmed IS 'Amount confirmed 属实金额';
COMMENT ON COLUMN model_quality.amount_recovered IS 'Amount recovered 追回金额';
COMMENT ON COLUMN model_quality.recovered_per_finding IS 'Amount recovered per verified finding 每条核实线索追回金额';
COMMENT ON COLUMN model_quality.days_to_verify IS 'Median days from found to verified 核实用时中位数(天)';

--| ## suggest_threshold
--| `WORKSPACE.suggest_threshold(code text, by text DEFAULT 'score', target_precision numeric DEFAULT 0.8, direction text DEFAULT 'least') → TABLE (threshold, verified, confirmed, confirmed_lost, refuted_lost, precision_verified, precision_low, precision_high)`
--|
--| The mildest limit on a number of the findings (`score`, `amount`, or a further column
--| of the model's query) at which the verified findings it lets through reach the
--| target precision. `direction`: 'least' keeps values of at least the limit, 'most' of
--| at most. `confirmed_lost` and `refuted_lost` tell what it would cost and save. No row:
--| no limit reaches the target.
--|
--| It knows only what was verified. Where only the most striking findings were, the
--| limit says little about the others; `precision_low` shows how little a few cases
--| prove. Put the limit into a new version (`change_model(…, activate => false)`) and
--| `backtest` it.
--|
--| ```sql
--| SELECT threshold, verified, confirmed_lost, refuted_lost, precision_low FROM oversight.suggest_threshold('large', 'amount');
--| ```
CREATE OR REPLACE FUNCTION suggest_threshold(
	code text,
	by text DEFAULT 'score',
	target_precision numeric DEFAULT 0.8,
	direction text DEFAULT 'least',
	OUT threshold numeric, OUT verified bigint, OUT confirmed bigint, OUT confirmed_lost bigint,
	OUT refuted_lost bigint, OUT precision_verified numeric, OUT precision_low numeric, OUT precision_high numeric)
RETURNS SETOF record
LANGUAGE plpgsql STABLE ROWS 1
SET search_path FROM CURRENT
AS $$
BEGIN
	PERFORM _model(code);
	IF target_precision IS NULL OR target_precision <= 0 OR target_precision > 1 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'target_precision must be above 0 and at most 1';
	ELSIF direction IS NULL OR direction NOT IN ('least', 'most') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'direction must be least or most';
	END IF;
	RETURN QUERY
	WITH judged AS (
		SELECT f.outcome = 'confirmed' AS good, CASE by
			WHEN 'score' THEN f.score
			WHEN 'amount' THEN f.amount
			ELSE (SELECT CASE WHEN r.value ~ '^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$' THEN r.value::numeric END
				FROM finding_record r WHERE r.finding_id = f.finding_id AND r.field = by) END AS value
		FROM finding f
		WHERE f.model = suggest_threshold.code AND f.outcome IS NOT NULL
	), signed AS (
		SELECT j.good, CASE direction WHEN 'least' THEN j.value ELSE -j.value END AS value
		FROM judged j WHERE j.value IS NOT NULL AND j.value <> 'NaN'
	), at_value AS (
		SELECT s.value, sum(count(*)) OVER w AS n, sum(count(*) FILTER (WHERE s.good)) OVER w AS good
		FROM signed s GROUP BY s.value
		WINDOW w AS (ORDER BY s.value DESC)
	), total AS (
		SELECT count(*) AS n, count(*) FILTER (WHERE s.good) AS good FROM signed s
	)
	SELECT CASE direction WHEN 'least' THEN a.value ELSE -a.value END, a.n::bigint, a.good::bigint,
		(t.good - a.good)::bigint, (t.n - t.good - (a.n - a.good))::bigint, round(a.good / a.n, 4), w.low, w.high
	FROM at_value a CROSS JOIN total t CROSS JOIN LATERAL _wilson(a.good::bigint, a.n::bigint) w
	WHERE a.good >= target_precision * a.n
	ORDER BY a.value
	LIMIT 1;
END
$$;
COMMENT ON FUNCTION suggest_threshold(text, text, numeric, text) IS
'The mildest limit that reaches a precision, from verified findings 按已核实线索建议阈值';

--| ## backtest
--| `WORKSPACE.backtest(code text, version integer, as_of date DEFAULT NULL) → one row`
--|
--| Runs the version in force and another one, both in the shadow, on the same day's data,
--| and compares: findings of both (`kept`), of the new one only (`added`), of the old one
--| only (`lost`); and what verification has said of them. `backtest_findings` lists them,
--| by the two run numbers returned. The precision of the candidate counts only what was
--| verified before: what it would add, nobody has looked at yet.
--|
--| ```sql
--| SELECT oversight.change_model('large', 'SELECT person AS subject, bill AS records, amount FROM public.paid WHERE amount >= 900', activate => false);
--| SELECT kept, added, lost, confirmed_lost, refuted_lost FROM oversight.backtest('large', 2);
--| ```
CREATE OR REPLACE FUNCTION backtest(
	code text,
	version integer,
	as_of date DEFAULT NULL,
	OUT current_run bigint, OUT candidate_run bigint, OUT kept bigint, OUT added bigint, OUT lost bigint,
	OUT confirmed_kept bigint, OUT confirmed_lost bigint, OUT refuted_kept bigint, OUT refuted_lost bigint,
	OUT precision_current numeric, OUT precision_candidate numeric)
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
AS $$
DECLARE
	r run;
BEGIN
	as_of := coalesce(as_of, today());
	r := run(code, as_of, NULL, true);
	IF r.status = 'done' THEN
		current_run := r.run_id;
		r := run(code, as_of, version, true);
		candidate_run := r.run_id;
	END IF;
	IF r.status <> 'done' THEN
		RAISE EXCEPTION USING ERRCODE = r.error_code,
			MESSAGE = format('version %s of model "%s" failed: %s', r.version, code, r.error);
	END IF;
	SELECT count(*) FILTER (WHERE b.change = 'kept'), count(*) FILTER (WHERE b.change = 'added'),
		count(*) FILTER (WHERE b.change = 'lost'),
		count(*) FILTER (WHERE b.change = 'kept' AND b.outcome = 'confirmed'),
		count(*) FILTER (WHERE b.change = 'lost' AND b.outcome = 'confirmed'),
		count(*) FILTER (WHERE b.change = 'kept' AND b.outcome = 'refuted'),
		count(*) FILTER (WHERE b.change = 'lost' AND b.outcome = 'refuted'),
		round(count(*) FILTER (WHERE b.change <> 'added' AND b.outcome = 'confirmed')::numeric
			/ nullif(count(b.outcome) FILTER (WHERE b.change <> 'added'), 0), 4),
		round(count(*) FILTER (WHERE b.change <> 'lost' AND b.outcome = 'confirmed')::numeric
			/ nullif(count(b.outcome) FILTER (WHERE b.change <> 'lost'), 0), 4)
	INTO kept, added, lost, confirmed_kept, confirmed_lost, refuted_kept, refuted_lost, precision_current, precision_candidate
	FROM backtest_findings(current_run, candidate_run) b;
END
$$;
COMMENT ON FUNCTION backtest(text, integer, date) IS
'Compare another version with the one in force, raising nothing 回测:与当前版本对比';

CREATE OR REPLACE FUNCTION backtest_findings(current_run bigint, candidate_run bigint)
RETURNS TABLE (change text, subject text, amount numeric, score numeric, finding_id bigint, outcome text)
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	SELECT CASE WHEN a.fingerprint IS NULL THEN 'added' WHEN b.fingerprint IS NULL THEN 'lost' ELSE 'kept' END,
		coalesce(b.subject, a.subject), coalesce(b.amount, a.amount), coalesce(b.score, a.score), f.finding_id, f.outcome
	FROM (SELECT * FROM shadow_finding s WHERE s.run_id = current_run) a
	FULL JOIN (SELECT * FROM shadow_finding s WHERE s.run_id = candidate_run) b USING (fingerprint)
	LEFT JOIN finding f ON f.fingerprint = coalesce(a.fingerprint, b.fingerprint)
	ORDER BY (a.fingerprint IS NULL), (b.fingerprint IS NULL), coalesce(b.subject, a.subject) COLLATE "C",
		coalesce(a.fingerprint, b.fingerprint)
$$;
COMMENT ON FUNCTION backtest_findings(bigint, bigint) IS
'Findings of two shadow runs side by side 两次影子运行的线索对比';
