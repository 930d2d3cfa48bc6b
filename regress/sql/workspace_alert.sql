-- Time limits: worklist, BI views and letters say what supervise.alert() says, which is
-- what counting days one by one says, for every state and every day of two months.
SET client_min_messages = warning;
CREATE ROLE regress_wsc_owner;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_wsc_owner', current_database()); END$$;
SET SESSION AUTHORIZATION regress_wsc_owner;
SELECT supervise.create_workspace('wsc');
UPDATE wsc.setting SET timezone = 'Asia/Shanghai';
INSERT INTO wsc.calendar_day VALUES (wsc.today() - 4, false, 'Office moved'), (wsc.today() - 20, true, 'Stocktaking'), (wsc.today() - 21, true, 'Stocktaking') ON CONFLICT DO NOTHING;
UPDATE wsc.step SET working_days = 0 WHERE from_state = 'reopened';
SELECT wsc.add_model('m', 'SELECT generate_series(1, 671) AS subject', 'M', '模型');
SELECT findings_new FROM wsc.run('m');
-- Half past eleven in the evening and half past midnight are different days; tomorrow is
-- possible where a transaction began before midnight.
UPDATE wsc.finding f SET state = s.code,
	state_since = ((wsc.today() + 1 - (f.finding_id / 11)::integer) + CASE WHEN f.finding_id % 2 = 0 THEN time '23:30' ELSE time '00:30' END) AT TIME ZONE 'Asia/Shanghai'
FROM wsc.state s WHERE s.rank = f.finding_id % 11 + 1;
SELECT state, count(*) FROM wsc.finding GROUP BY 1 ORDER BY 1;
CREATE TEMP TABLE by_hand AS
WITH day AS MATERIALIZED (SELECT d::date AS day, supervise.is_working_day(c.calendar, d::date) AS worked
	FROM (SELECT wsc.calendar() AS calendar OFFSET 0) c, generate_series((wsc.today() - 70)::timestamp, wsc.today(), '1 day') d)
SELECT f.finding_id, f.state, l.working_days AS allowed, d.used, l.working_days - d.used AS days_left,
	(f.state_since AT TIME ZONE 'Asia/Shanghai')::date > wsc.today() AS ahead,
	CASE WHEN l.working_days IS NULL THEN 'none'
		WHEN d.used > l.working_days THEN 'red'
		WHEN l.working_days - d.used <= 1 THEN 'yellow'
		WHEN 100 * (l.working_days - d.used) <= 30 * l.working_days THEN 'blue'
		ELSE 'none' END AS level
FROM wsc.finding f
JOIN wsc.state s ON s.code = f.state AND s.open
LEFT JOIN (SELECT from_state, min(working_days) AS working_days FROM wsc.step GROUP BY 1) l ON l.from_state = f.state
CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE day.worked)::integer AS used
	FROM day WHERE day.day > (f.state_since AT TIME ZONE 'Asia/Shanghai')::date) d;
SELECT count(*) AS compared, count(*) FILTER (WHERE h.ahead) AS ahead,
	count(*) FILTER (WHERE (w.alert, w.days_left, w.limit_days) IS DISTINCT FROM (h.level, h.days_left, h.allowed) AND NOT h.ahead) AS worklist_differs,
	count(*) FILTER (WHERE (b.alert_colour, b.days_left, b.due_on) IS DISTINCT FROM (w.alert, w.days_left, w.due_on)) AS bi_differs,
	count(*) FILTER (WHERE w.due_on IS NOT NULL AND (w.due_on >= wsc.today() AND w.days_left < 0 OR NOT supervise.is_working_day(c.calendar, w.due_on))
		AND w.limit_days > 0) AS due_differs
FROM (SELECT wsc.calendar() AS calendar OFFSET 0) c, by_hand h
FULL JOIN wsc.worklist w USING (finding_id)
FULL JOIN (SELECT * FROM wsc_bi.fact_finding b WHERE b.is_open) b USING (finding_id);
SELECT state, string_agg(DISTINCT level, ' ' ORDER BY level) AS levels FROM by_hand GROUP BY 1 ORDER BY 1;
SELECT count(*) FILTER (WHERE alert <> 'red') AS not_red, count(*) = (SELECT count(*) FROM by_hand WHERE level = 'red') AS same FROM wsc.overdue JOIN wsc.worklist USING (finding_id);
SELECT alert_colour, due_on, days_left, count(*) FROM wsc_bi.fact_finding WHERE NOT is_open GROUP BY 1, 2, 3;
SELECT count(*) FROM (SELECT h.days_left, l.body FROM by_hand h CROSS JOIN LATERAL wsc.letter(h.finding_id, 'reminder', 'en') l WHERE h.finding_id % 29 = 0) x
WHERE x.body !~ CASE WHEN x.days_left < 0 THEN format('it is %s working days late', -x.days_left) WHEN x.days_left IS NULL THEN 'there is no time limit' ELSE format('%s working days are left', x.days_left) END;

DROP TABLE by_hand;
SELECT supervise.drop_workspace('wsc', true);
RESET SESSION AUTHORIZATION;
DROP OWNED BY regress_wsc_owner;
DROP ROLE regress_wsc_owner;
