-- 民政局, civil affairs.  Columns named by pinyin initials, months as yyyymm,
-- one row for every month; a correction is a row with a negative amount.

CREATE SCHEMA civil_affairs;
COMMENT ON SCHEMA civil_affairs IS 'Civil affairs bureau 民政局';
CREATE TABLE civil_affairs.jzffmx AS
SELECT payment_no AS lsh, id_card AS sfzh, name AS xm, programme AS xmbm, town_no AS xzbm,
	to_char(lower(period), 'YYYYMM') AS ffny,
	CASE WHEN programme = 'CA05' THEN lower(period) END AS jzrq,
	amount AS ffje, paid_on AS ffrq, programme || '-' || lpad(month::text, 2, '0') AS pch
FROM county_truth.payment
WHERE programme LIKE 'CA%';
COMMENT ON TABLE civil_affairs.jzffmx IS 'Relief paid, in detail 救助发放明细';
COMMENT ON COLUMN civil_affairs.jzffmx.lsh IS 'serial number 流水号';
COMMENT ON COLUMN civil_affairs.jzffmx.sfzh IS 'id 身份证号';
COMMENT ON COLUMN civil_affairs.jzffmx.xm IS 'name 姓名';
COMMENT ON COLUMN civil_affairs.jzffmx.xmbm IS 'programme 项目编码';
COMMENT ON COLUMN civil_affairs.jzffmx.xzbm IS 'town 乡镇编码';
COMMENT ON COLUMN civil_affairs.jzffmx.ffny IS 'month the payment is for, yyyymm 发放年月';
COMMENT ON COLUMN civil_affairs.jzffmx.jzrq IS 'day of emergency relief 救助日期';
COMMENT ON COLUMN civil_affairs.jzffmx.ffje IS 'amount in yuan 发放金额';
COMMENT ON COLUMN civil_affairs.jzffmx.ffrq IS 'day of payment 发放日期';
COMMENT ON COLUMN civil_affairs.jzffmx.pch IS 'batch 批次号';
ANALYZE civil_affairs.jzffmx;
