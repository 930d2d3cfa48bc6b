# Benford, robust statistics, outliers, collectors and arrears: against their
# definitions in plain SQL on 1,000 random data sets; the same answers in
# parallel, spilled, shuffled, from partial states, and behind postgres_fdw;
# states that are stored, copied in binary and dumped; and the published digits
# of real payments.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

my $node = sv_node('peers', 'jit = off', 'autovacuum = off');
$node->safe_psql('postgres', q{
CREATE EXTENSION supervise;
SELECT setseed(0.7);

-- A thousand sets: sizes, ties, signs and decimals differ by set.
CREATE TABLE fact AS
SELECT row_number() OVER () AS record, 'k' || set AS key, date '2024-01-01' + (random() * days)::int AS at,
	round(((random() * sizes)::int * CASE WHEN random() < 0.04 THEN 25 ELSE 1 END)::numeric / 10::numeric ^ (set % 4), set % 4) AS amount,
	'p' || (random() * people)::int AS person, CASE WHEN random() < 0.8 THEN 'h' || (random() * people / 2)::int END AS household,
	random() < 0.45 AS receipt
FROM (SELECT set, 1 + set % 90 AS days, 1 + set % 23 AS sizes, 1 + set % 6 AS people FROM generate_series(1, 1000) AS set) AS s,
	generate_series(1, 1 + abs(hashint4(set)) % CASE WHEN set % 100 = 0 THEN 300 ELSE 20 END) AS i;
INSERT INTO fact SELECT -record, 'giant', at, amount, person, household, receipt FROM fact WHERE record % 2 = 0;
CREATE TABLE shuffled AS SELECT * FROM fact ORDER BY hashint8extended(record, 5);
ANALYZE});

# --- robust, median, mad: percentile_cont.
sv_same($node,
	q{SELECT key, (r).n, round((r).median::numeric, 9), round((r).mad::numeric, 9), round((r).mean_ad::numeric, 9), round((r).q1_7::numeric, 9), round((r).q3_7::numeric, 9),
		trim_scale(median), trim_scale(mad) FROM (SELECT key, supervise.robust(amount) AS r, supervise.median(amount), supervise.mad(amount) FROM fact GROUP BY key) AS g},
	q{SELECT key, count(*), round(min(m), 9), round((percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(amount - m)))::numeric, 9), round(avg(abs(amount - m)), 9), round(min(q1), 9), round(min(q3), 9),
		trim_scale(min(m)), trim_scale((percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(amount - m)))::numeric)
	FROM fact JOIN (SELECT key, (percentile_cont(0.5) WITHIN GROUP (ORDER BY amount))::numeric AS m, (percentile_cont(0.25) WITHIN GROUP (ORDER BY amount))::numeric AS q1,
		(percentile_cont(0.75) WITHIN GROUP (ORDER BY amount))::numeric AS q3 FROM fact GROUP BY key) AS c USING (key) GROUP BY key},
	'robust is percentile_cont, 1,001 groups');

# --- outliers: the formula over the aggregate's answers.
sv_same($node,
	q{SELECT peer_group, record, peers, verdict FROM supervise.outliers('SELECT key AS peer_group, record, amount::float8 AS value FROM fact', 2.5, min_peers => 5)},
	q{SELECT key, record, (r).n, CASE WHEN s > 0 THEN 'high' ELSE 'low' END
	FROM (SELECT key, record, r, CASE WHEN (r).mad > 0 THEN 0.6745 * (amount::float8 - (r).median) / (r).mad WHEN (r).mean_ad > 0 THEN (amount::float8 - (r).median) / (1.253314 * (r).mean_ad) END AS s
		FROM fact JOIN (SELECT key, supervise.robust(amount::float8) AS r FROM fact GROUP BY key) AS g USING (key) WHERE (r).n >= 5) AS d WHERE abs(s) > 2.5},
	'outliers are as defined, 1,001 groups');

# --- collectors: every window, united where two share a row.
sv_same($node,
	q{SELECT payee, beneficiaries, households, records, first_at, last_at, amount FROM supervise.collectors('SELECT key AS payee, person AS beneficiary, record, at, amount, household FROM fact', 3, '5 days')},
	q{WITH win AS (SELECT DISTINCT a.key, a.at AS since FROM fact AS a
		WHERE (SELECT count(DISTINCT b.person) FROM fact AS b WHERE b.key = a.key AND b.at BETWEEN a.at AND a.at + 5) >= 3),
	marked AS (SELECT f.record, f.key, f.person, f.household, f.at, f.amount, min(since) AS since, max(since) AS latest
		FROM fact AS f JOIN win AS w ON w.key = f.key AND f.at BETWEEN since AND since + 5 GROUP BY 1, 2, 3, 4, 5, 6),
	cut AS (SELECT *, max(latest) OVER (PARTITION BY key ORDER BY at, record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached FROM marked),
	numbered AS (SELECT *, count(*) FILTER (WHERE reached IS NULL OR since > reached) OVER (PARTITION BY key ORDER BY at, record) AS stretch FROM cut)
	SELECT key, count(DISTINCT person), nullif(count(DISTINCT household), 0), array_agg(record::text ORDER BY at, record), min(at), max(at), sum(amount) FROM numbered GROUP BY key, stretch},
	'collectors are as defined, 1,001 payees');

# --- arrears: cumulated sums that overlap.
my $arrears = q{supervise.arrears('SELECT key AS account, record::text, at AS due_on, amount FROM fact WHERE NOT receipt', 'SELECT key AS account, record::text, at AS paid_on, amount FROM fact WHERE receipt', '2024-02-15', '2 days')};
sv_same($node,
	qq{SELECT account, record, due_on, amount, trim_scale(paid), trim_scale(balance), settled_on, days_overdue, receipts FROM $arrears},
	q{WITH o AS (SELECT *, sum(amount) OVER w AS upto, sum(amount) OVER w - amount AS since FROM fact WHERE NOT receipt AND amount > 0 AND at <= '2024-02-15' WINDOW w AS (PARTITION BY key ORDER BY at, record::text COLLATE "C")),
	r AS (SELECT *, sum(amount) OVER w AS upto, sum(amount) OVER w - amount AS since FROM fact WHERE receipt AND amount > 0 AND at <= '2024-02-15' WINDOW w AS (PARTITION BY key ORDER BY at, record::text COLLATE "C")),
	a AS (SELECT o.key, o.record::text, o.at, o.amount, coalesce(sum(least(o.upto, r.upto) - greatest(o.since, r.since)) FILTER (WHERE r.record IS NOT NULL), 0) AS paid, max(r.at) AS last_paid,
		coalesce(array_agg(r.record::text ORDER BY r.at, r.record::text COLLATE "C") FILTER (WHERE r.record IS NOT NULL), '{}') AS receipts
		FROM o LEFT JOIN r ON r.key = o.key AND r.since < o.upto AND r.upto > o.since GROUP BY o.key, o.record, o.at, o.amount)
	SELECT key, record, at, amount, trim_scale(paid), trim_scale(amount - paid), CASE WHEN paid = amount THEN last_paid END, CASE WHEN paid = amount THEN last_paid ELSE date '2024-02-15' END - at, receipts
	FROM a WHERE CASE WHEN paid = amount THEN last_paid ELSE date '2024-02-15' END - at > 2},
	'arrears are as defined, 1,001 accounts');

# --- However they are asked for.
my %form = (
	collect => [
		q{SELECT payee, beneficiaries, households, records, first_at, last_at, amount FROM supervise.collectors('SELECT key AS payee, person AS beneficiary, record::text, at, amount, household FROM %s', 3, '5 days')},
		q{SELECT key, f.* FROM (SELECT key, supervise.collect(person, record::text, at, amount, household, 3, '5 days') AS c FROM %s GROUP BY key) AS g, unnest(c) AS f} ],
	allocate => [
		q{SELECT account, record, due_on, amount, paid, balance, settled_on, days_overdue, bucket, receipts
		FROM supervise.arrears('SELECT key AS account, record::text, at AS due_on, amount - 1 AS amount FROM %1$s WHERE NOT receipt', 'SELECT key AS account, record::text, at AS paid_on, amount - 0.5 AS amount FROM %1$s WHERE receipt', '2024-02-15')},
		q{SELECT key, f.* FROM (SELECT key, supervise.allocate(record::text, CASE WHEN NOT receipt THEN at END, CASE WHEN receipt THEN at END, CASE WHEN receipt THEN amount - 0.5 ELSE amount - 1 END,
			'2024-02-15', '0 days', '{30,60,90,180,365}') AS c FROM %1$s GROUP BY key) AS g, unnest(c) AS f} ],
	outliers => [ q{SELECT record, peer_group, value, peers, center, spread, score, verdict FROM supervise.outliers('SELECT key AS peer_group, record, amount AS value FROM %s', 2, method => 'iqr8', min_peers => 4)} ],
	robust => [ q{SELECT key, supervise.robust(amount), supervise.median(amount), supervise.robust(amount::float8), supervise.mad(at - date '2023-01-01') FROM %s GROUP BY key} ],
	benford => [ q{SELECT key, supervise.benford(amount)::text FROM (SELECT * FROM %s WHERE amount > 0) AS f GROUP BY key} ],
);
my $parallel = 'SET max_parallel_workers_per_gather = 3; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0';
my %setting = (
	'parallel' => [ $parallel, 'fact' ],
	'shuffled' => [ 'SET max_parallel_workers_per_gather = 0', 'shuffled' ],
	'parallel, shuffled, spilled' => [ "$parallel; SET supervise.work_mem = '64kB'; SET work_mem = '64kB'", 'shuffled' ],
	'sorted by partial states' => [ "$parallel; SET enable_hashagg = off", 'shuffled' ],
);
foreach my $name (sort keys %form)
{
	my ($function, $aggregate) = @{ $form{$name} };
	my $reference = sv_rows($node, sprintf($function, 'fact'));

	cmp_ok(length($reference), '>', 1000, "$name finds something");
	is(sv_rows($node, sprintf($aggregate, 'fact')), $reference, "$name: aggregate and function") if $aggregate;
	foreach my $how (sort keys %setting)
	{
		my ($settings, $table) = @{ $setting{$how} };

		foreach my $sql (grep { $_ } ($function, $aggregate))
		{
			is(sv_rows($node, "$settings; " . sprintf($sql, $table)), $reference, "$name: $how");
		}
	}
}

# --- States outlive their query: stored, copied in binary, dumped and restored.
my $dir = $node->basedir;
$node->safe_psql('postgres', qq{
	CREATE TABLE kept AS SELECT key, supervise.benford(amount) AS state FROM fact GROUP BY key;
	CREATE TABLE copied (LIKE kept);
	COPY kept TO '$dir/kept.bin' (FORMAT binary);
	COPY copied FROM '$dir/kept.bin' (FORMAT binary)});
sv_same($node, 'SELECT key, state::text FROM kept', 'SELECT key, state::text FROM copied', 'states in binary');
$node->command_ok([ 'pg_dump', '-f', "$dir/kept.sql", '-t', 'kept', $node->connstr('postgres') ], 'dump of states');
$node->safe_psql('postgres', 'CREATE DATABASE restored');
$node->safe_psql('restored', 'CREATE EXTENSION supervise');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('restored'), '-f', "$dir/kept.sql" ], 'restore of states');
is( $node->safe_psql('restored', 'SELECT t FROM supervise.benford_test((SELECT supervise.benford_union(state) FROM kept), 1) AS t'),
	$node->safe_psql('postgres', 'SELECT t FROM supervise.benford_test((SELECT supervise.benford(amount) FROM fact), 1) AS t'),
	'restored states of parts make the whole');
# A binary state cut short, or of another type, is refused.
append_to_file("$dir/short.bin", substr(slurp_file("$dir/kept.bin"), 0, 200));
my ($ret, $out, $err) = $node->psql('postgres', "COPY copied FROM '$dir/short.bin' (FORMAT binary)");
like($err, qr/ERROR/, 'a binary file cut short');

# --- Behind postgres_fdw the whole aggregate is done by the other server.
SKIP:
{
	skip 'postgres_fdw is not installed', 10
	  unless $node->safe_psql('postgres', q{SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'});
	my ($host, $port) = ($node->host, $node->port);
	$node->safe_psql('postgres', qq{
		CREATE EXTENSION postgres_fdw;
		CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$host', port '$port', dbname 'postgres', extensions 'supervise', fdw_tuple_cost '1');
		CREATE USER MAPPING FOR CURRENT_USER SERVER far;
		CREATE FOREIGN TABLE far_fact (record bigint, key text, at date, amount numeric, person text, household text, receipt boolean) SERVER far OPTIONS (table_name 'fact')});
	my %shipped = (
		benford => 'supervise.benford(amount)',
		median => 'supervise.median(amount)',
		mad => 'supervise.mad(amount)',
		collect => q{supervise.collect(person, key, at, amount, household, 3, '5 days')},
		allocate => q{supervise.allocate(key, at, NULL, amount, '2024-02-15', '0 days', '{30}')},
	);
	foreach my $name (sort keys %shipped)
	{
		like($node->safe_psql('postgres', "EXPLAIN (VERBOSE, COSTS OFF) SELECT key, $shipped{$name} FROM far_fact GROUP BY key"),
			qr/Remote SQL: SELECT key, supervise\.$name\(/, "$name is shipped");
		sv_same($node, "SELECT key, md5(($shipped{$name})::text) FROM far_fact GROUP BY key",
			"SELECT key, md5(($shipped{$name})::text) FROM fact GROUP BY key", "$name comes back");
	}
}

# --- Real payments: the published digits.
SKIP:
{
	my $file = "$ENV{SV_DATA}/payments/corporate.payment.csv.gz";
	skip "no $file", 3 unless -r $file;
	$node->safe_psql('postgres', qq{
		CREATE TABLE payment (vendor text, paid_on date, invoice text, amount numeric);
		COPY payment FROM PROGRAM 'gzip -dc "$file"' (FORMAT csv, HEADER)});
	my $test = q{SELECT n, round(mad::numeric, 5), conformity, verdict FROM supervise.benford_test((SELECT supervise.benford(amount) FROM payment WHERE amount >= 10), %d)};
	is($node->safe_psql('postgres', sprintf($test, 1)), '177763|0.01464|marginal|marginal', 'first digits of 177,763 payments');
	is($node->safe_psql('postgres', sprintf($test, 2)), '177763|0.00243|nonconforming|deviates', 'first two digits');
	is($node->safe_psql('postgres', q{SELECT digit FROM supervise.benford_digits((SELECT supervise.benford(amount) FROM payment WHERE amount >= 10)) ORDER BY z DESC LIMIT 1}),
		'50', 'the digits that stand out');
}

done_testing();
