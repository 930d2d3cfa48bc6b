-- 人力资源和社会保障局, human resources.  A well-kept system: Chinese column
-- names, first and last day of the period, both inclusive.

CREATE SCHEMA human_resources;
COMMENT ON SCHEMA human_resources IS 'Human resources and social security bureau 人力资源和社会保障局';
CREATE TABLE human_resources."待遇发放" AS
SELECT 'RS2024' || lpad(payment_no::text, 10, '0') AS "业务流水号", id_card AS "证件号码", name AS "姓名",
	programme AS "待遇类别", lower(period) AS "所属期起", upper(period) - 1 AS "所属期止",
	amount AS "发放金额", paid_on AS "发放日期",
	programme || '/' || month AS "批次"
FROM county_truth.payment
WHERE programme LIKE 'HR%';
COMMENT ON TABLE human_resources."待遇发放" IS 'Benefits paid 待遇发放';
ANALYZE human_resources."待遇发放";
