# Real payments and purchasing cards, as they are: what the detectors find is
# what plain SQL finds.  The counts are printed.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

my $payments = "$ENV{SV_DATA}/payments/corporate.payment.csv.gz";
my $cards = "$ENV{SV_DATA}/payments/purchasing.cards.2010.clean.csv.gz";

plan skip_all => "no $payments" unless -r $payments;
plan skip_all => "no $cards" unless -r $cards;

my $node = sv_node('real_detectors', 'work_mem = 64MB', 'jit = off');
$node->safe_psql('postgres', qq{
	CREATE EXTENSION supervise;
	CREATE TABLE payment (record bigint GENERATED ALWAYS AS IDENTITY, vendor text, at date, invoice text, amount numeric);
	COPY payment (vendor, at, invoice, amount) FROM PROGRAM 'gzip -dc "$payments"' (FORMAT csv, HEADER);
	CREATE TABLE card (record int, number text, at date, merchant text, description text, state text, zip text, kind text, amount numeric);
	COPY card FROM PROGRAM 'gzip -dc "$cards"' (FORMAT csv, HEADER);
	ANALYZE});

# What is found, in figures, for whoever reads the log.
sub figures
{
	my ($name, $figures, $call) = @_;

	note("$name: " . $node->safe_psql('postgres', "SET client_min_messages = error; SELECT $figures FROM $call"));
	return;
}

# One bill twice.
my $twice = q{supervise.duplicates('SELECT * FROM payment WHERE amount > 0', '{vendor,invoice,amount}')};
sv_same($node,
	"SELECT records, count, amount, excess, first_at, last_at FROM $twice",
	q{SELECT array_agg(record::text ORDER BY at, record), count(*), sum(amount), sum(amount) - max(amount), min(at), max(at)
		FROM payment WHERE amount > 0 GROUP BY vendor, invoice, trim_scale(amount) HAVING count(*) > 1},
	'duplicates: vendor, invoice and amount');
figures('duplicates', q{count(*) || ' groups, ' || sum(count) || ' payments, ' || sum(excess) || ' in excess'}, $twice);
figures('duplicates after reversals', q{count(*) || ' groups, ' || sum(count) || ' payments, ' || sum(excess) || ' in excess'},
	q{supervise.duplicates('payment', '{vendor,invoice,amount}')});
figures('typed twice within 30 days, above 1,000', q{count(*) || ' groups, ' || sum(count) || ' payments'},
	q{supervise.duplicates('SELECT * FROM payment WHERE amount > 1000', '{vendor,amount}', within => '30 days', near => '{invoice}', on_invalid => 'skip')});

# Invoice numbers in a row.
my $runs = q{supervise.sequence_runs('SELECT vendor AS series, invoice AS number, record, at, amount FROM payment', on_invalid => 'skip')};
sv_same($node,
	"SET client_min_messages = error; SELECT series, length, records, first_at, last_at, amount FROM $runs",
	q{WITH number AS (SELECT *, (regexp_match(invoice, '^\s*(.*?)([0-9]{1,38})\s*$')) AS n FROM payment),
		form AS (SELECT DISTINCT ON (vendor, prefix, digits, value) * FROM (
			SELECT record, vendor, at, amount, n[1] AS prefix, CASE WHEN n[1] = '' THEN 0 ELSE length(n[2]) END AS digits, n[2]::numeric AS value
			FROM number WHERE n IS NOT NULL) AS f ORDER BY vendor, prefix, digits, value, at, record),
		island AS (SELECT *, value - row_number() OVER (PARTITION BY vendor, prefix, digits ORDER BY value) AS island FROM form)
	SELECT vendor, count(*), array_agg(record::text ORDER BY value), min(at), max(at), sum(amount)
	FROM island GROUP BY vendor, prefix, digits, island HAVING count(*) >= 3},
	'sequence_runs: invoice numbers of a vendor');
figures('runs', q{count(*) || ' runs, ' || sum(length) || ' numbers, the longest of ' || max(length)}, $runs);

# Purchases split to stay below 2,500, on a card at one merchant.
foreach my $days (0, 1, 3, 7)
{
	my $call = "supervise.splits('SELECT number || ''|'' || description AS subject, record, at, amount FROM card', 2500, '$days days')";

	sv_same($node,
		"SELECT subject, first_at, last_at, records, amount FROM $call",
		"WITH part AS (SELECT record, number || '|' || description AS subject, at, amount FROM card WHERE amount > 0 AND amount < 2500),
			ahead AS (SELECT *, sum(amount) OVER w AS total, count(*) OVER w AS parts, max(at) OVER w AS last FROM part
				WINDOW w AS (PARTITION BY subject ORDER BY at RANGE BETWEEN CURRENT ROW AND '$days days' FOLLOWING)),
			reach AS (SELECT *, max(CASE WHEN total >= 2500 AND parts >= 2 THEN last END) OVER (PARTITION BY subject ORDER BY at
				RANGE BETWEEN '$days days' PRECEDING AND CURRENT ROW) AS reach FROM ahead),
			first AS (SELECT *, coalesce(at > max(reach) OVER (PARTITION BY subject ORDER BY at, record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS first
				FROM reach WHERE reach >= at),
			island AS (SELECT *, count(*) FILTER (WHERE first) OVER (PARTITION BY subject ORDER BY at, record) AS island FROM first)
		SELECT subject, min(at), max(at), array_agg(record::text ORDER BY at, record), sum(amount) FROM island GROUP BY subject, island",
		"splits: ceiling 2,500 within $days days");
	figures("splits within $days days", q{count(*) || ' groups, ' || sum(parts) || ' purchases, ' || sum(amount)}, $call);
}

# Crowded below 2,500, all cards together, the line itself allowed.
sv_same($node,
	q{SELECT below, above FROM supervise.bunching('SELECT 1 AS subject, record, amount FROM card', 2500.01, 250)},
	q{SELECT count(*) FILTER (WHERE amount < 2500.01), count(*) FILTER (WHERE amount >= 2500.01) FROM card WHERE amount >= 2250.01 AND amount < 2750.01},
	'bunching at 2,500');
figures('bunching', q{below || ' below, ' || above || ' above, p ' || p},
	q{supervise.bunching('SELECT 1 AS subject, record, amount FROM card', 2500)});

done_testing();
