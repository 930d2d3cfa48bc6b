-- The report: whole, escaped, in two languages, of what its reader may see.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE ROLE regress_wsz_owner CREATEROLE;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_wsz_owner', current_database()); END$$;
SET SESSION AUTHORIZATION regress_wsz_owner;
SELECT supervise.create_workspace('wsz');
CREATE FUNCTION pg_temp.cells(page text, path text) RETURNS text LANGUAGE sql AS
$$SELECT array_to_string(xpath(path, xmlparse(document replace(page, '<!DOCTYPE html>', '')))::text[], ' | ')$$;
-- An empty workspace has a report, too.
SELECT pg_temp.cells(wsz.report(), '//h1/text()'), pg_temp.cells(wsz.report('en'), '//h1/text()');
SELECT pg_temp.cells(wsz.report('en'), '//td/text()');

INSERT INTO wsz.department VALUES ('a', 'A & B', '甲与乙'), ('b', 'B', '乙');
SELECT wsz.add_model('m', 'SELECT ''Zhang '' || n AS subject, n * 1000 AS amount, CASE WHEN n > 40 THEN ''b'' ELSE ''a'' END AS department FROM generate_series(1, 45) n', 'Paid <twice> & "more"', '重复<领取>',
	population => 'SELECT ''Zhang '' || n AS subject, CASE WHEN n < 50 THEN ''assessable'' ELSE ''insufficient_data'' END AS state, ''no <id>'' AS reason FROM generate_series(1, 60) n');
SELECT status FROM wsz.run('m');
SELECT count(wsz.assign(n)) FROM generate_series(1, 6) n;
SELECT count(wsz.verify(n, 'confirmed', 'rule_gap', 900)) FROM generate_series(1, 3) n;
SELECT count(wsz.verify(n, 'refuted', 'permitted')) FROM generate_series(4, 4) n;
SELECT state FROM wsz.rectify(1, 'Paid back', 450);
SELECT pg_temp.cells(wsz.report('en'), '//div[@class="tiles"]/div/*/text()');
SELECT pg_temp.cells(wsz.report('en'), '//section[1]//*[local-name()="text"]/text()');
SELECT pg_temp.cells(wsz.report('en'), '//section[2]//th/text()'), array_length(string_to_array(pg_temp.cells(wsz.report('en'), '//section[2]//tbody/tr/td[1]/text()'), '|'), 1) AS lines, pg_temp.cells(wsz.report('en'), '//section[2]/p[2]/text()') AS more;
SELECT pg_temp.cells(wsz.report('en'), '//section[2]//tbody/tr[1]/td[position() < 5]/text()');
SELECT pg_temp.cells(wsz.report('zh'), '//section[3]//td/text()');
SELECT pg_temp.cells(wsz.report('en'), '//section[4]//td[position() > 2]/text()'), pg_temp.cells(wsz.report('en'), '//section[4]//*[local-name()="text"]/text()');
-- Nobody by name, nothing from elsewhere.
SELECT wsz.report() ~ 'Zhang' AS names, wsz.report() ~* 'https?:|<script|<twice>' AS foreign_things;
-- Two calls, one text.
SELECT wsz.report('en') = wsz.report('en') AS same;
-- Within row security.
SELECT supervise.create_roles('wsz', 'regress_wsz');
RESET SESSION AUTHORIZATION;
CREATE ROLE regress_wsz_ann LOGIN IN ROLE regress_wsz_analyst;
CREATE ROLE regress_wsz_rob LOGIN IN ROLE regress_wsz_reviewer;
SET SESSION AUTHORIZATION regress_wsz_owner;
SELECT wsz.grant_scope('regress_wsz_rob', 'b');
SET SESSION AUTHORIZATION regress_wsz_rob;
SELECT pg_temp.cells(wsz.report('en'), '//div[@class="tiles"]/div[1]/*/text()'), pg_temp.cells(wsz.report('en'), '//section[3]//td/text()');
SET SESSION AUTHORIZATION regress_wsz_ann;
SELECT pg_temp.cells(wsz.report('en'), '//div[@class="tiles"]/div[1]/*/text()');
RESET SESSION AUTHORIZATION;
SET ROLE regress_wsz_owner;
SELECT supervise.drop_workspace('wsz', true);
RESET ROLE;
DROP OWNED BY regress_wsz_owner;
DROP ROLE regress_wsz_owner, regress_wsz_ann, regress_wsz_rob, regress_wsz_administrator, regress_wsz_analyst, regress_wsz_reviewer, regress_wsz_auditor, regress_wsz_bi, regress_wsz_key_holder;
