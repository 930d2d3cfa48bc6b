# Large inputs that are read by parallel workers have groups left out by
# filters (src/sv_filter.c) before a detector sees them: the same rows and the
# same ledger must come of it as without.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use SvTest;
use Test::More;

my $rows = 240_000;    # a filter is not worth it below 200,000
my $node = sv_node('filter', 'min_parallel_table_scan_size = 0', 'parallel_setup_cost = 0',
	'parallel_tuple_cost = 0', 'max_parallel_workers_per_gather = 2');

$node->safe_psql('postgres', qq{
	CREATE EXTENSION supervise;
	CREATE TYPE pair AS (a int, b text);
	CREATE TABLE claim AS
	SELECT n, person, source, day, day + ((hashint8extended(n, 4) & 1023) % 6)::int AS until, (n % 97) / 7.0 AS amount
	FROM generate_series(1, $rows) n,
		LATERAL (SELECT (hashint8extended(n, 1) & 1048575) % ($rows / 3) AS person,
			(hashint8extended(n, 2) & 1023) % 7 AS source,
			date '2022-01-01' + ((hashint8extended(n, 3) & 65535) % 900)::int AS day) d;
	CREATE TABLE heavy AS
	SELECT n, CASE WHEN n % 2 = 0 THEN 1 ELSE person END AS person, source, day, until, amount FROM claim;
	ANALYZE claim, heavy;
});

# Calls a detector with workers and without; what is said of both.
sub compare
{
	my ($what, $call, %setting) = @_;
	my $set = join('', map { "SET $_ = '$setting{$_}';" } sort keys %setting);
	my @ledger;

	foreach my $workers (2, 0)
	{
		$ledger[ @ledger ] = $node->safe_psql('postgres', qq{
			$set
			SET max_parallel_workers_per_gather = $workers;
			CREATE TEMP TABLE t AS SELECT * FROM $call;
			SELECT count(*), sum(hashtextextended(t::text, 0)) FROM t;
			SELECT rows_read, rows_judged, subjects, found FROM supervise.detector_calls() WHERE detector <> 'x' ORDER BY call DESC LIMIT 1;
			SELECT workers > 0 FROM supervise.detector_calls() ORDER BY call DESC LIMIT 1;});
	}
	like($ledger[0], qr/t\z/, "$what: workers took part");
	unlike($ledger[0], qr/\A0\|/, "$what: something is found");
	is($ledger[0] =~ s/t\z//r, $ledger[1] =~ s/f\z//r, "$what: as without workers");
	return;
}

sub claims
{
	my ($subject, $source, $table) = @_;

	return '$q$SELECT ' . "$subject AS subject, n AS record, $source AS source,
		day AS valid_from, until AS valid_to, amount FROM " . ($table // 'claim') . '$q$';
}

my $few = '$q$SELECT * FROM (VALUES (\'1\', \'2\'), (\'2\', \'5\')) v(source_a, source_b)$q$';
my $many = '$q$SELECT a::text AS source_a, (a + 1)::text AS source_b FROM generate_series(0, 80) a$q$';

# Every form a key has: a number, digits, a word, long text, shared text, others.
my %subject = (
	integer => 'person',
	digits => "lpad(person::text, 18, '3')",
	long => "'person ' || person",
	character => "('person ' || person)::char(30)",
	numeric => 'person::numeric / 4',
	uuid => "md5(person::text)::uuid",
	generic => "ROW(person, 'x')::pair",
	date => "date '2000-01-01' + person::int",
);

compare("subjects: $_", 'supervise.collisions(' . claims($subject{$_}, 'source') . ')')
  foreach sort keys %subject;
compare("sources: $_", 'supervise.collisions(' . claims('person', $subject{$_} =~ s/person\b(?!['\s])/source/gr) . ')')
  foreach grep { $_ ne 'date' } sort keys %subject;
compare('many sources', 'supervise.collisions(' . claims('person', "'source number ' || n") . ')');

my $text = claims('person', 'source::text');
compare('pairs', "supervise.collisions($text, pairs => $few)");
compare('many pairs', "supervise.collisions($text, pairs => $many)");
compare('a pair with itself', "supervise.collisions($text, same_source => true,
	pairs => \$q\$SELECT '3' AS source_a, '3' AS source_b UNION ALL SELECT '1', '2'\$q\$)");
compare('same source', "supervise.collisions($text, same_source => true)");
compare('within', "supervise.collisions($text, within => '20 days', min_days => 9)");
compare('pairs, within', "supervise.collisions($text, within => '20 days', pairs => $few)");
compare('spilled', "supervise.collisions($text)", 'supervise.work_mem' => '2MB');
compare('spilled, long', 'supervise.collisions(' . claims("'person ' || person", 'source') . ')', 'supervise.work_mem' => '4MB');
compare('one heavy subject', 'supervise.collisions(' . claims('person', 'source', 'heavy') . ", pairs => $few)");
compare('duplicates', q{supervise.duplicates('SELECT n AS record, day AS at, amount, person FROM claim', '{person,amount}')});
compare('collectors', q{supervise.collectors('SELECT person AS payee, source AS beneficiary, n AS record FROM claim')});

$node->stop;
done_testing();
