-- Whom the planted cases of the subsidies pack happen to.
--
-- A kind says what happened and which programme (the pool) the person holds; the
-- files that follow write it into the registers. A household has one case at most,
-- and none where 45-planted.sql has one, so that cases do not disturb each other.

CREATE TABLE county_truth.subsidy_kind (
	kind text PRIMARY KEY,
	model text NOT NULL,
	pool text NOT NULL,
	size int NOT NULL,
	per_200000 int NOT NULL,
	wrong boolean NOT NULL,
	clear boolean NOT NULL,
	what_zh text NOT NULL,
	what_en text NOT NULL
);
COMMENT ON TABLE county_truth.subsidy_kind IS 'Kinds of planted cases of the subsidies pack; size: people to one case 补贴模型包埋设情形';
INSERT INTO county_truth.subsidy_kind VALUES
	-- SUB-01: deaths.
	('death_month', 'SUB-01', 'CA04', 1, 30, true, true, '死亡后按月续发', 'paid by the month after death'),
	('death_quarter', 'SUB-01', 'HR01', 1, 20, true, true, '死亡后按季续发养老金', 'pension paid by the quarter after death'),
	('death_two_days', 'SUB-01', 'CA01', 1, 8, true, true, '两部门登记死亡日期不同,均早于发放', 'two registers, two days of death, paid after both'),
	('death_bad_id', 'SUB-01', 'CA04', 1, 4, true, false, '死亡登记证件号有误', 'the death register has a wrong id'),
	('death_last_month', 'SUB-01', 'CA04', 1, 20, false, false, '死亡当月照发', 'died within the last month paid for'),
	('death_year_item', 'SUB-01', 'AG01', 1, 15, false, false, '年度补贴,年中死亡', 'paid for the year, died within it'),
	('death_recovered', 'SUB-01', 'HR01', 1, 8, false, false, '死亡后多发,已全额追回', 'paid after death and recovered in full'),
	('death_survivor', 'SUB-01', 'AG01', 1, 10, false, false, '丧葬补助与遗属待遇', 'funeral grant and survivors'' benefit'),
	('death_later_day', 'SUB-01', 'CA04', 1, 6, false, false, '一方误登死亡日期,以较晚者为准', 'one register has too early a day; paid until the other''s'),
	-- SUB-02: custody.
	('prison_allowance', 'SUB-02', 'CA01', 1, 24, true, true, '服刑期间领取低保', 'allowance drawn in prison'),
	('prison_post', 'SUB-02', 'HR02', 1, 10, true, true, '服刑期间领取公岗补贴', 'public post paid in prison'),
	('prison_pieces', 'SUB-02', 'CA01', 1, 6, true, true, '羁押与服刑分段登记', 'detention and prison, recorded piece by piece'),
	('prison_inverted', 'SUB-02', 'CA01', 1, 3, true, false, '羁押起止日期颠倒', 'custody with its days the wrong way round'),
	('community', 'SUB-02', 'CA01', 1, 20, false, false, '社区矫正', 'community correction'),
	('detained_days', 'SUB-02', 'CA01', 1, 15, false, false, '行政拘留十五日', 'fifteen days of administrative detention'),
	('prison_weeks', 'SUB-02', 'CA01', 1, 8, false, false, '年末入监不足三十日', 'in prison for less than thirty days'),
	('prison_land', 'SUB-02', 'AG01', 1, 15, false, false, '服刑但领取的是按户耕地补贴', 'in prison; farmland subsidy of the household'),
	-- SUB-03: the public payroll.
	('payroll_allowance', 'SUB-03', 'CA01', 1, 24, true, true, '财政供养人员领取低保', 'on the payroll and on allowance'),
	('payroll_post', 'SUB-03', 'HR02', 1, 10, true, true, '财政供养人员占公益岗', 'on the payroll and in a public post'),
	('payroll_left', 'SUB-03', 'CA01', 1, 15, false, false, '已离职', 'left the payroll before'),
	('payroll_temp', 'SUB-03', 'CA01', 1, 15, false, false, '编外临时人员', 'temporary staff, which no rule bars'),
	('payroll_land', 'SUB-03', 'AG01', 1, 15, false, false, '领取普惠性耕地补贴', 'an item open to all'),
	('payroll_entry', 'SUB-03', 'CA01', 1, 8, false, false, '入职当月', 'the month of entry'),
	-- SUB-04: reviewers and their own.
	('review_self', 'SUB-04', 'CA01', 1, 8, true, true, '自己审核自己', 'reviewed his own application'),
	('review_household', 'SUB-04', 'CA01', 1, 16, true, true, '审核同户家庭成员', 'reviewed a member of his household'),
	('review_recused', 'SUB-04', 'CA01', 1, 10, false, false, '同户成员参会但已回避', 'of the household, but stood aside'),
	('review_declared', 'SUB-04', 'CA01', 1, 8, false, false, '近亲属已备案', 'declared and filed'),
	('review_left', 'SUB-04', 'CA01', 1, 8, false, false, '审核前已分户', 'left the household before the review'),
	('review_refused', 'SUB-04', 'CA01', 1, 6, false, false, '审核未通过', 'refused'),
	-- SUB-06: another county pays as well.
	('two_counties', 'SUB-06', 'HR01', 1, 20, true, true, '两县重复发放养老金', 'pension paid by two counties'),
	('county_move', 'SUB-06', 'HR01', 1, 15, false, false, '跨县转移当月', 'the month of the move between counties'),
	-- SUB-07: one person, two ids.
	('two_ids', 'SUB-07', 'AG01', 2, 14, true, true, '两个身份证号,同名同账户', 'two ids, one name, one account'),
	('two_ids_phone', 'SUB-07', 'AG01', 2, 8, true, true, '两个身份证号,同名同手机', 'two ids, one name, one telephone'),
	('family_phone', 'SUB-07', 'AG01', 1, 20, false, false, '家人共用手机', 'a family with one telephone'),
	('agent_phone', 'SUB-07', 'AG01', 8, 2, false, false, '代办员电话登记多人', 'an agent''s telephone for many'),
	('old_id', 'SUB-07', 'CA04', 1, 6, false, false, '同一人的十五位与十八位证号', 'the 15 and the 18 digits of one id'),
	-- SUB-08: once to a household.
	('household_twice', 'SUB-08', 'AG01', 2, 14, true, true, '一户两人领取按户补贴', 'two of a household draw what is paid once'),
	('household_split', 'SUB-08', 'AG01', 2, 10, false, false, '上年已分户', 'the household split the year before'),
	('household_joined', 'SUB-08', 'AG01', 2, 8, false, false, '年末并户', 'joined the household in the last weeks'),
	-- SUB-09 and SUB-11: accounts.
	('collector', 'SUB-09', 'CA04', 4, 8, true, true, '一个账户代领多户多人', 'one account receives for several households'),
	('cadre_collector', 'SUB-09', 'CA04', 3, 5, true, true, '村干部账户代领两人', 'a cadre''s account receives for two'),
	('family_account', 'SUB-09', 'AG01', 1, 20, false, false, '同户共用一卡', 'one account of the household'),
	('care_home', 'SUB-09', 'CA04', 8, 2, false, false, '养老机构集体账户', 'a care home''s account'),
	('app_agent', 'SUB-10', 'CA04', 5, 6, true, true, '一部手机绑定多户的卡', 'one telephone holds the cards of several households'),
	('app_point', 'SUB-10', 'CA04', 6, 3, false, false, '助农服务点', 'a service point of the bank'),
	('app_sold', 'SUB-10', 'CA04', 3, 4, false, false, '手机转卖,先后绑定', 'a telephone sold on, bound one after the other'),
	('app_family', 'SUB-10', 'AG01', 1, 8, false, false, '家人共用支付账号', 'the app of a family'),
	('other_holder', 'SUB-11', 'CA04', 2, 14, true, true, '发入他人账户', 'paid into a stranger''s account'),
	('guardian', 'SUB-11', 'CA04', 2, 12, false, false, '登记监护人代领', 'a registered guardian receives'),
	('holder_unknown', 'SUB-11', 'CA04', 1, 6, false, false, '账户无户主证件号', 'the account has no holder''s id'),
	-- SUB-12: assets.
	('two_houses', 'SUB-12', 'CA01', 1, 10, true, true, '低保户有两套住房', 'two dwellings'),
	('dear_car', 'SUB-12', 'CA01', 1, 12, true, true, '低保户有价值较高车辆', 'a car above the line'),
	('company', 'SUB-12', 'CA01', 1, 8, true, true, '低保户开办企业', 'an active company with paid-in capital'),
	('savings', 'SUB-12', 'CA01', 1, 6, true, true, '低保户存款超标', 'savings above the line'),
	('scrapped_car', 'SUB-12', 'CA01', 1, 10, false, false, '车辆已报废', 'the car was scrapped before'),
	('tricycle', 'SUB-12', 'CA01', 1, 10, false, false, '残疾人三轮车', 'a tricycle'),
	('dead_company', 'SUB-12', 'CA01', 1, 8, false, false, '企业已注销', 'the company was struck off'),
	('empty_company', 'SUB-12', 'CA01', 1, 6, false, false, '合作社成员,无实缴出资', 'member of a cooperative, nothing paid in'),
	-- SUB-13: in work.
	('insured_jobless', 'SUB-13', 'HR03', 1, 24, true, true, '参保就业期间领取失业金', 'insured as an employee and unemployed'),
	('waged_jobless', 'SUB-13', 'HR03', 1, 6, true, true, '连续申报工资期间领取失业金', 'wages declared for months, and unemployed'),
	('insured_change', 'SUB-13', 'HR03', 1, 20, false, false, '就业当月', 'the month of taking up work'),
	('insured_before', 'SUB-13', 'HR03', 1, 15, false, false, '领取前已停保', 'insured until before'),
	('insured_resident', 'SUB-13', 'HR03', 1, 8, false, false, '居民或灵活就业参保', 'insured as a resident'),
	('small_wage', 'SUB-13', 'HR03', 1, 8, false, false, '零星劳务', 'odd jobs below the line'),
	-- SUB-14: age.
	('too_young', 'SUB-14', 'none', 1, 14, true, true, '未满六十周岁领取', 'drawn before the age of sixty'),
	-- SUB-16: after the status ended.
	('revoked', 'SUB-16', 'CA03', 1, 20, true, true, '残疾证注销后续发', 'paid on after the certificate was revoked'),
	('dropped_out', 'SUB-16', 'ED01', 1, 10, true, true, '退学后仍领助学金', 'grant after leaving school'),
	('revoked_late', 'SUB-16', 'CA03', 1, 15, false, false, '注销在通知期内', 'within the days of notice'),
	('phase_out', 'SUB-16', 'CA01', 1, 15, false, false, '收入超标,渐退期内', 'within the phase-out after income rose'),
	('restored', 'SUB-16', 'CA03', 1, 8, false, false, '注销后复核恢复', 'revoked and restored'),
	('event_bad_id', 'SUB-16', 'CA03', 1, 3, true, false, '事件登记证件号有误', 'the event has a wrong id'),
	-- SUB-17: entitled.
	('unpaid', 'SUB-17', 'none', 1, 24, true, true, '符合条件从未发放', 'entitled and never paid'),
	('declined', 'SUB-17', 'none', 1, 8, false, false, '本人声明放弃', 'declined'),
	('in_home', 'SUB-17', 'none', 1, 8, false, false, '入住供养机构', 'lives in a home'),
	('better_item', 'SUB-17', 'HE01', 1, 10, false, false, '已享受互斥的其他待遇', 'draws an item that excludes it'),
	('since_weeks', 'SUB-17', 'none', 1, 12, false, false, '刚取得资格', 'entitled for a few weeks'),
	('entitled_dead', 'SUB-17', 'none', 1, 6, false, false, '取得资格后不久死亡', 'died soon after');

-- How many cases a number for 200,000 payments makes here; one at least.
CREATE FUNCTION county_truth.many(per_200000 int) RETURNS int
LANGUAGE sql STABLE
RETURN (SELECT greatest(1, round(per_200000 * payments / 200000.0)::int) FROM county.scale);
COMMENT ON FUNCTION county_truth.many(int) IS 'Cases here, from a number for 200,000 payments 按规模折算个案数';

-- One candidate of a household, of its rarest pool; then slices of each pool.
CREATE TABLE county_truth.subsidy_case AS
WITH pool (pool, rarity, least_months) AS (
	VALUES ('HE01', 1, 12), ('HR03', 2, 5), ('HR02', 3, 12), ('CA03', 4, 12), ('ED01', 5, 12), ('CA01', 6, 12),
		('CA04', 7, 12), ('HR01', 8, 12), ('AG01', 9, 12)
), held AS (
	SELECT person_no, pool, rarity, first_month, last_month
	FROM (SELECT *, count(*) OVER (PARTITION BY person_no) AS programmes FROM county_truth.enrolment) e
	JOIN pool ON pool = programme
	WHERE quirk IS NULL AND last_month - first_month + 1 >= least_months
	-- Who holds farmland subsidy and nothing else: what is innocent for it may be wrong for other programmes.
	AND (pool <> 'AG01' OR programmes = 1)
	UNION ALL
	SELECT person_no, 'none', 0, NULL, NULL
	FROM county.person p
	WHERE born BETWEEN '1964-06-01' AND '1996-12-31' AND county.draw(person_no, 'no programme', 20) = 0
	AND NOT EXISTS (SELECT FROM county_truth.enrolment e WHERE e.person_no = p.person_no)
), candidate AS (
	SELECT DISTINCT ON (household_no) pool, person_no, household_no, first_month, last_month
	FROM held JOIN county.person USING (person_no)
	WHERE household_no NOT IN (SELECT household_no FROM county_truth.case JOIN county.person USING (person_no))
	ORDER BY household_no, rarity, county.draw(person_no, 'subsidy', 2147483647), person_no
), placed AS (
	SELECT *, row_number() OVER (PARTITION BY pool ORDER BY county.draw(person_no, 'subsidy case', 2147483647), person_no) AS place
	FROM candidate
), slice AS (
	SELECT *, sum(people) OVER (PARTITION BY pool ORDER BY kind COLLATE "C") AS upto
	FROM county_truth.subsidy_kind, LATERAL (SELECT size * county_truth.many(per_200000)) m (people)
)
SELECT kind, model, wrong, ((n - 1) / size)::int AS case_no, ((n - 1) % size)::int AS member,
	p.person_no, p.household_no, c.id_card, c.name, c.village_no, first_month, last_month
FROM slice s
JOIN placed p USING (pool)
JOIN county.person c USING (person_no)
CROSS JOIN LATERAL (SELECT place - (upto - people)) d (n)
WHERE place > upto - people AND place <= upto;
ALTER TABLE county_truth.subsidy_case ADD PRIMARY KEY (person_no);
CREATE INDEX ON county_truth.subsidy_case (kind, case_no, member);
ANALYZE county_truth.subsidy_case;
COMMENT ON TABLE county_truth.subsidy_case IS 'The people the planted kinds of the subsidies pack happened to; member 0 is the first of a case 补贴模型包埋设个案';

-- The id as a clerk gets it wrong: the check digit no longer fits.
CREATE FUNCTION county_truth.misread(id_card text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN left(id_card, 17) || translate(right(id_card, 1), '0123456789X', '12345678901');
COMMENT ON FUNCTION county_truth.misread(text) IS 'An id with a wrong check digit 校验码有误的证件号';
