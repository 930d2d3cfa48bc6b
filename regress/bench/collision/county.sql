-- The county's payments in one table, in the order of payment as a bank would
-- have them, with the question of the demonstration: programmes that exclude
-- each other.  Ids that are none are left out.
CREATE UNLOGGED TABLE payment AS
SELECT supervise.resident_id(id_card) AS subject, pay_id AS record, programme AS source, period AS valid, amount
FROM county.payment
WHERE supervise.resident_id(id_card) IS NOT NULL
ORDER BY paid_on, hashtext(pay_id), pay_id;

CREATE TABLE question AS
SELECT 'EXISTS (SELECT FROM county.exclusion AS x WHERE x.source_a = a.source AND x.source_b = b.source)' AS rule,
	'TABLE county.exclusion' AS pairs, 'source IN (SELECT source_a FROM county.exclusion UNION SELECT source_b FROM county.exclusion)' AS named,
	(SELECT array_agg(ARRAY[source_a, source_b] ORDER BY source_a, source_b) FROM county.exclusion) AS pair_list;
