-- The models of the catalogue, which demo/adopt has adopted, asked for the county's
-- last day. Three of each pack's are asked in Chinese too, in the shadow, so that what
-- they say can be shown in both languages.
SET client_min_messages = error;
SELECT as_of FROM county.scale \gset
SET SESSION AUTHORIZATION anlan_analyst;
SELECT count(*) FILTER (WHERE r.status <> 'done') AS failed
FROM oversight.adopted a CROSS JOIN LATERAL oversight.run(a.model, :'as_of') r \gset
SET supervise.language = zh;
SELECT count(oversight.run(a.model, :'as_of', shadow => true))
FROM oversight.adopted a WHERE a.template IN ('SUB-01', 'PAY-02', 'RUR-08', 'RUR-05', 'APV-04') \g /dev/null
RESET supervise.language;
RESET SESSION AUTHORIZATION;
\if :failed
	SELECT model, error FROM oversight.run WHERE status = 'failed';
\endif
