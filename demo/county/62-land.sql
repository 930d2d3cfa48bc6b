-- 农业农村局, agriculture: plots with their confirmed area, and what was claimed
-- for them by season.

CREATE TABLE agriculture.plot AS
SELECT 'DK' || lpad(person_no::text, 10, '0') AS plot, (2 + county.draw(person_no, 'mu', 90) / 10.0)::numeric(8,2) AS confirmed_mu,
	'耕地' AS class, id_card AS holder_id, v.town_no
FROM county_truth.enrolment e
JOIN county.person p USING (person_no, id_card)
JOIN county.village v USING (village_no)
WHERE programme = 'AG01';
CREATE TABLE county_truth.plot_case AS
WITH kind AS (
	SELECT kind, upto - many AS after, upto
	FROM (
		SELECT kind, many, sum(many) OVER (ORDER BY kind COLLATE "C") AS upto
		FROM (VALUES ('amount', 8), ('inflated', 14), ('not_arable', 8), ('shared', 10), ('tolerance', 15),
			('twice', 10), ('two_items', 8), ('two_seasons', 10), ('unknown_area', 6)) k (kind, per_200000),
			LATERAL (SELECT county_truth.many(per_200000)) m (many)
	) k
)
SELECT plot, kind
FROM (
	SELECT plot, row_number() OVER (ORDER BY county.draw(right(plot, 10)::bigint, 'plot', 2147483647), plot) AS place
	FROM agriculture.plot
) p
JOIN kind ON place > after AND place <= upto;
COMMENT ON TABLE county_truth.plot_case IS 'Plots with planted cases 埋设情形的地块';
UPDATE agriculture.plot SET class = CASE c.kind WHEN 'not_arable' THEN '林地' ELSE class END,
	confirmed_mu = CASE c.kind WHEN 'unknown_area' THEN NULL ELSE confirmed_mu END
FROM county_truth.plot_case c WHERE c.plot = plot.plot AND c.kind IN ('not_arable', 'unknown_area');
COMMENT ON TABLE agriculture.plot IS 'Plots and their confirmed area, mu 承包地确权地块';
ANALYZE agriculture.plot;

CREATE TABLE agriculture.area_claim AS
SELECT 'SB' || right(plot, 10) || '-' || n AS claim, holder_id AS id_card, plot, item, season, mu::numeric(8,2) AS mu, rate,
	(round(mu::numeric(8,2) * rate, 2) + CASE WHEN kind = 'amount' THEN 50 ELSE 0 END)::numeric(10,2) AS amount
FROM (
	SELECT p.*, c.kind, n,
		CASE WHEN c.kind = 'two_items' AND n = 2 THEN 'AG05' ELSE 'AG04' END AS item,
		CASE WHEN c.kind = 'two_seasons' AND n = 2 THEN daterange('2024-10-01', '2025-06-01') ELSE daterange('2024-04-01', '2024-10-01') END AS season,
		CASE c.kind
			WHEN 'inflated' THEN confirmed_mu * (1.2 + county.draw(right(plot, 10)::bigint, 'more', 30) / 20.0)
			WHEN 'tolerance' THEN confirmed_mu * 1.03
			WHEN 'shared' THEN confirmed_mu * 0.5
			WHEN 'unknown_area' THEN 4
			ELSE confirmed_mu * (0.9 + county.draw(right(plot, 10)::bigint, 'less', 10) / 100.0) END AS mu,
		CASE WHEN c.kind = 'two_items' AND n = 2 THEN 150.00 ELSE 96.50 END AS rate
	FROM agriculture.plot p
	LEFT JOIN county_truth.plot_case c USING (plot)
	CROSS JOIN generate_series(1, CASE WHEN c.kind IN ('twice', 'shared', 'two_items', 'two_seasons') THEN 2 ELSE 1 END) n
) s;
INSERT INTO agriculture.area_claim VALUES
	('SB-A1', '340000196001010015', 'DK-无此地块', 'AG04', '[2024-04-01,2024-10-01)', 3.5, 96.50, 337.75),
	('SB-A2', '340000196001010015', NULL, 'AG04', '[2024-04-01,2024-10-01)', 3.5, 96.50, 337.75);
COMMENT ON TABLE agriculture.area_claim IS 'Area claimed for the grain subsidies, by season 种粮补贴面积申报';
ANALYZE agriculture.area_claim;
