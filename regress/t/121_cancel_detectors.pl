# Every detector and the final function of every aggregate end within 100 ms of
# being cancelled, in whatever they are at, also when half of the rows are one
# group's.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

my $rows = $ENV{SV_ROWS} // 300000;
my $points = $ENV{SV_POINTS} // 3;
my $node = sv_node('cancel_detectors', 'autovacuum = off', 'max_parallel_workers = 8', 'jit = off', 'work_mem = 256MB', 'supervise.work_mem = 256MB');

# Half of the rows are of key 'k0', whose name does not fit into a word.
$node->safe_psql('postgres', qq{
	CREATE EXTENSION supervise;
	CREATE TABLE fact AS
	SELECT CASE WHEN n % 2 = 0 THEN 'k0' ELSE 'k' || (hashint8extended(n, 1) & 16383) END || ' of some length' AS key,
		'r' || n AS record, date '2020-01-01' + (hashint8extended(n, 3) & 1023)::int AS at,
		((1 + (hashint8extended(n, 5) & 4095)) * CASE WHEN n % 50 = 0 THEN -1 ELSE 1 END)::numeric / 100 AS amount,
		's' || (hashint8extended(n, 2) & 7) AS unit, 'INV-' || (hashint8extended(n, 7) & 262143) AS code,
		'INV-' || lpad((n * 3 / 2)::text, 9, '0') AS number
	FROM generate_series(1, $rows) AS n;
	ALTER TABLE fact ADD valid daterange;
	UPDATE fact SET valid = daterange(at, at + 1 + (abs(amount) * 100)::int % 20);
	CREATE VIEW big AS SELECT * FROM fact WHERE key LIKE 'k0 %';
	VACUUM ANALYZE fact});

my %call = (
	'collisions' => q{supervise.collisions('SELECT key AS subject, record, unit AS source, valid, amount FROM fact')},
	'status_conflicts' => q{supervise.status_conflicts('SELECT key AS subject, record, valid, amount FROM fact WHERE unit > ''s3''',
		'SELECT key AS subject, record, unit AS status, daterange(at, at + 1) AS valid FROM fact WHERE unit < ''s2''', min_days => 2)},
	'duplicates' => q{supervise.duplicates('fact', '{key,amount}', within => '20 days')},
	'duplicates, tolerant' => q{supervise.duplicates('fact', '{key,amount}', within => '2 days', amount_tolerance => 0.001)},
	'duplicates, different' => q{supervise.duplicates('fact', '{key,amount}', '{unit}', '5 days')},
	'duplicates, near' => q{supervise.duplicates('fact', '{key}', within => '9 days', near => '{code}')},
	'sequence_runs' => q{supervise.sequence_runs('SELECT key AS series, number, record, at, amount FROM fact', 2, 3, '30 days')},
	'sequence_gaps' => q{supervise.sequence_gaps('SELECT key AS series, number, record FROM fact')},
	'splits' => q{supervise.splits('SELECT key AS subject, record, at, amount FROM fact', 41, '3 days')},
	'bunching' => q{supervise.bunching('SELECT key AS subject, record, amount FROM fact', 20, 10)},
	'collectors' => q{supervise.collectors('SELECT key AS payee, code AS beneficiary, record, at, amount, unit AS household FROM fact', 3, '30 days')},
	'arrears' => q{supervise.arrears('SELECT key AS account, record, at AS due_on, amount FROM fact', 'SELECT key AS account, record, at + 40 AS paid_on, amount FROM fact', '2023-01-01')},
	'outliers' => q{supervise.outliers('SELECT key AS peer_group, record, amount AS value FROM fact', 0.5)},
	'outliers, levels' => q{supervise.outliers('SELECT ARRAY[key, unit] AS peer_group, record, amount AS value FROM fact', 0.5, method => 'iqr8')},
	'benford_second_order' => q{supervise.benford_second_order('SELECT amount FROM fact')},
	'collide' => q{(SELECT supervise.collide(record, unit, valid, amount) FROM big) AS f},
	'contradict' => q{(SELECT supervise.contradict(record, NULL, CASE WHEN unit < 's1' THEN unit END, valid, amount, '1 day', 2) FROM big) AS f},
	'match_duplicates' => q{(SELECT supervise.match_duplicates(record, at, amount, unit, NULL, '5 days', NULL, true) FROM big) AS f},
	'match_duplicates, near' => q{(SELECT supervise.match_duplicates(record, at, amount, NULL, code, '9 days', NULL, true) FROM big) AS f},
	'run_lengths' => q{(SELECT supervise.run_lengths(number, record, at, amount, 2, 3, '30 days') FROM big) AS f},
	'split' => q{(SELECT supervise.split(record, at, amount, 41, '3 days', 2, true) FROM big) AS f},
	'collect' => q{(SELECT supervise.collect(code, record, at, amount, unit, 3, '30 days') FROM big) AS f},
	'allocate' => q{(SELECT supervise.allocate(record, CASE WHEN unit < 's4' THEN at END, CASE WHEN unit >= 's4' THEN at END, amount, '2023-01-01', '0 days', '{30,90}') FROM big) AS f},
	'robust(float8)' => q{(SELECT supervise.robust(g::bigint * 7919 % 100003 / 7.0::float8) FROM generate_series(1, 3000000) AS g) AS f},
	'mad(numeric)' => q{(SELECT supervise.mad(amount) FROM fact, generate_series(1, 4)) AS f},
	'median(interval)' => q{(SELECT supervise.median(g::bigint * 7919 % 100003 * interval '1 minute') FROM generate_series(1, 1000000) AS g) AS f},
);

my $now = "SELECT 'now', (extract(epoch FROM clock_timestamp()) * 1000)::bigint";
my %mode = (serial => 'SET max_parallel_workers_per_gather = 0;',
	parallel => 'SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;');

# Run with timeouts, and say by how much each was passed, in ms; undef where the
# call had ended before.
sub lateness
{
	my ($settings, $query, @after) = @_;
	my $script = $settings . join('', map { "$now; SET statement_timeout = $_; $query; RESET statement_timeout; $now;" } @after);
	my ($stdout, $stderr);

	$node->psql('postgres', $script, stdout => \$stdout, stderr => \$stderr, on_error_stop => 0);
	my @now = map { /^now\|(\d+)/ ? $1 : () } split(/\n/, $stdout);
	my @errors = grep { !/statement timeout/ } $stderr =~ /ERROR:.*/g;
	return ("@errors", map { my $late = $now[ 2 * $_ + 1 ] - $now[ 2 * $_ ] - $after[$_]; $late < 0 ? undef : $late } 0 .. $#after);
}

foreach my $name (sort keys %call)
{
	foreach my $mode ($name =~ /[(]|^(allocate|collect|collide|contradict|match|run_l|split$)/ ? ('serial') : ('serial', 'parallel'))
	{
		my $query = "SELECT count(f) FROM $call{$name}" . ($call{$name} =~ / AS f$/ ? '' : ' AS f');
		my $length = $node->safe_psql('postgres', "$mode{$mode} $now; $query; $now");
		my ($from, $found, $to) = $length =~ /now\|(\d+)\n(\d+)\nnow\|(\d+)/;
		my @after = map { 1 + int(($to - $from) * ($_ - 0.5) / $points) } 1 .. $points;
		my $worst = 0;
		my $at = 0;
		my $cancelled = 0;

		# A busy machine stretches single ones: who is late gets four more chances.
		foreach my $after (@after)
		{
			my ($errors, @late) = lateness($mode{$mode}, $query, $after);
			@late = (@late, map { (lateness($mode{$mode}, $query, $after))[1] } 1 .. 4) if ($late[0] // 0) >= 100;
			my ($least) = sort { $a <=> $b } grep { defined } @late;

			is($errors, '', "$name, $mode: nothing else is said") if $errors ne '';
			next if !defined $least;
			$cancelled++;
			($worst, $at) = ($least, $after) if $least > $worst;
		}
		cmp_ok($found, '>', 0, "$name, $mode: finds something");
		cmp_ok($worst, '<', 100, sprintf('%s, %s: %d of %d cancelled, at most %d ms late (after %d of %d ms)', $name, $mode, $cancelled, $points, $worst, $at, $to - $from));
		cmp_ok($cancelled, '>', 0, "$name, $mode: was cancelled at all");
	}
}

done_testing();
