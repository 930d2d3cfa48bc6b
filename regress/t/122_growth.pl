# What time and memory do as rows become more, and as half of them are one
# group's: time stays in order n log n, memory within the bytes a row that the
# reference states.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

my $rows = $ENV{SV_ROWS} // 60000;
my $node = sv_node('growth', 'autovacuum = off', 'jit = off', 'supervise.work_mem = 2GB', 'shared_buffers = 256MB',
	'max_parallel_workers_per_gather = 0');

# Keys of four rows; in "heavy" every other row is of one key.
$node->safe_psql('postgres', qq{
	CREATE EXTENSION supervise;
	CREATE FUNCTION fact(n int, heavy boolean) RETURNS TABLE (record int, key int, at date, amount numeric, unit text, other int, number bigint) LANGUAGE sql AS \$\$
		SELECT i, CASE WHEN heavy AND i % 2 = 0 THEN 0 ELSE 1 + abs(hashint8(i)) % (n / 4) END, date '2020-01-01' + abs(hashint8(i + 1) % 1024),
			((1 + abs(hashint8(i + 2) % 65536)) / 100.0)::numeric(12, 2), 'source ' || abs(hashint8(i + 3) % 8), abs(hashint8(i + 4) % 262144), i * 4::bigint
		FROM generate_series(1, n) AS i \$\$;
	CREATE TABLE flat AS SELECT * FROM fact(4 * $rows, false);
	CREATE TABLE small AS SELECT * FROM fact($rows, true);
	CREATE TABLE heavy AS SELECT * FROM fact(4 * $rows, true);
	VACUUM ANALYZE});

# A call over FACT that finds nearly nothing (rows found cost, too, but that is
# not what is asked here), its page, and the bytes a row stated there.
my @calls = (
	[ 'collisions', 'collision', q{supervise.collisions('SELECT key AS subject, record, unit AS source, at, amount FROM FACT', min_days => 2)} ],
	[ 'status_conflicts', 'status', q{supervise.status_conflicts('SELECT key AS subject, record, at, amount FROM FACT WHERE other % 2 = 0',
		'SELECT key AS subject, record, unit AS status, daterange(at, at + 1) AS valid FROM FACT WHERE other % 2 = 1', min_days => 2)} ],
	[ 'duplicates', 'duplicate', q{supervise.duplicates('FACT', '{key,amount,unit}', within => '0 days')} ],
	[ 'duplicates, different', 'duplicate', q{supervise.duplicates('FACT', '{key,amount}', '{unit}', within => '0 days')} ],
	[ 'duplicates, tolerant', 'duplicate', q{supervise.duplicates('FACT', '{key,amount}', within => '0 days', amount_tolerance => 0.001)} ],
	[ 'duplicates, near', 'duplicate', q{supervise.duplicates('SELECT *, number * 7919 % 1000003 AS code FROM FACT', '{key,unit}', within => '0 days', near => '{code}')} ],
	[ 'sequence_runs', 'sequence', q{supervise.sequence_runs('SELECT key AS series, number, record, at, amount FROM FACT')} ],
	[ 'sequence_runs, within', 'sequence', q{supervise.sequence_runs('SELECT key AS series, number / 4 AS number, record, at, amount FROM FACT', 3000, within => '900 days')} ],
	[ 'sequence_gaps', 'sequence', q{supervise.sequence_gaps('SELECT key AS series, number, record FROM FACT', 1)} ],
	[ 'splits', 'split', q{supervise.splits('SELECT key AS subject, record, at, amount FROM FACT', 100000000, '3 days')} ],
	[ 'ledger', 'ledger', q{supervise.ledger('SELECT key AS subject, CASE WHEN other % 3 = 0 THEN ''assessable'' ELSE ''insufficient_data'' END AS state, unit AS reason FROM FACT', 'SELECT key AS subject FROM FACT WHERE other % 100 = 0')} ],
	[ 'bunching', 'bunching', q{supervise.bunching('SELECT key AS subject, record, amount FROM FACT', 655, 1)} ],
	[ 'collectors', 'collector', q{supervise.collectors('SELECT key AS payee, other % 3 AS beneficiary, record, at, amount, unit AS household FROM FACT', 4, '30 days')} ],
	[ 'arrears', 'arrears', q{supervise.arrears('SELECT key AS account, record, at AS due_on, amount FROM FACT', 'SELECT key AS account, record, at AS paid_on, amount FROM FACT', '2023-01-01')} ],
	[ 'outliers', 'outlier', q{supervise.outliers('SELECT key AS peer_group, record, amount AS value FROM FACT', 1000)} ],
	[ 'outliers, levels', 'outlier', q{supervise.outliers('SELECT ARRAY[key, other % 3] AS peer_group, record, amount AS value FROM FACT', 1000)} ]);

# Processor time in ms (the least of three), and the resident memory that the
# call added at its peak: the kernel counts what no accounting of ours could
# forget.  The table has been read before, so its buffers are not counted.
sub measure
{
	my ($call, $table, $settings) = @_;
	my $query = $call =~ s/FACT/$table/gr;
	my $cpu = q{(SELECT 10 * (s[12]::int + s[13]::int) FROM regexp_split_to_array(substring(pg_read_file('/proc/self/stat') FROM '\) (.*)'), ' ') AS s)};
	my $status = q{substring(pg_read_file('/proc/self/status') FROM '%s:\s+(\d+)')::bigint * 1024};
	my $peak = sprintf($status, 'VmHWM');
	my $now = sprintf($status, 'VmRSS');

	my $out = $node->safe_psql('postgres', qq{
		SET client_min_messages = warning;
		@{[ $settings // '' ]}
		SELECT sum(record + key + (at - '2000-01-01') + amount + length(unit) + other + number) FROM $table \\g /dev/null
		SELECT count(*) FROM supervise.collisions('SELECT 1 AS subject, 1 AS record, 1 AS source, 1 AS amount, date ''2024-01-01'' AS at') \\g /dev/null
		COPY (SELECT 5) TO '/proc/self/clear_refs';
		SELECT $now AS before \\gset
		SELECT count(*) FROM $query \\g /dev/null
		SELECT $peak - :before AS added \\gset
		SELECT :added, rows_read, peak_bytes, found FROM supervise.detector_calls() ORDER BY call DESC LIMIT 1;}
		  . "SELECT $cpu AS c0 \\gset\nSELECT count(*) FROM $query \\g /dev/null\nSELECT $cpu - :c0;" x 3);
	my ($numbers, @ms) = split(/\n/, $out);
	my ($added, $read, $counted, $found) = split(/\|/, $numbers);

	@ms = sort { $a <=> $b } @ms;
	return ($ms[0], $added / $read, $counted / $read, $found);
}

# "Memory: at most 60 bytes a row (80 of those of one group)": of the page.
sub stated
{
	my ($page) = @_;
	my $text = PostgreSQL::Test::Utils::slurp_file("$ENV{SV_COPY}/sql/50-model-$page.sql");

	return $text =~ /Memory: at most (\d+) bytes a row, (\d+)\s+(?:--\|\s+)?where/ ? ($1, $2) : (0, 0);
}

foreach my $c (@calls)
{
	my ($name, $page, $call) = @$c;
	my ($flat, $heavy) = stated($page);
	my ($flat_ms, $flat_bytes, $counted) = measure($call, 'flat');
	my ($small_ms) = measure($call, 'small');
	my (undef, undef, $parallel) = measure($call, 'flat',
		'SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;');
	my ($heavy_ms, $heavy_bytes, $heavy_counted) = measure($call, 'heavy');

	cmp_ok($flat_bytes, '<=', $flat, sprintf('%s: %.0f bytes a row at its peak (%.0f counted), %d stated', $name, $flat_bytes, $counted, $flat));
	cmp_ok($heavy_bytes, '<=', $heavy, sprintf('%s, half of the rows in one group: %.0f bytes a row (%.0f counted), %d stated', $name, $heavy_bytes, $heavy_counted, $heavy));
	# what workers hold is shared, and counted by the detector itself
	cmp_ok($parallel, '<=', $flat, sprintf('%s in parallel: %.0f bytes a row counted, %d stated', $name, $parallel, $flat));
	# n log n is 4.6; the clock's unit is 10 ms; a square would be 16
	cmp_ok($heavy_ms + 10, '<', 9 * ($small_ms + 10), "$name: $small_ms ms, and $heavy_ms ms for four times as many rows (of keys of four rows each: $flat_ms)");
}

done_testing();
