-- One view over five ledgers.  It translates formats and nothing else: ids stay
-- as they were written, and what was uploaded twice is there twice.

CREATE VIEW county.payment AS
SELECT sfzh AS id_card, 'CA' || lsh AS pay_id, 'civil_affairs' AS dept, xmbm AS programme,
	CASE WHEN jzrq IS NULL
		THEN daterange(to_date(ffny, 'YYYYMM'), (to_date(ffny, 'YYYYMM') + interval '1 month')::date)
		ELSE daterange(jzrq, jzrq, '[]') END AS period,
	ffje AS amount, ffrq AS paid_on, pch AS batch, xm AS name
FROM civil_affairs.jzffmx
UNION ALL
SELECT "证件号码", "业务流水号", 'human_resources', "待遇类别",
	daterange("所属期起", "所属期止", '[]'), "发放金额", "发放日期", "批次", "姓名"
FROM human_resources."待遇发放"
UNION ALL
SELECT "身份证号", batch || '/' || line, 'agriculture', "项目",
	CASE
		WHEN "补贴期间" LIKE '%月' THEN daterange(
			to_date("补贴期间", 'YYYY"年"MM"月"'), (to_date("补贴期间", 'YYYY"年"MM"月"') + interval '1 month')::date)
		WHEN "补贴期间" LIKE '%年' THEN daterange(
			make_date(left("补贴期间", 4)::int, 1, 1), make_date(left("补贴期间", 4)::int + 1, 1, 1))
		ELSE daterange(to_date("补贴期间", 'YYYY.MM.DD'), to_date("补贴期间", 'YYYY.MM.DD'), '[]') END,
	replace("金额（元）", ',', '')::numeric, to_date("发放日期", 'YYYY/MM/DD'), batch, "姓名"
FROM agriculture.subsidy_upload
UNION ALL
SELECT idno, 'HE' || id, 'health', item,
	daterange(to_date(start_ymd::text, 'YYYYMMDD'), to_date(end_ymd::text, 'YYYYMMDD'), '[]'),
	round(fen::numeric / 100, 2), to_date(pay_ymd::text, 'YYYYMMDD'), 'HE' || batch, name
FROM health.care_payment
UNION ALL
SELECT student_id_card, 'ED' || aid_id, 'education', aid,
	CASE right(term, 1)
		WHEN '1' THEN daterange(make_date(left(term, 4)::int, 9, 1), make_date(left(term, 4)::int + 1, 2, 1))
		ELSE daterange(make_date(left(term, 4)::int + 1, 2, 1), make_date(left(term, 4)::int + 1, 8, 1)) END,
	grant_yuan, granted, aid || '/' || term, student
FROM education.student_aid;
COMMENT ON VIEW county.payment IS 'All payments of the county, one row each, ids as written 全县发放汇总（证件号保持原样）';

-- What arrived, and what arrived before: a batch that repeats an earlier one of
-- its department to the row.  A sum of hashes does not mind the order.
CREATE TABLE county.upload AS
SELECT dept, batch, count(*) AS payments, sum(amount) AS amount,
	sum(hash_record_extended(ROW(id_card, programme, period, amount), 0)) AS fingerprint
FROM county.payment
GROUP BY dept, batch;
ALTER TABLE county.upload ADD PRIMARY KEY (batch), ADD COLUMN repeats text;
UPDATE county.upload a SET repeats = (
	SELECT min(b.batch COLLATE "C") FROM county.upload b
	WHERE (b.dept, b.payments, b.amount, b.fingerprint) = (a.dept, a.payments, a.amount, a.fingerprint)
	AND b.batch COLLATE "C" < a.batch COLLATE "C");
COMMENT ON TABLE county.upload IS 'Batches received, and which earlier batch each repeats 上报批次及重复批次';
