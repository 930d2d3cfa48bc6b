-- The models of the catalogue, which demo/adopt has adopted, asked for the county's
-- last day. Those of which a finding is told are asked in Chinese too, in the shadow.
SET client_min_messages = error;
SELECT as_of FROM county.scale \gset
SET SESSION AUTHORIZATION anlan_analyst;
SELECT count(*) FILTER (WHERE r.status <> 'done') AS failed
FROM oversight.adopted a CROSS JOIN LATERAL oversight.run(a.model, :'as_of') r \gset
SET supervise.language = zh;
SELECT count(oversight.run(a.model, :'as_of', shadow => true))
FROM oversight.adopted a WHERE a.template IN ('SUB-01', 'PAY-02', 'RUR-05', 'APV-04') \g /dev/null
RESET supervise.language;
RESET SESSION AUTHORIZATION;
\if :failed
	SELECT model, error FROM oversight.run WHERE status = 'failed';
\endif

-- Units that ledgers name and the office had not listed: findings go to them too.
SELECT coalesce(jsonb_agg(DISTINCT f.department), '[]') AS units FROM oversight.finding f
WHERE f.department IS NOT NULL AND f.department NOT IN (SELECT d.code FROM oversight.department d) \gset
SET SESSION AUTHORIZATION anlan_administrator;
INSERT INTO oversight.department SELECT u, u, u FROM jsonb_array_elements_text(:'units') u;
RESET SESSION AUTHORIZATION;
