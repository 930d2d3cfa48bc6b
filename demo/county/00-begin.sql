-- The county of Anlan (安澜县): schemas, and the only source of chance.
--
-- psql variables: payments (how many rows the ledgers hold together, about)
-- and seed.  One seed makes the same county, row for row, on every machine:
-- nothing here asks random(), the clock or the order of a table.
\set ON_ERROR_STOP on
\if :{?payments} \else \set payments 200000 \endif
\if :{?seed} \else \set seed 1 \endif

SET client_min_messages = warning;
DROP SCHEMA IF EXISTS county, county_truth, civil_affairs, human_resources,
	agriculture, health, education CASCADE;
RESET client_min_messages;

CREATE SCHEMA county;
COMMENT ON SCHEMA county IS 'What the county knows of itself: places, people, programmes, rules; and one view over all ledgers 全县基础数据与汇总视图';
CREATE SCHEMA county_truth;
COMMENT ON SCHEMA county_truth IS 'The answers, for marking only: no detector reads it 标准答案，仅供评分，任何模型不得读取';

-- A number in [0, n) that depends on the key, the salt and the seed only.
-- (Not in a $$ body: psql puts the seed in.)
CREATE FUNCTION county.draw(key bigint, salt text, n int) RETURNS int
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ((pg_catalog.hashint8extended(key, pg_catalog.hashtextextended(salt, :seed))
	& 9223372036854775807) % n)::int;
COMMENT ON FUNCTION county.draw(bigint, text, int) IS
'The county''s dice: a number in [0, n) fixed by key, salt and seed 由键、盐和种子决定的伪随机数';

-- The last character of an 18-digit id, from the 17 before it (GB 11643-1999).
CREATE FUNCTION county.check_digit(n bigint) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN substr('10X98765432', 1 + ((
	n / 10000000000000000 * 7 + n / 1000000000000000 % 10 * 9 +
	n / 100000000000000 % 10 * 10 + n / 10000000000000 % 10 * 5 +
	n / 1000000000000 % 10 * 8 + n / 100000000000 % 10 * 4 +
	n / 10000000000 % 10 * 2 + n / 1000000000 % 10 * 1 +
	n / 100000000 % 10 * 6 + n / 10000000 % 10 * 3 +
	n / 1000000 % 10 * 7 + n / 100000 % 10 * 9 +
	n / 10000 % 10 * 10 + n / 1000 % 10 * 5 +
	n / 100 % 10 * 8 + n / 10 % 10 * 4 + n % 10 * 2) % 11)::int, 1);
COMMENT ON FUNCTION county.check_digit(bigint) IS
'Check character of an 18-digit id, GB 11643-1999 公民身份号码校验码';

-- The scale in people: calibrated so that the ledgers reach :payments rows.
CREATE TABLE county.scale AS
SELECT :payments::bigint AS payments, :seed::bigint AS seed,
	greatest(200, (:payments * 0.1042)::bigint) AS households,
	date '2024-12-31' AS as_of;
COMMENT ON TABLE county.scale IS 'How large this county is, and its last day 规模与截止日';
