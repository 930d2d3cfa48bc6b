-- Approvals and services, part 2: procedure. Part 1 says why there is so much
-- coalesce(..., false).

-- ## APV-04
-- title_en: Handled on paper, entered later in one go
-- title_zh: 体外循环、集中补录
-- question_en: Did one account enter many whole matters, each from first step to last within minutes, one after the other?
-- question_zh: 是否有同一账号在短时间内连续将多个办件从头到尾集中补录?
-- severity: high
-- score_en: matters entered in the burst
-- score_zh: 集中补录的办件数
-- input action: one row for each action in the system's log | 系统操作日志每次操作一行
--   matter: key: number of the matter | 办件编号
--   actor: key: account that acted | 操作账号
--   at: moment: when | 操作时间
--   automatic: boolean?: done by the system itself, not by a person | 是否系统自动操作
-- input matter: one row for each matter handled | 每个办件一行
--   matter: key: number of the matter | 办件编号
--   item: key: item of the list of services | 事项编码
--   accepted: day: day of formal acceptance | 受理日期
--   applicant: key?: who applied | 申请人
--   department: text?: department | 承办部门
--   region: text?: town or district | 乡镇或区域
-- input promise: one row for each item and version of its promise | 每个事项每个承诺版本一行
--   item: key: item | 事项编码
--   days: number: promised days | 承诺时限(天)
--   valid: period: days on which a matter accepted has this promise | 版本有效期(按受理日)
-- parameter max_span: interval = 10 minutes, 1 minute .. 2 hours: longest time from a matter's first action to its last | 单件首末操作最长间隔
--   unit: time
--   source: EJ
-- parameter max_gap: interval = 10 minutes, 1 minute .. 2 hours: longest pause between matters of a burst | 相邻办件最长间隔
--   unit: time
--   source: starting point
-- parameter min_matters: integer = 10, 2 .. 1000: fewest matters of a burst, and fewest applicants | 至少件数(且申请人数不少于此)
--   unit: matters
--   source: EJ
-- parameter min_actions: integer = 3, 2 .. 50: fewest actions of a whole matter | 单件至少操作次数
--   unit: actions
--   source: starting point
-- parameter instant_days: integer = 1, 0 .. 5: items promised within so many days are done on the spot | 承诺不超过几天视为即办件
--   unit: days
--   source: starting point
-- evidence_en: account, time of the burst, matters, first and last action, applicants
-- evidence_zh: 账号、补录时段、办件清单、首末操作时间、申请人数
-- excluded_en: items done on the spot
-- excluded_zh: 即办件
-- excluded_en: the system itself acted (take-over of old data, automatic decisions)
-- excluded_zh: 系统自动操作(历史数据迁移、秒批)
-- excluded_en: one applicant filed many at once
-- excluded_zh: 同一申请人批量申报
-- excluded_en: only the last step was done in a row: the matters began on earlier days
-- excluded_zh: 仅最后环节集中办理，此前环节早已完成
-- doubt_en: an outage, with paper forms entered when it was over
-- doubt_zh: 系统故障期间纸质受理、恢复后补录
-- doubt_en: a department's own system feeds the platform at night
-- doubt_zh: 部门自建系统夜间回传
-- next_en: compare the dates on the paper file, the applicant's receipt and the log; ask for the notice of the outage
-- next_zh: 核对纸质案卷日期、申请人回执与系统日志，调取故障公告
-- source: EJ
-- changed: the burst is the finding, not the single matter: ten quick minutes happen, ten whole matters of ten applicants one after the other do not; any time of the day counts; the account is that of a matter's first action
-- query
WITH short AS (
	SELECT a.matter
	FROM {{action}} a
	WHERE a.automatic IS NOT TRUE AND a.at < parameter.as_of + 1
	GROUP BY a.matter
	HAVING max(a.at) - min(a.at) <= parameter.max_span AND count(*) >= parameter.min_actions
),
-- Few are left: now what each action was, and whether the log tells all.
whole AS (
	SELECT a.matter, min(a.at) AS began, max(a.at) AS ended,
		(array_agg(a.actor ORDER BY a.at, a.actor COLLATE "C"))[1] AS actor
	FROM (SELECT DISTINCT x.matter, x.actor, x.at FROM {{action}} x
		WHERE x.automatic IS NOT TRUE AND x.matter IN (SELECT s.matter FROM short s) AND (x.at < parameter.as_of + 1 OR x.at IS NULL)) a
	GROUP BY a.matter
	HAVING count(*) >= parameter.min_actions AND count(a.at) = count(*) AND count(a.actor) = count(*)
),
entered AS (
	SELECT w.actor, w.matter, w.began, w.ended, min(m.applicant) AS applicant, min(m.department) AS department, min(m.region) AS region
	FROM whole w
	JOIN {{matter}} m ON m.matter = w.matter
	JOIN {{promise}} p ON p.item = m.item AND coalesce(p.valid @> m.accepted, false)
	GROUP BY w.actor, w.matter, w.began, w.ended
	HAVING min(p.days) > parameter.instant_days
),
linked AS (
	SELECT e.*, e.began - max(e.ended) OVER earlier > parameter.max_gap AS starts
	FROM entered e
	WINDOW earlier AS (PARTITION BY e.actor ORDER BY e.began, e.ended, e.matter ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
burst AS (
	SELECT l.*, count(*) FILTER (WHERE l.starts) OVER (PARTITION BY l.actor ORDER BY l.began, l.ended, l.matter) AS number
	FROM linked l
)
SELECT b.actor AS subject, daterange(min(b.began)::date, max(b.ended)::date, '[]') AS during, count(*) AS score,
	min(b.department) AS department, min(b.region) AS region, array_agg(b.matter ORDER BY b.began, b.matter) AS records,
	supervise.say(
		format('Entered %s whole matters of %s applicants between %s and %s.', count(*), count(DISTINCT coalesce(b.applicant, b.matter)),
			to_char(min(b.began), 'YYYY-MM-DD HH24:MI'), to_char(max(b.ended), 'HH24:MI')),
		format('%s至%s之间连续录入%s个申请人的%s个完整办件。', to_char(min(b.began), 'YYYY-MM-DD HH24:MI'), to_char(max(b.ended), 'HH24:MI'),
			count(DISTINCT coalesce(b.applicant, b.matter)), count(*))) AS reason,
	min(b.began) AS first_action, max(b.ended) AS last_action, count(DISTINCT coalesce(b.applicant, b.matter)) AS applicants
FROM burst b
GROUP BY b.actor, b.number
HAVING count(*) >= parameter.min_matters AND count(DISTINCT coalesce(b.applicant, b.matter)) >= parameter.min_matters;
-- population
SELECT coalesce(a.actor, '(no account)') AS subject,
	CASE WHEN x.problem IS NULL THEN 'assessable' WHEN x.problem IN ('acts automatically', 'acted after the day of the run') THEN 'not_applicable'
		ELSE 'insufficient_data' END AS state,
	x.problem AS reason
FROM (
	SELECT a.actor, bool_and(a.automatic IS TRUE) AS machine, min(a.at) FILTER (WHERE a.automatic IS NOT TRUE) AS first_at
	FROM {{action}} a
	GROUP BY a.actor
) a
CROSS JOIN LATERAL (SELECT CASE
	WHEN a.actor IS NULL THEN 'no account'
	WHEN a.machine THEN 'acts automatically'
	WHEN a.first_at IS NULL THEN 'no time of its actions'
	WHEN a.first_at >= parameter.as_of + 1 THEN 'acted after the day of the run'
	END AS problem) x;

-- ## APV-05
-- title_en: Steps in the wrong order, or left out
-- title_zh: 逆序办理、跳步办理
-- question_en: Did a step begin before one that must come first, or was a mandatory step left out?
-- question_zh: 是否先办后置环节，或遗漏必经环节?
-- severity: high
-- score_en: steps out of order or missing
-- score_zh: 逆序与遗漏的环节数
-- input matter: one row for each matter handled | 每个办件一行
--   matter: key: number of the matter | 办件编号
--   item: key: item of the list of services | 事项编码
--   variant: text?: variant of the procedure (fast lane, on commitment) | 办理方式(绿色通道、告知承诺等)
--   accepted: day: day of formal acceptance | 受理日期
--   finished: day?: day of the decision, null while open | 办结日期，在办为空
--   approved: boolean: granted; false if refused or withdrawn, null while open | 是否准予，退回或撤回为否，在办为空
--   department: text?: department | 承办部门
--   region: text?: town or district | 乡镇或区域
-- input step: one row for each stay of a matter in a step | 每次进入一个环节一行
--   matter: key: number of the matter | 办件编号
--   step: key: step | 环节
--   began: moment: when the step received the matter | 环节开始时间
-- input process: one row for each item, variant, version and step | 流程模型，每个事项、方式、版本、环节一行
--   item: key: item | 事项编码
--   variant: text?: variant it holds for; null for every variant without one of its own | 办理方式，空为通用
--   step: key: step | 环节
--   place: number: place in the order; steps of one place run parallel | 次序，并联环节次序相同
--   mandatory: boolean: must not be left out | 是否必经
--   valid: period: days on which a matter accepted follows this version; the same in all its rows | 版本有效期(同一版本各行一致)
-- evidence_en: steps that came too early, mandatory steps that are missing, the path taken with its times
-- evidence_zh: 逆序环节、遗漏环节、实际路径与时间
-- excluded_en: a variant with a process of its own (fast lane, on commitment)
-- excluded_zh: 绿色通道、告知承诺等另有流程
-- excluded_en: the matter was sent back to a step it had already passed
-- excluded_zh: 退回已办过的环节重办
-- excluded_en: parallel steps
-- excluded_zh: 并联环节
-- excluded_en: refused or withdrawn before the later steps
-- excluded_zh: 不予许可或撤回，后续环节未再进行
-- excluded_en: still open: what has not been reached is not missing
-- excluded_zh: 在办，尚未到达的环节
-- excluded_en: a process in force on the day of acceptance that did not ask for the step
-- excluded_zh: 受理时的流程未要求该环节
-- doubt_en: one step was done on paper and entered late
-- doubt_zh: 某环节线下办理、系统补录
-- doubt_en: the process model in the system is older than the service guide
-- doubt_zh: 系统流程模型未随办事指南更新
-- next_en: take the paper of the step said to be missing; ask who could pass the matter on without it
-- next_zh: 调取缺失环节的纸质材料，查明系统为何允许跳过
-- source: EJ
-- changed: order is that of first visits, so that returns are no inversions; parallel steps share a place; a mandatory step is missing when the matter was granted without it, or went past it
-- query
WITH process AS (
	SELECT DISTINCT p.item AS item, coalesce(p.variant, '') AS lane, p.valid, p.step AS step, p.place, p.mandatory FROM {{process}} p
),
-- Each step is a bit, so that what was visited is one number.
numbered AS (
	SELECT p.*, dense_rank() OVER (ORDER BY p.item, p.lane, p.valid) AS version,
		1::bigint << (row_number() OVER (PARTITION BY p.item, p.lane, p.valid ORDER BY p.place, p.step) - 1)::integer AS bit
	FROM process p
),
place AS (
	SELECT n.*, coalesce(bit_or(n.bit) FILTER (WHERE n.mandatory) OVER (PARTITION BY n.version ORDER BY n.place
			RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE GROUP), 0) AS before,
		coalesce(bit_or(n.bit) FILTER (WHERE n.mandatory) OVER (PARTITION BY n.version), 0) AS needed
	FROM numbered n
),
version AS (
	SELECT p.version, p.item, p.lane, p.valid, max(p.needed) AS needed, count(*) > count(DISTINCT p.step) OR count(*) > 62 AS unusable
	FROM place p
	GROUP BY p.version, p.item, p.lane, p.valid
),
-- No HAVING: a planner that expects one row here joins the steps in nested loops.
-- Numbers are quicker to sort by than matters.
matter AS MATERIALIZED (
	SELECT row_number() OVER () AS n, m.matter, min(v.version) AS version, min(v.needed) AS needed, min(m.department) AS department, min(m.region) AS region,
		CASE WHEN coalesce(min(m.finished) > parameter.as_of, true) THEN 'open' WHEN bool_and(m.approved) THEN 'granted' ELSE 'ended' END AS state,
		coalesce(min(v.version) = max(v.version) AND NOT bool_or(v.unusable) AND count(v.version) = count(*) AND count(m.accepted) = count(*)
			AND min(m.accepted) = max(m.accepted) AND max(m.accepted) <= parameter.as_of
			AND count(m.finished) IN (0, count(*)) AND min(m.finished) IS NOT DISTINCT FROM max(m.finished)
			AND bool_and(m.approved) IS NOT DISTINCT FROM bool_or(m.approved)
			AND (bool_and(m.approved) IS NOT NULL OR coalesce(min(m.finished) > parameter.as_of, true)), false) AS sound
	FROM {{matter}} m
	LEFT JOIN (SELECT DISTINCT x.item, x.lane FROM version x WHERE x.lane <> '') o ON o.item = m.item AND o.lane = m.variant
	LEFT JOIN version v ON v.item = m.item AND v.lane = coalesce(o.lane, '') AND coalesce(v.valid @> m.accepted, false)
	GROUP BY m.matter
),
-- Every step that a matter may take. (OFFSET NULL: or else the planner might join the steps
-- taken to the models first, by nothing but the step.)
expected AS (
	SELECT m.n, m.matter, p.step, p.place, p.bit, p.before
	FROM matter m
	JOIN place p ON p.version = m.version
	WHERE m.sound
	OFFSET NULL
),
-- One sort: each visit, with the furthest place reached before it.
visit AS (
	SELECT e.n, e.place, e.bit, e.before,
		max(e.place) OVER (PARTITION BY e.n ORDER BY t.began, e.place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
	FROM {{step}} t
	JOIN expected e ON e.matter = t.matter AND e.step = t.step
	WHERE t.began < parameter.as_of + 1
),
path AS (
	SELECT v.n, bool_or(v.place < v.reached) AS backward, bit_or(v.bit) AS visited, bit_or(v.before) AS before
	FROM visit v
	GROUP BY v.n
),
suspect AS MATERIALIZED (
	SELECT m.matter, m.version, m.department, m.region, bit_count((x.due & ~ coalesce(h.visited, 0))::bit(64)) AS missing
	FROM matter m
	LEFT JOIN path h ON h.n = m.n
	CROSS JOIN LATERAL (SELECT CASE m.state WHEN 'granted' THEN m.needed WHEN 'open' THEN coalesce(h.before, 0) ELSE 0 END AS due) x
	WHERE m.sound AND coalesce(h.backward OR x.due & ~ coalesce(h.visited, 0) <> 0, false)
),
-- Of those few, all steps: they must be there, also those that no model names, and have
-- their times. A step backwards is none if the step had been visited before.
first_visit AS MATERIALIZED (
	SELECT t.matter, t.step, min(t.began) AS began, count(t.began) < count(*) AS undated
	FROM {{step}} t
	WHERE t.matter IN (SELECT s.matter FROM suspect s) AND (t.began < parameter.as_of + 1 OR t.began IS NULL)
	GROUP BY t.matter, t.step
),
inverted AS (
	SELECT f.matter, count(*) FILTER (WHERE f.place < f.reached) AS steps
	FROM (
		SELECT v.matter, v.undated, p.place, max(p.place) OVER (PARTITION BY v.matter ORDER BY v.began, p.place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
		FROM first_visit v
		LEFT JOIN suspect s ON s.matter = v.matter
		LEFT JOIN place p ON p.version = s.version AND p.step = v.step
	) f
	GROUP BY f.matter
	HAVING NOT bool_or(f.undated)
),
found AS MATERIALIZED (
	SELECT s.*, i.steps AS inverted
	FROM suspect s
	JOIN inverted i ON i.matter = s.matter
	WHERE s.missing > 0 OR i.steps > 0
),
told AS (
	SELECT f.matter, string_agg(p.step, ', ' ORDER BY w.began, p.place, p.step) FILTER (WHERE w.matter IS NOT NULL) AS path,
		string_agg(to_char(w.began, 'YYYY-MM-DD HH24:MI'), ', ' ORDER BY w.began, p.place, p.step) AS times,
		string_agg(p.step, ', ' ORDER BY p.place, p.step) FILTER (WHERE w.matter IS NULL AND p.mandatory) AS absent,
		min(w.began)::date AS first_day, max(w.began)::date AS last_day
	FROM found f
	JOIN place p ON p.version = f.version
	LEFT JOIN first_visit w ON w.matter = f.matter AND w.step = p.step
	GROUP BY f.matter
)
SELECT f.matter AS subject, daterange(t.first_day, t.last_day, '[]') AS during, f.inverted + f.missing AS score,
	f.department, f.region, ARRAY[f.matter] AS records,
	CASE WHEN f.missing = 0 THEN supervise.say(format('Steps were taken in the order %s.', t.path), format('实际办理顺序为%s，逆序办理。', t.path))
		ELSE supervise.say(format('Left out: %s. The path was %s.', t.absent, t.path),
			format('遗漏必经环节%s，实际路径为%s。', t.absent, t.path)) END AS reason,
	f.inverted AS out_of_order, f.missing, t.absent AS missing_steps, t.path, t.times
FROM found f
JOIN told t ON t.matter = f.matter;
-- population
WITH version AS (
	SELECT row_number() OVER () AS n, p.item AS item, coalesce(p.variant, '') AS lane, p.valid,
		count(DISTINCT p.step) < count(DISTINCT (p.step, p.place, p.mandatory)) AS contradictory, count(DISTINCT p.step) > 62 AS too_long
	FROM {{process}} p
	GROUP BY p.item, lane, p.valid
),
matter AS (
	SELECT m.matter, min(m.accepted) AS accepted, count(m.accepted) < count(*) AS undated, count(v.item) = 0 AS unmodelled,
		bool_or(v.contradictory) AS contradictory_model, bool_or(v.too_long) AS too_long, count(m.item) < count(*) AS itemless,
		min(m.item) <> max(m.item) OR min(m.accepted) <> max(m.accepted) OR min(v.n) <> max(v.n)
			OR min(coalesce(m.variant, '')) <> max(coalesce(m.variant, ''))
			OR count(m.finished) NOT IN (0, count(*)) OR min(m.finished) <> max(m.finished)
			OR bool_and(m.approved) <> bool_or(m.approved) AS contradictory,
		bool_and(m.approved) IS NULL AND min(m.finished) <= parameter.as_of AS unknown
	FROM {{matter}} m
	LEFT JOIN (SELECT DISTINCT x.item, x.lane FROM version x WHERE x.lane <> '') o ON o.item = m.item AND o.lane = m.variant
	LEFT JOIN version v ON v.item = m.item AND v.lane = coalesce(o.lane, '') AND coalesce(v.valid @> m.accepted, false)
	GROUP BY m.matter
),
logged AS (
	SELECT t.matter, bool_or(t.began IS NULL) AS undated FROM {{step}} t GROUP BY t.matter
)
SELECT coalesce(m.matter, '(no number)') AS subject,
	CASE WHEN x.problem IS NULL THEN 'assessable'
		WHEN x.problem IN ('no process model for it', 'accepted after the day of the run') THEN 'not_applicable'
		ELSE 'insufficient_data' END AS state,
	x.problem AS reason
FROM matter m
LEFT JOIN logged l ON l.matter = m.matter
CROSS JOIN LATERAL (SELECT CASE
	WHEN m.matter IS NULL THEN 'no number'
	WHEN m.undated THEN 'no day of acceptance'
	WHEN m.itemless THEN 'no item'
	WHEN m.contradictory THEN 'listed twice, differently'
	WHEN m.accepted > parameter.as_of THEN 'accepted after the day of the run'
	WHEN m.unmodelled THEN 'no process model for it'
	WHEN m.contradictory_model THEN 'its process model contradicts itself'
	WHEN m.too_long THEN 'its process model has more than 62 steps'
	WHEN m.unknown THEN 'finished, but granted or not is unknown'
	WHEN l.matter IS NULL THEN 'no steps logged'
	WHEN l.undated THEN 'a step without its time'
	END AS problem) x;

-- ## APV-06
-- title_en: Sent back again and again
-- title_zh: 反复补正、退件
-- question_en: Was the applicant told piecemeal what is missing, or refused and then granted on the same papers?
-- question_zh: 是否未一次性告知、多次要求补正，或退件后以相同材料又予办理?
-- severity: medium
-- score_en: days on which something new was demanded; 1 for a refusal
-- score_zh: 提出新补正要求的次数，退件为1
-- input matter: one row for each matter handled | 每个办件一行
--   matter: key: number of the matter | 办件编号
--   item: key: item of the list of services | 事项编码
--   accepted: day: day of formal acceptance | 受理日期
--   finished: day?: day of the decision, null while open | 办结日期，在办为空
--   approved: boolean?: granted; false if refused, null while open or withdrawn | 是否准予，不予为否，在办或撤回为空
--   applicant: key?: who applied | 申请人
--   papers: key?: fingerprint of the papers handed in | 申请材料校验值
--   clerk: text?: who is responsible | 经办人
--   department: text?: department | 承办部门
--   region: text?: town or district | 乡镇或区域
-- input correction: one row for each paper demanded in a notice | 每次补正通知所列的每份材料一行
--   matter: key: number of the matter | 办件编号
--   asked: day: day of the notice | 补正告知日期
--   paper: key: paper or point demanded | 要求补正的材料或事项
--   applicant_changed: boolean?: the applicant himself had changed the application in between | 是否因申请人自行变更申请
-- parameter min_notices: integer = 2, 2 .. 10: days on which something new was demanded | 提出新要求的次数
--   unit: notices
--   source: Administrative Licensing Law art. 32
-- parameter within: integer = 30, 1 .. 180: days from the refusal to the new application | 退件后多少天内重新受理
--   unit: days
--   source: starting point
-- evidence_en: days of the notices, papers demanded on each; refusal, new matter, its acceptance and decision
-- evidence_zh: 各次告知日期及所列材料，退件日期、再次受理办件及其结果
-- excluded_en: the applicant did not bring what the first notice had named, and it was named again
-- excluded_zh: 申请人未按首次告知补齐，再次告知相同材料
-- excluded_en: several notices of one day
-- excluded_zh: 同日多份告知
-- excluded_en: the applicant changed his application, and other papers became necessary
-- excluded_zh: 申请人自行变更申请，需新材料
-- excluded_en: granted on other papers than those refused
-- excluded_zh: 重新申请的材料已补充完善
-- excluded_en: a new application long after the refusal
-- excluded_zh: 退件较久后重新申请
-- doubt_en: the list of papers was changed between the notices or the applications
-- doubt_zh: 其间申请材料目录调整
-- doubt_en: the refusal was set aside on review
-- doubt_zh: 经行政复议撤销原决定后重新办理
-- next_en: compare the notices with the published list of papers; ask what changed between refusal and grant
-- next_zh: 对照公布的材料目录核查各次告知书，查明退件与办理之间有何变化
-- source: D; Administrative Licensing Law 行政许可法 art. 32(4): told once, of everything
-- changed: what counts is a day on which something new is demanded: the law asks to be told once of everything, and a repeated demand is the applicant's omission; refused and then granted, on the same papers, not merely accepted
-- query
WITH demand AS (
	SELECT c.matter, c.paper AS paper, min(c.asked) AS asked,
		(array_agg(c.applicant_changed IS TRUE ORDER BY c.asked, c.applicant_changed NULLS LAST))[1] AS changed
	FROM {{correction}} c
	WHERE c.matter IN (
		SELECT x.matter FROM {{correction}} x GROUP BY x.matter
		HAVING coalesce(min(x.asked) < max(x.asked) AND count(x.asked) = count(*) AND count(x.paper) = count(*), false))
		AND coalesce(c.asked <= parameter.as_of, false)
	GROUP BY c.matter, c.paper
),
piecemeal AS (
	SELECT d.matter, count(DISTINCT d.asked) AS times, min(d.asked) AS first_day, max(d.asked) AS last_day,
		string_agg(d.asked || ' ' || d.paper, '; ' ORDER BY d.asked, d.paper) AS demanded
	FROM demand d
	WHERE NOT d.changed
	GROUP BY d.matter
	HAVING coalesce(count(DISTINCT d.asked) >= parameter.min_notices, false)
),
matter AS (
	SELECT m.matter, min(m.department) AS department, min(m.region) AS region, min(m.clerk) AS clerk
	FROM {{matter}} m
	WHERE m.matter IN (SELECT p.matter FROM piecemeal p)
	GROUP BY m.matter
),
refused AS (
	SELECT DISTINCT m.matter, m.item, m.applicant, m.papers, m.finished AS finished, m.department, m.region, m.clerk
	FROM {{matter}} m
	WHERE m.approved IS FALSE AND m.finished <= parameter.as_of AND m.papers IS NOT NULL
),
again AS (
	SELECT r.matter, r.finished, r.department, r.region, r.clerk, min(g.matter) AS granted, min(g.accepted) AS accepted,
		min(g.finished) AS decided, min(g.clerk) AS other_clerk
	FROM refused r
	JOIN {{matter}} g ON g.applicant = r.applicant AND g.item = r.item AND g.papers = r.papers AND g.matter <> r.matter
		AND g.approved AND g.finished <= parameter.as_of
		AND g.accepted BETWEEN r.finished AND r.finished + parameter.within
	GROUP BY r.matter, r.finished, r.department, r.region, r.clerk
)
SELECT p.matter AS subject, daterange(p.first_day, p.last_day, '[]') AS during, p.times AS score, m.department, m.region,
	ARRAY[p.matter] AS records,
	supervise.say(format('New demands on %s different days: %s.', p.times, p.demanded),
		format('先后%s次提出新的补正要求：%s。', p.times, p.demanded)) AS reason,
	'piecemeal' AS kind, p.demanded, NULL AS granted_as, m.clerk, NULL AS other_clerk
FROM piecemeal p
JOIN matter m ON m.matter = p.matter
UNION ALL
SELECT a.matter, daterange(a.finished, a.decided, '[]'), 1, a.department, a.region, ARRAY[a.matter, a.granted],
	supervise.say(
		format('Refused on %s; the same papers were accepted on %s as %s and granted on %s.', a.finished, a.accepted, a.granted, a.decided),
		format('%s退件，相同材料于%s以%s受理并于%s准予。', a.finished, a.accepted, a.granted, a.decided)),
	'refused, then granted', NULL, a.granted, a.clerk, a.other_clerk
FROM again a;
-- population
WITH corrected AS (
	SELECT c.matter, CASE WHEN count(c.asked) < count(*) THEN 'a notice without its day'
		WHEN count(c.paper) < count(*) THEN 'a notice that does not say what is missing' END AS problem
	FROM {{correction}} c
	WHERE c.asked <= parameter.as_of OR c.asked IS NULL
	GROUP BY c.matter
),
refused AS (
	SELECT m.matter, CASE WHEN count(m.applicant) = 0 THEN 'applicant not recorded' WHEN count(m.papers) = 0 THEN 'papers not recorded' END AS problem
	FROM {{matter}} m
	WHERE m.approved IS FALSE AND m.finished <= parameter.as_of
	GROUP BY m.matter
),
known AS (
	SELECT m.matter FROM {{matter}} m WHERE m.matter IN (SELECT c.matter FROM corrected c)
)
SELECT coalesce(x.matter, '(no number)') AS subject,
	CASE WHEN x.problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, x.problem AS reason
FROM (
	SELECT c.matter, CASE WHEN c.matter IS NULL THEN 'no number' WHEN k.matter IS NULL THEN 'no such matter' ELSE c.problem END AS problem
	FROM corrected c
	LEFT JOIN known k ON k.matter = c.matter
	UNION ALL
	SELECT r.matter, CASE WHEN r.matter IS NULL THEN 'no number' ELSE r.problem END FROM refused r
) x;
