-- 卫生健康局, health.  An old system: dates as yyyymmdd numbers, money in fen.

CREATE SCHEMA health;
COMMENT ON SCHEMA health IS 'Health bureau 卫生健康局';
CREATE TABLE health.care_payment AS
SELECT payment_no AS id, id_card AS idno, name, programme AS item,
	to_char(lower(period), 'YYYYMMDD')::int AS start_ymd,
	to_char(upper(period) - 1, 'YYYYMMDD')::int AS end_ymd,
	(amount * 100)::bigint AS fen, to_char(paid_on, 'YYYYMMDD')::int AS pay_ymd,
	('2024' || lpad(month::text, 2, '0'))::int AS batch
FROM county_truth.payment
WHERE programme LIKE 'HE%';
COMMENT ON TABLE health.care_payment IS 'Care and family planning payments; money in fen 护理与奖扶发放（金额单位：分）';
ANALYZE health.care_payment;
