-- Approvals and services, part 3: fairness.
--
-- Groups are compared within one item and variant, over the matters finished in
-- the calendar year of the run: a finding about a group keeps its identity through
-- the year. Rank sums and medians come from counts by day, so that a test costs
-- one pass over the matters. p values are those of the normal approximation with
-- continuity and ties corrected (Lehmann, Nonparametrics, 1975); its tail is
-- Numerical Recipes' erfc, right to 1.2e-7 of its value.

-- ## APV-07
-- title_en: Like matters, unlike speed
-- title_zh: 同事不同速
-- question_en: Do some applicants wait longer than others for the same item?
-- question_zh: 同一事项中，是否某类申请人办理明显更慢?
-- severity: medium
-- score_en: median days of the group over the median of the others
-- score_zh: 该类中位办理天数与其他类之比
-- input matter: one row for each matter handled | 每个办件一行
--   matter: key: number of the matter | 办件编号
--   item: key: item of the list of services | 事项编码
--   variant: text?: variant of the procedure, or class of difficulty | 办理方式或难度分类
--   accepted: day: day of formal acceptance | 受理日期
--   finished: day?: day of the decision, null while open | 办结日期，在办为空
--   applicant_kind: text?: kind of applicant (local or not, state-owned or private) | 申请人类别(本地外地、国企民企等)
--   agent: key?: agent who filed it, null if the applicant did | 代办中介，自办为空
--   department: text?: department | 承办部门
-- input suspension?: one row for each time the clock was stopped | 每次停表一行
--   matter: key: number of the matter | 办件编号
--   valid: period: days on which the clock stood; without an end while it stands | 停表起止，未恢复则无止期
-- input local_day?: days that are not as the State Council's notices say | 与国务院通知不同的当地工作日、休息日
--   day: day: the day | 日期
--   is_working: boolean: worked or not | 是否上班
-- parameter alpha: numeric = 0.01, 0.0001 .. 0.1: level of the rank-sum test, divided by the number of comparisons | 秩和检验显著性水平(除以比较次数)
--   unit: probability
--   source: starting point
-- parameter min_ratio: numeric = 1.5, 1 .. 10: least ratio of the medians | 中位数之比下限
--   unit: times
--   source: starting point
-- parameter min_days: numeric = 1, 0 .. 30: least difference of the medians in working days | 中位数之差下限(工作日)
--   unit: working days
--   source: starting point
-- parameter min_matters: integer = 20, 8 .. 1000: fewest matters on either side | 两侧至少件数
--   unit: matters
--   source: starting point
-- evidence_en: item, group, matters and median on either side, z, p, number of comparisons made
-- evidence_zh: 事项、申请人类别、两侧件数与中位天数、z值、p值、比较次数
-- excluded_en: the group files more of a difficult variant: within each variant it is as fast as others
-- excluded_zh: 该类申请人多办复杂情形，同一办理方式内并无差异
-- excluded_en: the clock stood still for its matters (review, inspection)
-- excluded_zh: 停表(评审、检验等)造成
-- excluded_en: holidays fell into its waiting time
-- excluded_zh: 办理期间恰逢节假日
-- excluded_en: a difference that chance explains
-- excluded_zh: 偶然差异
-- doubt_en: the group's papers are often incomplete (APV-06)
-- doubt_zh: 该类申请人材料常不齐全(见APV-06)
-- doubt_en: difficulty that no column shows
-- doubt_zh: 案情复杂程度未在数据中体现
-- next_en: take ten slow matters of the group and ten of the others, of the same weeks, and compare them step by step
-- next_zh: 同期各抽十件逐环节比对
-- source: D; E. Lehmann, Nonparametrics, 1975 (rank-sum test)
-- changed: net working days; alpha is divided by the number of comparisons (Bonferroni), since a hundred groups tested at 0.01 give one finding by chance; the medians must also differ by a day
-- query
WITH cal AS MATERIALIZED (
	SELECT supervise.workcalendar(d.day, coalesce(l.is_working, d.is_working), 'weekdays') AS days,
		(SELECT max(k.day) FROM supervise.workcalendar_days(supervise.china_workcalendar()) k) AS known_until
	FROM supervise.workcalendar_days(supervise.china_workcalendar(expected => true)) d
	LEFT JOIN (SELECT day, bool_and(is_working) AS is_working FROM {{local_day}} x GROUP BY day) l ON l.day = d.day
),
stop AS (
	SELECT s.matter, array_agg(s.valid) FILTER (WHERE NOT isempty(s.valid) AND lower(s.valid) IS NOT NULL) AS days
	FROM {{suspension}} s
	GROUP BY s.matter
),
-- Net working days: those on which the clock stood are not counted.
decided AS (
	SELECT m.*, CASE WHEN s.days IS NULL THEN supervise.working_days((SELECT days FROM cal), m.accepted, m.finished)
		ELSE (supervise.alert((SELECT days FROM cal), m.accepted, 1, m.finished, m.finished, s.days)).used END AS used
	FROM (
		SELECT DISTINCT x.matter, x.item AS item, coalesce(x.variant, '') AS variant, x.accepted AS accepted,
			x.finished AS finished, x.applicant_kind, x.agent IS NOT NULL AS by_agent, x.department
		FROM {{matter}} x
		WHERE coalesce(x.matter IS NOT NULL AND x.accepted BETWEEN '2007-01-01' AND x.finished
			AND x.finished >= date_trunc('year', parameter.as_of)::date
			AND x.finished <= least(parameter.as_of, (SELECT known_until FROM cal)), false)
	) m
	LEFT JOIN stop s ON s.matter = m.matter
),
counted AS (
	SELECT d.item, d.variant, d.applicant_kind, d.by_agent, d.used, count(*) AS many, min(d.department) AS department
	FROM decided d
	GROUP BY d.item, d.variant, d.applicant_kind, d.by_agent, d.used
),
grouped AS (
	SELECT c.item, c.variant, g.dimension, g.member, c.used, sum(c.many) AS many, min(c.department) AS department
	FROM counted c
	CROSS JOIN LATERAL (VALUES ('kind', c.applicant_kind), ('agent', CASE WHEN c.by_agent THEN 'with an agent' ELSE 'without an agent' END))
		g (dimension, member)
	WHERE g.member IS NOT NULL
	GROUP BY c.item, c.variant, g.dimension, g.member, c.used
),
ranked AS (
	SELECT t.*, sum(t.tied) OVER upto - t.tied + (t.tied + 1) / 2.0 AS rank, sum(t.tied) OVER everyone AS everybody,
		sum(t.tied ^ 3 - t.tied) OVER everyone AS ties
	FROM (SELECT item, variant, dimension, used, sum(many) AS tied FROM grouped GROUP BY item, variant, dimension, used) t
	WINDOW everyone AS (PARTITION BY item, variant, dimension), upto AS (PARTITION BY item, variant, dimension ORDER BY used)
),
side AS (
	SELECT m.item, m.variant, m.dimension, m.member, m.department, r.used, r.rank, r.everybody, r.ties, coalesce(g.many, 0) AS many,
		sum(coalesce(g.many, 0)) OVER upto AS upto, sum(r.tied - coalesce(g.many, 0)) OVER upto AS rest_upto, m.size
	FROM (SELECT item, variant, dimension, member, sum(many) AS size, min(department) AS department
		FROM grouped GROUP BY item, variant, dimension, member) m
	JOIN ranked r ON r.item = m.item AND r.variant = m.variant AND r.dimension = m.dimension
	LEFT JOIN grouped g ON g.item = m.item AND g.variant = m.variant AND g.dimension = m.dimension AND g.member = m.member AND g.used = r.used
	WHERE m.size >= parameter.min_matters AND r.everybody - m.size >= parameter.min_matters
	WINDOW upto AS (PARTITION BY m.item, m.variant, m.dimension, m.member ORDER BY r.used)
),
tested AS (
	SELECT s.item, s.variant, s.dimension, s.member, s.department, s.size, s.everybody - s.size AS rest, count(*) OVER () AS comparisons,
		(min(s.used) FILTER (WHERE 2 * s.upto >= s.size) + min(s.used) FILTER (WHERE 2 * s.upto > s.size)) / 2.0 AS median,
		(min(s.used) FILTER (WHERE 2 * s.rest_upto >= s.everybody - s.size)
			+ min(s.used) FILTER (WHERE 2 * s.rest_upto > s.everybody - s.size)) / 2.0 AS rest_median,
		(sum(s.many * s.rank) - s.size * (s.everybody + 1) / 2.0 - 0.5)::double precision
			/ nullif(sqrt(greatest(s.size * (s.everybody - s.size) / 12.0
				* (s.everybody + 1 - s.ties / (s.everybody * (s.everybody - 1))), 0)::double precision), 0) AS z
	FROM side s
	GROUP BY s.item, s.variant, s.dimension, s.member, s.department, s.size, s.everybody, s.ties
)
SELECT concat_ws(' | ', d.item, nullif(d.variant, ''), d.member) AS subject,
	daterange(date_trunc('year', parameter.as_of)::date, (date_trunc('year', parameter.as_of) + interval '1 year')::date) AS during,
	round(d.median / nullif(d.rest_median, 0), 2) AS score, d.department, ARRAY[d.item, d.member, extract(year FROM parameter.as_of)::text] AS records,
	supervise.say(
		format('%s matters took %s working days (median), the %s others %s; p = %s after %s comparisons.', d.size, round(d.median, 1),
			d.rest, round(d.rest_median, 1), to_char(least(p.p * d.comparisons, 1), '0.9EEEE'), d.comparisons),
		format('该类%s件中位办理%s个工作日，其余%s件为%s个；经%s次比较校正后p值%s。', d.size, round(d.median, 1), d.rest,
			round(d.rest_median, 1), d.comparisons, to_char(least(p.p * d.comparisons, 1), '0.9EEEE'))) AS reason,
	d.item, d.variant, d.dimension, d.member AS group_compared, d.size AS matters, d.median AS median_days, d.rest AS others,
	d.rest_median AS median_of_others, round(d.z::numeric, 3) AS z, p.p::text AS p_single, d.comparisons
FROM tested d
CROSS JOIN LATERAL (SELECT least(abs(d.z), 36) / sqrt(2::double precision) AS z) x
CROSS JOIN LATERAL (SELECT 1.0 / (1 + x.z / 2) AS t) t
CROSS JOIN LATERAL (SELECT t.t * exp(- x.z * x.z - 1.26551223 + t.t * (1.00002368 + t.t * (0.37409196 + t.t * (0.09678418
	+ t.t * (-0.18628806 + t.t * (0.27886807 + t.t * (-1.13520398 + t.t * (1.48851587 + t.t * (-0.82215223 + t.t * 0.17087277))))))))) AS p) p
WHERE d.z > 0 AND p.p * d.comparisons < parameter.alpha
	AND d.median > parameter.min_ratio * d.rest_median AND d.median - d.rest_median >= parameter.min_days;
-- population
WITH known AS (
	SELECT max(k.day) AS until FROM supervise.workcalendar_days(supervise.china_workcalendar()) k
),
decided AS (
	SELECT x.item AS item, coalesce(x.variant, '') AS variant, x.applicant_kind, x.agent IS NOT NULL AS by_agent, count(DISTINCT x.matter) AS many
	FROM {{matter}} x
	WHERE x.accepted BETWEEN '2007-01-01' AND x.finished
		AND x.finished >= date_trunc('year', parameter.as_of)::date
		AND x.finished <= least(parameter.as_of, (SELECT until FROM known))
	GROUP BY 1, 2, 3, 4
),
member AS (
	SELECT d.item, d.variant, g.dimension, g.member, sum(d.many) AS size
	FROM decided d
	CROSS JOIN LATERAL (VALUES ('kind', d.applicant_kind), ('agent', CASE WHEN d.by_agent THEN 'with an agent' ELSE 'without an agent' END))
		g (dimension, member)
	WHERE g.member IS NOT NULL
	GROUP BY d.item, d.variant, g.dimension, g.member
)
SELECT concat_ws(' | ', m.item, nullif(m.variant, ''), m.member) AS subject,
	CASE WHEN m.rest = 0 THEN 'not_applicable' WHEN least(m.size, m.rest) < parameter.min_matters THEN 'insufficient_data' ELSE 'assessable' END AS state,
	CASE WHEN m.rest = 0 THEN 'nobody to compare with' WHEN least(m.size, m.rest) < parameter.min_matters THEN 'fewer matters than min_matters' END AS reason
FROM (SELECT *, sum(size) OVER (PARTITION BY item, variant, dimension) - size AS rest FROM member) m;

-- ## APV-08
-- title_en: Queue jumping
-- title_zh: 插队办理
-- question_en: Does a clerk finish later matters before earlier ones far more than colleagues do?
-- question_zh: 经办人是否明显多于同事地将后受理的办件先办结?
-- severity: medium
-- score_en: places gained for each matter, over the middle of the colleagues
-- score_zh: 每件平均提前位次与同事中位数之比
-- input matter: one row for each matter handled | 每个办件一行
--   matter: key: number of the matter | 办件编号
--   item: key: item of the list of services | 事项编码
--   variant: text?: variant of the procedure, or class of difficulty | 办理方式或难度分类
--   accepted: moment: when it was accepted | 受理时间
--   finished: moment?: when it was decided, null while open | 办结时间，在办为空
--   clerk: key?: who is responsible | 经办人
--   agent: key?: agent who filed it, null if the applicant did | 代办中介，自办为空
--   department: text?: department | 承办部门
--   region: text?: town or district | 乡镇或区域
-- input suspension?: one row for each time the clock was stopped | 每次停表一行
--   matter: key: number of the matter | 办件编号
--   valid: period: days on which the clock stood; without an end while it stands | 停表起止，未恢复则无止期
-- parameter threshold: numeric = 3.5, 2 .. 20: robust score beyond which a clerk stands out | 稳健离群分阈值
--   unit: robust standard deviations
--   source: Iglewicz and Hoaglin 1993
-- parameter min_ratio: numeric = 2, 1 .. 20: least ratio to the middle of the colleagues | 与同事中位数之比下限
--   unit: times
--   source: starting point
-- parameter min_places: integer = 3, 1 .. 100: places a matter must gain to be listed | 列示办件的最少提前位次
--   unit: places
--   source: starting point
-- parameter min_matters: integer = 20, 8 .. 1000: fewest matters in a queue | 队列至少件数
--   unit: matters
--   source: starting point
-- parameter min_peers: integer = 8, 4 .. 100: fewest clerks with a queue for the item | 同事项至少经办人数
--   unit: clerks
--   source: starting point
-- evidence_en: places gained for each matter and by colleagues, pairs out of order, matters that jumped, their commonest agent
-- evidence_zh: 每件平均提前位次、同事中位数、逆序对数、插队办件及其主要代办中介
-- excluded_en: simple matters: they are a variant with a queue of its own
-- excluded_zh: 简易件另行排队
-- excluded_en: the matters overtaken had their clock stopped
-- excluded_zh: 被超越的办件处于停表
-- excluded_en: everybody in the item works that way
-- excluded_zh: 该事项同事普遍如此
-- excluded_en: matters decided together, in one sitting
-- excluded_zh: 同批集中审批
-- doubt_en: the matters overtaken waited for papers from their applicants
-- doubt_zh: 被超越的办件在等待申请人补正
-- doubt_en: a lawful priority (key projects, emergencies) that no variant shows
-- doubt_zh: 重点项目、应急事项依规优先，数据未标明
-- next_en: ask on whose request the listed matters were drawn forward; look at their agent and at the clerk's ties to him
-- next_zh: 逐件查明提前原因，核查代办中介与经办人的关系
-- source: D; P. Diaconis and R. Graham, Spearman's footrule as a measure of disarray, 1977
-- changed: the 95th percentile of peers marks one clerk in twenty whatever they do; a robust score and a ratio replace it. Disorder is measured by places gained (Spearman's footrule), which is within a factor of two of the pairs out of order and needs only sorting; the pairs themselves are counted for those found
-- query
WITH queue AS (
	SELECT m.*, concat_ws(' | ', m.clerk, m.item, nullif(m.variant, '')) AS name,
		row_number() OVER (PARTITION BY m.clerk, m.item, m.variant ORDER BY m.accepted, m.finished, m.matter) AS came,
		row_number() OVER (PARTITION BY m.clerk, m.item, m.variant ORDER BY m.finished, m.accepted, m.matter) AS went
	FROM (
		SELECT DISTINCT x.matter, x.item AS item, coalesce(x.variant, '') AS variant, x.accepted, x.finished, x.clerk AS clerk,
			x.agent AS agent, x.department, x.region
		FROM {{matter}} x
		WHERE coalesce(x.clerk IS NOT NULL AND x.accepted <= x.finished AND x.accepted::date >= date_trunc('year', parameter.as_of)::date
			AND x.finished < parameter.as_of + 1, false)
			AND NOT EXISTS (SELECT FROM {{suspension}} s WHERE s.matter = x.matter)
	) m
),
measured AS (
	SELECT q.name, q.clerk, q.item, q.variant, min(q.department) AS department, min(q.region) AS region, count(*) AS many,
		sum(greatest(q.came - q.went, 0))::double precision / count(*) AS gained
	FROM queue q
	GROUP BY q.name, q.clerk, q.item, q.variant
	HAVING count(*) >= parameter.min_matters
),
compared AS (
	SELECT m.*, r.r, 0.6745 * (m.gained - (r.r).median) / nullif(CASE WHEN (r.r).mad > 0 THEN (r.r).mad ELSE 0.6745 * 1.2533 * (r.r).mean_ad END, 0) AS score
	FROM measured m
	JOIN (SELECT item, variant, supervise.robust(gained) AS r FROM measured GROUP BY item, variant) r ON r.item = m.item AND r.variant = m.variant
	WHERE (r.r).n >= parameter.min_peers
),
found AS MATERIALIZED (
	SELECT c.* FROM compared c
	WHERE coalesce(c.score > parameter.threshold AND c.gained >= parameter.min_ratio * (c.r).median AND c.gained >= 1, false)
),
jumped AS MATERIALIZED (
	SELECT q.name, q.matter AS matter, q.agent, q.came - 1 AS came, q.went - 1 AS went, f.many
	FROM queue q
	JOIN found f ON f.name = q.name AND f.clerk = q.clerk AND f.item = q.item AND f.variant = q.variant
),
-- Pairs out of order, exactly, bit by bit of the rank: two ranks differ first in one bit.
pairs AS (
	SELECT b.name, sum(b.overtook) AS pairs
	FROM (
		SELECT j.name, CASE WHEN (j.went >> l.bit) & 1 = 0 THEN
				count(*) FILTER (WHERE (j.went >> l.bit) & 1 = 1) OVER (PARTITION BY j.name, l.bit, j.went >> (l.bit + 1) ORDER BY j.came) END AS overtook
		FROM jumped j
		CROSS JOIN LATERAL generate_series(0, ceil(log(2, j.many))::integer) l (bit)
	) b
	GROUP BY b.name
),
listed AS (
	SELECT j.name, count(*) AS many, (array_agg(j.matter ORDER BY j.came - j.went DESC, j.matter))[1:20] AS matters,
		mode() WITHIN GROUP (ORDER BY j.agent) AS agent
	FROM jumped j
	WHERE j.came - j.went >= parameter.min_places
	GROUP BY j.name
),
favoured AS (
	SELECT l.name, count(*) FILTER (WHERE j.came - j.went >= parameter.min_places) AS jumped, count(*) AS many
	FROM listed l
	JOIN jumped j ON j.name = l.name AND j.agent = l.agent
	GROUP BY l.name
)
SELECT f.name AS subject,
	daterange(date_trunc('year', parameter.as_of)::date, (date_trunc('year', parameter.as_of) + interval '1 year')::date) AS during,
	round((f.gained / nullif((f.r).median, 0))::numeric, 2) AS score, f.department, f.region, ARRAY[f.clerk, f.item, extract(year FROM parameter.as_of)::text] AS records,
	supervise.say(
		format('%s of %s matters gained %s places or more, %s on average against %s of colleagues%s.', coalesce(l.many, 0), f.many, parameter.min_places,
			round(f.gained::numeric, 1), round((f.r).median::numeric, 1),
			coalesce(format('; %s of them came through agent %s', v.jumped, l.agent), '')),
		format('%s件中%s件提前%s位以上，平均提前%s位，同事中位数%s位%s。', f.many, coalesce(l.many, 0), parameter.min_places,
			round(f.gained::numeric, 1), round((f.r).median::numeric, 1),
			coalesce(format('，其中%s件由中介%s代办', v.jumped, l.agent), ''))) AS reason,
	f.item, f.variant, f.clerk, round(f.gained::numeric, 3) AS places_gained, round((f.r).median::numeric, 3) AS places_gained_by_colleagues,
	(f.r).n AS colleagues, round(f.score::numeric, 2) AS robust_score, p.pairs AS pairs_out_of_order, coalesce(l.many, 0) AS matters_that_jumped,
	l.agent AS commonest_agent, v.jumped AS jumped_through_agent, v.many AS matters_of_agent, l.matters::text AS first_matters
FROM found f
JOIN pairs p ON p.name = f.name
LEFT JOIN listed l ON l.name = f.name
LEFT JOIN favoured v ON v.name = f.name;
-- population
WITH queue AS (
	SELECT coalesce(x.clerk, '(no clerk)') AS clerk, x.item AS item, coalesce(x.variant, '') AS variant, bool_or(x.clerk IS NULL) AS nobody,
		count(DISTINCT x.matter) FILTER (WHERE x.accepted <= x.finished AND x.finished < parameter.as_of + 1 AND NOT EXISTS (
			SELECT FROM {{suspension}} s WHERE s.matter = x.matter)) AS many
	FROM {{matter}} x
	WHERE x.accepted::date BETWEEN date_trunc('year', parameter.as_of)::date AND parameter.as_of
	GROUP BY 1, 2, 3
)
SELECT concat_ws(' | ', q.clerk, q.item, nullif(q.variant, '')) AS subject,
	CASE WHEN p.problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, p.problem AS reason
FROM (SELECT *, count(*) FILTER (WHERE many >= parameter.min_matters AND NOT nobody) OVER (PARTITION BY item, variant) AS peers FROM queue) q
CROSS JOIN LATERAL (SELECT CASE WHEN q.nobody THEN 'clerk not recorded' WHEN q.many < parameter.min_matters THEN 'fewer matters than min_matters'
	WHEN q.peers < parameter.min_peers THEN 'fewer colleagues than min_peers' END AS problem) p;

-- ## APV-09
-- title_en: One agent takes it all
-- title_zh: 中介代办集中
-- question_en: Does one agent file most of an item's matters, and fare better with them than other agents?
-- question_zh: 某一中介是否包揽某事项多数代办，且通过率或速度明显优于其他中介?
-- severity: medium
-- score_en: the agent's share of the matters filed by agents, in per cent
-- score_zh: 占代办件的比例(%)
-- input matter: one row for each matter handled | 每个办件一行
--   matter: key: number of the matter | 办件编号
--   item: key: item of the list of services | 事项编码
--   variant: text?: variant of the procedure, or class of difficulty | 办理方式或难度分类
--   accepted: day: day of formal acceptance | 受理日期
--   finished: day?: day of the decision, null while open | 办结日期，在办为空
--   approved: boolean?: granted; false if refused, null while open or withdrawn | 是否准予，不予为否，在办或撤回为空
--   agent: key: agent who filed it, null if the applicant did | 代办中介，自办为空
--   clerk: text?: who is responsible | 经办人
--   department: text?: department | 承办部门
-- input suspension?: one row for each time the clock was stopped | 每次停表一行
--   matter: key: number of the matter | 办件编号
--   valid: period: days on which the clock stood; without an end while it stands | 停表起止，未恢复则无止期
-- input agent_register?: agents qualified for an item | 有资质的中介名录
--   item: key: item | 事项编码
--   agent: key: agent | 中介
--   valid: period: days on which it was qualified | 资质有效期
-- input local_day?: days that are not as the State Council's notices say | 与国务院通知不同的当地工作日、休息日
--   day: day: the day | 日期
--   is_working: boolean: worked or not | 是否上班
-- parameter min_share: integer = 40, 10 .. 100: per cent of the matters filed by agents | 占代办件比例下限(%)
--   unit: per cent
--   source: starting point
-- parameter alpha: numeric = 0.01, 0.0001 .. 0.1: level of either test, divided by the number of tests | 检验显著性水平(除以检验次数)
--   unit: probability
--   source: starting point
-- parameter min_ratio: numeric = 1.5, 1 .. 10: how many times faster (median) to count as faster | 速度优势倍数下限
--   unit: times
--   source: starting point
-- parameter min_matters: integer = 20, 8 .. 1000: fewest matters of the agent, and of the other agents together | 该中介及其他中介至少件数
--   unit: matters
--   source: starting point
-- evidence_en: share, Herfindahl index, approval rates and median days against other agents, the clerk who handled most
-- evidence_zh: 份额、HHI、与其他中介相比的通过率与中位天数、主要经办人
-- excluded_en: only one agent is qualified for the item
-- excluded_zh: 该事项仅一家机构有资质
-- excluded_en: a large share without any advantage
-- excluded_zh: 份额大但通过率、速度并无优势
-- excluded_en: an advantage over applicants without an agent, but not over other agents
-- excluded_zh: 优于自办件，但不优于其他中介
-- doubt_en: several names of one firm, or one firm's branches
-- doubt_zh: 多个名称实为同一机构或其分支
-- doubt_en: the agent takes simple matters only
-- doubt_zh: 该中介只接简单件
-- next_en: look up the agent's owners and staff against the department's (kinship, former officials); ask applicants why they chose it
-- next_zh: 核查中介出资人、从业人员与审批人员关系，回访申请人为何选择
-- source: D
-- changed: compared with other agents, since agents' papers are better than laymen's; an advantage must be significant after as many tests as were made; nothing is found where only one agent is qualified
-- query
WITH cal AS MATERIALIZED (
	SELECT supervise.workcalendar(d.day, coalesce(l.is_working, d.is_working), 'weekdays') AS days,
		(SELECT max(k.day) FROM supervise.workcalendar_days(supervise.china_workcalendar()) k) AS known_until
	FROM supervise.workcalendar_days(supervise.china_workcalendar(expected => true)) d
	LEFT JOIN (SELECT day, bool_and(is_working) AS is_working FROM {{local_day}} x GROUP BY day) l ON l.day = d.day
),
stop AS (
	SELECT s.matter, array_agg(s.valid) FILTER (WHERE NOT isempty(s.valid) AND lower(s.valid) IS NOT NULL) AS days
	FROM {{suspension}} s
	GROUP BY s.matter
),
-- Net working days: those on which the clock stood are not counted.
decided AS (
	SELECT m.*, CASE WHEN s.days IS NULL THEN supervise.working_days((SELECT days FROM cal), m.accepted, m.finished)
		ELSE (supervise.alert((SELECT days FROM cal), m.accepted, 1, m.finished, m.finished, s.days)).used END AS used
	FROM (
		SELECT DISTINCT x.matter, x.item AS item, coalesce(x.variant, '') AS variant, x.accepted AS accepted,
			x.finished AS finished, x.approved, x.agent AS agent, x.clerk, x.department
		FROM {{matter}} x
		WHERE coalesce(x.matter IS NOT NULL AND x.accepted BETWEEN '2007-01-01' AND x.finished
			AND x.finished >= date_trunc('year', parameter.as_of)::date
			AND x.finished <= least(parameter.as_of, (SELECT known_until FROM cal)), false)
	) m
	LEFT JOIN stop s ON s.matter = m.matter
),
filed AS (
	SELECT d.* FROM decided d WHERE d.agent IS NOT NULL
),
ranked AS (
	SELECT t.*, sum(t.tied) OVER upto - t.tied + (t.tied + 1) / 2.0 AS rank, sum(t.tied ^ 3 - t.tied) OVER everyone AS ties
	FROM (SELECT item, variant, used, count(*) AS tied FROM filed GROUP BY item, variant, used) t
	WINDOW everyone AS (PARTITION BY item, variant), upto AS (PARTITION BY item, variant ORDER BY used)
),
agent AS (
	SELECT f.item, f.variant, f.agent, count(*) AS many, count(f.approved) AS judged, count(*) FILTER (WHERE f.approved) AS granted,
		sum(r.rank) AS rank_sum, min(r.ties) AS ties, min(f.department) AS department, mode() WITHIN GROUP (ORDER BY f.clerk) AS clerk
	FROM filed f
	JOIN ranked r ON r.item = f.item AND r.variant = f.variant AND r.used = f.used
	GROUP BY f.item, f.variant, f.agent
),
market AS (
	SELECT a.*, sum(a.many) OVER item_variant AS everybody, sum(a.judged) OVER item_variant AS all_judged, sum(a.granted) OVER item_variant AS all_granted,
		round(10000 * sum(a.many * a.many) OVER item_variant / (sum(a.many) OVER item_variant) ^ 2) AS hhi
	FROM agent a
	WINDOW item_variant AS (PARTITION BY a.item, a.variant)
),
sole AS (
	SELECT q.item AS item
	FROM {{agent_register}} q
	WHERE q.valid && daterange(date_trunc('year', parameter.as_of)::date, parameter.as_of, '[]')
	GROUP BY q.item
	HAVING count(DISTINCT q.agent) = 1
),
leader AS (
	SELECT m.*, 2 * count(*) OVER () AS tests, m.everybody - m.many AS rest, m.judged::numeric AS n1, m.all_judged - m.judged AS n2
	FROM market m
	WHERE m.many * 100 >= parameter.min_share * m.everybody AND m.many >= parameter.min_matters AND m.everybody - m.many >= parameter.min_matters
		AND NOT EXISTS (SELECT FROM sole s WHERE s.item = m.item)
),
tested AS (
	SELECT l.*, l.granted / nullif(l.n1, 0) AS rate, (l.all_granted - l.granted) / nullif(l.n2, 0) AS rest_rate,
		((l.granted / nullif(l.n1, 0) - (l.all_granted - l.granted) / nullif(l.n2, 0))::double precision
			/ nullif(sqrt((l.all_granted / nullif(l.all_judged, 0) * (1 - l.all_granted / nullif(l.all_judged, 0))
				* (1 / nullif(l.n1, 0) + 1 / nullif(l.n2, 0)))::double precision), 0)) AS rate_z,
		(l.many * (l.everybody + 1) / 2.0 - l.rank_sum - 0.5)::double precision
			/ nullif(sqrt(greatest(l.many * l.rest / 12.0 * (l.everybody + 1 - l.ties / (l.everybody * (l.everybody - 1))), 0)::double precision), 0) AS speed_z,
		d.median, d.rest_median
	FROM leader l
	JOIN (
		SELECT x.item, x.variant, x.agent, supervise.median(f.used) FILTER (WHERE f.agent = x.agent) AS median,
			supervise.median(f.used) FILTER (WHERE f.agent <> x.agent) AS rest_median
		FROM leader x
		JOIN filed f ON f.item = x.item AND f.variant = x.variant
		GROUP BY x.item, x.variant, x.agent
	) d ON d.item = l.item AND d.variant = l.variant AND d.agent = l.agent
)
SELECT concat_ws(' | ', t.agent, t.item, nullif(t.variant, '')) AS subject,
	daterange(date_trunc('year', parameter.as_of)::date, (date_trunc('year', parameter.as_of) + interval '1 year')::date) AS during,
	round(100 * t.many / t.everybody, 1) AS score, t.department, ARRAY[t.agent, t.item, extract(year FROM parameter.as_of)::text] AS records,
	supervise.say(
		format('Filed %s of %s matters (%s %%); granted %s %% of the time against %s %% of other agents'', in %s days (median) against %s.',
			t.many, t.everybody, round(100 * t.many / t.everybody), round(100 * t.rate), round(100 * t.rest_rate), t.median, t.rest_median),
		format('代办%s件中的%s件(%s%%)；通过率%s%%，其他中介%s%%；中位办理%s天，其他中介%s天。',
			t.everybody, t.many, round(100 * t.many / t.everybody), round(100 * t.rate), round(100 * t.rest_rate), t.median, t.rest_median)) AS reason,
	t.agent, t.item, t.variant, t.many AS matters, t.everybody AS matters_by_agents, t.hhi, round(100 * t.rate, 1) AS approval_rate,
	round(100 * t.rest_rate, 1) AS approval_rate_of_others, t.median AS median_days, t.rest_median AS median_days_of_others,
	b.better_rate, b.faster, t.clerk AS commonest_clerk, t.tests
FROM tested t
CROSS JOIN LATERAL (SELECT least(abs(t.rate_z), 36) / sqrt(2::double precision) AS z) x
CROSS JOIN LATERAL (SELECT 1.0 / (1 + x.z / 2) AS t) k
CROSS JOIN LATERAL (SELECT k.t * exp(- x.z * x.z - 1.26551223 + k.t * (1.00002368 + k.t * (0.37409196 + k.t * (0.09678418
	+ k.t * (-0.18628806 + k.t * (0.27886807 + k.t * (-1.13520398 + k.t * (1.48851587 + k.t * (-0.82215223 + k.t * 0.17087277))))))))) AS p) p
CROSS JOIN LATERAL (SELECT least(abs(t.speed_z), 36) / sqrt(2::double precision) AS z) y
CROSS JOIN LATERAL (SELECT 1.0 / (1 + y.z / 2) AS t) u
CROSS JOIN LATERAL (SELECT u.t * exp(- y.z * y.z - 1.26551223 + u.t * (1.00002368 + u.t * (0.37409196 + u.t * (0.09678418
	+ u.t * (-0.18628806 + u.t * (0.27886807 + u.t * (-1.13520398 + u.t * (1.48851587 + u.t * (-0.82215223 + u.t * 0.17087277))))))))) AS q) q
CROSS JOIN LATERAL (SELECT coalesce(t.rate_z > 0 AND p.p * t.tests < parameter.alpha, false) AS better_rate,
	coalesce(t.speed_z > 0 AND q.q * t.tests < parameter.alpha AND t.median * parameter.min_ratio <= t.rest_median, false) AS faster) b
WHERE b.better_rate OR b.faster;
-- population
WITH known AS (
	SELECT max(k.day) AS until FROM supervise.workcalendar_days(supervise.china_workcalendar()) k
),
agent AS (
	SELECT x.agent AS agent, x.item AS item, coalesce(x.variant, '') AS variant, count(DISTINCT x.matter) AS many
	FROM {{matter}} x
	WHERE x.agent IS NOT NULL AND x.accepted BETWEEN '2007-01-01' AND x.finished
		AND x.finished >= date_trunc('year', parameter.as_of)::date
		AND x.finished <= least(parameter.as_of, (SELECT until FROM known))
	GROUP BY 1, 2, 3
)
SELECT concat_ws(' | ', a.agent, a.item, nullif(a.variant, '')) AS subject,
	CASE WHEN p.problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state,
	p.problem AS reason
FROM (SELECT *, sum(many) OVER (PARTITION BY item, variant) - many AS rest FROM agent) a
CROSS JOIN LATERAL (SELECT CASE
	WHEN a.many < parameter.min_matters THEN 'fewer matters than min_matters'
	WHEN a.rest < parameter.min_matters THEN 'fewer matters of other agents than min_matters' END AS problem) p;
