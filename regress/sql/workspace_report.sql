-- The report: whole, escaped, in two languages, of what its reader may see.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE ROLE regress_wsz_owner CREATEROLE;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_wsz_owner', current_database()); END$$;
SET SESSION AUTHORIZATION regress_wsz_owner;
SELECT supervise.create_workspace('wsz');
CREATE FUNCTION pg_temp.cells(page text, path text) RETURNS text LANGUAGE sql AS
$$SELECT array_to_string(xpath(path, xmlparse(document replace(page, '<!DOCTYPE html>', '')))::text[], ' | ')$$;
-- An empty workspace has a report, too: four pages that say so.
SELECT pg_temp.cells(wsz.report(), '//h1/text()'), pg_temp.cells(wsz.report('en'), '//h1/text()');
SELECT pg_temp.cells(wsz.report('en'), '//p[@class="lead"]/text()');
SELECT pg_temp.cells(wsz.report('en'), '//p[@class="empty"]/../h2/text()');
SELECT wsz.report('fr');
SELECT wsz.report(NULL);

INSERT INTO wsz.department VALUES ('a', 'A & B <b>', '甲与乙'), ('b', 'B', '乙');
UPDATE wsz.setting SET office_en = '<script>alert("office")</script>';
SELECT wsz.add_model('m', 'SELECT ''Zhang '' || n AS subject, n * 1000 AS amount, CASE WHEN n > 40 THEN ''b'' ELSE ''a'' END AS department, ''<i>'' AS region FROM generate_series(1, 75) n', 'Paid <twice> & "more" ]]> &lt;', '重复<领取>',
	population => 'SELECT ''Zhang '' || n AS subject, CASE WHEN n < 76 THEN ''assessable'' ELSE ''insufficient_data'' END AS state, ''no <id onclick="x()">'' AS reason FROM generate_series(1, 90) n');
SELECT wsz.add_model('broken', 'SELECT ''x'' AS subject, 1 / (SELECT count(*) FROM wsz.department d WHERE d.code = ''c'') AS amount', 'Broken', '坏模型');
SELECT status FROM wsz.run('m');
SET client_min_messages = error;
SELECT status FROM wsz.run('broken');
SET client_min_messages = warning;
SELECT count(wsz.assign(n)) FROM generate_series(1, 6) n;
SELECT count(wsz.verify(n, 'confirmed', 'rule_gap', 900)) FROM generate_series(1, 3) n;
SELECT count(wsz.verify(n, 'refuted', 'permitted')) FROM generate_series(4, 4) n;
SELECT state FROM wsz.rectify(1, 'Paid back', 450);
SELECT wsz.exempt(7, 'court order', wsz.today());

-- Page one: the figures, the sentence above them, tables and bars.
SELECT pg_temp.cells(wsz.report('en'), '//section[1]/p[@class="lead"]/text()');
SELECT pg_temp.cells(wsz.report('en'), '//section[1]//div[starts-with(@class, "tile ") or @class="tile"]/*/text()');
SELECT pg_temp.cells(wsz.report('en'), '//section[1]//h2/text()');
SELECT pg_temp.cells(wsz.report('en'), '//section[1]/div[2]//td[position() < 6]/text()');
SELECT pg_temp.cells(wsz.report('en'), '//section[1]/div[3]//td/text()');
SELECT pg_temp.cells(wsz.report('zh'), '//section[1]/div[4]//td[position() != 2]/text()');
SELECT right(pg_temp.cells(wsz.report('en'), '//section[1]/div[6]//td/text()'), 20);
-- Page two: sixty cases and how many more; nobody exempt, nobody closed.
SELECT pg_temp.cells(wsz.report('en'), '//section[2]//th/text()');
SELECT count(*) AS lines, count(*) FILTER (WHERE c ~ '(^|\D)7\D') AS exempt FROM regexp_split_to_table(pg_temp.cells(wsz.report('en'), '//section[2]/div[3]//tbody/tr/td[1]/text()'), ' \| ') c;
SELECT pg_temp.cells(wsz.report('en'), '//section[2]/div[3]/p[@class="note more"]/text()');
SELECT pg_temp.cells(wsz.report('en'), '//section[2]/div[3]//tbody/tr[1]/td[1]/text() | //section[2]/div[3]//tbody/tr[1]//span/text() | //section[2]/div[3]//tbody/tr[1]/td[position() > 3]/text()');
-- Page three: precision with its interval, drawn and written.
SELECT pg_temp.cells(wsz.report('zh'), '//section[3]/div[2]//td//text()');
SELECT pg_temp.cells(wsz.report('zh'), '//section[3]/div[2]//*[local-name()="path" and @class="span"]/@d');
SELECT pg_temp.cells(wsz.report('en'), '//section[3]/div[3]//td/text()');
-- Page four: the ledger adds up, failures show, reasons are named.
SELECT pg_temp.cells(wsz.report('en'), '//section[4]/p[@class="lead"]/text()');
SELECT pg_temp.cells(wsz.report('en'), '//section[4]/div[2]//tr[1]/td[position() > 4]/text()'), pg_temp.cells(wsz.report('en'), '//section[4]/div[2]//span/text()');
SELECT pg_temp.cells(wsz.report('en'), '//section[4]/div[3]//td/text()');

-- Nobody by name, nothing from elsewhere, no markup but our own.
SELECT l.language, wsz.report(l.language) ~ 'Zhang|court' AS names,
	wsz.report(l.language) ~* 'https?:|//|url\s*\(|@import|<(script|link|img|iframe|object|embed|base|form)|\mon\w+\s*=\s*[''"]|javascript:' AS foreign_things
FROM (VALUES ('en'), ('zh')) l(language);
SELECT array_agg(DISTINCT e::text ORDER BY e::text) FROM unnest(xpath('//*[not(self::nav or self::a or self::p or self::b or self::i or self::span or self::div or self::td or self::th or self::tr)]',
	xmlparse(document replace(wsz.report('en'), '<!DOCTYPE html>', '')))) x CROSS JOIN LATERAL substring(x::text, '^<([a-z0-9]+)') e;
-- One sheet per page, heads repeated.
SELECT wsz.report() ~ 'size:A4' AND wsz.report() ~ 'break-before:page' AND wsz.report() ~ 'table-header-group' AS prints;
-- A percentage that is not all never looks like all.
SELECT wsz._number(0.9996, 'percent'), wsz._number(0.0004, 'percent'), wsz._number(1, 'percent'), wsz._number(0, 'percent'), wsz._number(NULL, 'count'), wsz._number(1234567.5, 'amount'), wsz._number(1234567, 'id');
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
SELECT pg_temp.cells(wsz.report('en'), '//section[1]//div[starts-with(@class, "tile")][1]/*/text()'), pg_temp.cells(wsz.report('en'), '//section[3]/div[2]//td/text()');
SELECT pg_temp.cells(wsz.report('en'), '//section[1]/footer/span[1]/text()');
SET SESSION AUTHORIZATION regress_wsz_ann;
SELECT pg_temp.cells(wsz.report('en'), '//section[1]//div[starts-with(@class, "tile")][1]/*/text()');
-- It runs as the owner; what is behind it is not for its reader.
SELECT wsz._answers();
SELECT * FROM wsz_bi.overview_figures;
RESET SESSION AUTHORIZATION;
SET ROLE regress_wsz_owner;
SELECT supervise.drop_workspace('wsz', true);
RESET ROLE;
DROP OWNED BY regress_wsz_owner;
DROP ROLE regress_wsz_owner, regress_wsz_ann, regress_wsz_rob, regress_wsz_administrator, regress_wsz_analyst, regress_wsz_reviewer, regress_wsz_auditor, regress_wsz_bi, regress_wsz_key_holder;
