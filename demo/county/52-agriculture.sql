-- 农业农村局, agriculture.  Spreadsheets the towns send in, every column text:
-- two towns type on a Chinese keyboard (full-width digits), months are written
-- out, thousands have commas; and one batch was uploaded twice.

CREATE SCHEMA agriculture;
COMMENT ON SCHEMA agriculture IS 'Agriculture and rural affairs bureau 农业农村局';
CREATE TABLE agriculture.subsidy_upload AS
SELECT programme || '-' || lpad(month::text, 2, '0') || '-1' AS batch, payment_no AS line,
	CASE WHEN town_no IN (3, 8) THEN translate(id_card, '0123456789X', '０１２３４５６７８９Ｘ') ELSE id_card END AS "身份证号",
	name AS "姓名", t.name_zh AS "乡镇", programme AS "项目",
	CASE programme
		WHEN 'AG01' THEN to_char(lower(period), 'YYYY"年"')
		WHEN 'AG02' THEN to_char(lower(period), 'YYYY"年"FMMM"月"')
		ELSE to_char(lower(period), 'YYYY.FMMM.FMDD') END AS "补贴期间",
	to_char(amount, 'FM999,999,990.00') AS "金额（元）",
	to_char(paid_on, 'YYYY/MM/DD') AS "发放日期"
FROM county_truth.payment
JOIN county.town t USING (town_no)
WHERE programme LIKE 'AG%';
INSERT INTO agriculture.subsidy_upload
SELECT 'AG02-06-2', line, "身份证号", "姓名", "乡镇", "项目", "补贴期间", "金额（元）", "发放日期"
FROM agriculture.subsidy_upload
WHERE batch = 'AG02-06-1'
ORDER BY line;
COMMENT ON TABLE agriculture.subsidy_upload IS 'Subsidy lists as the towns sent them 各乡镇上报补贴清册';
ANALYZE agriculture.subsidy_upload;
