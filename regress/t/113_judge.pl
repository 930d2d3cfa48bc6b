# Every detector judges by parallel workers what they have read (src/sv_judge.c):
# the same rows in the same order, the same counts, errors and words must come
# of it as from one process, in memory or spilled, however groups are spread.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

my $rows = 210_000;    # it is not worth it below 200,000
my $node = sv_node('judge', 'autovacuum = off', 'jit = off', 'max_parallel_workers = 8', 'min_parallel_table_scan_size = 0',
	'parallel_setup_cost = 0', 'parallel_tuple_cost = 0');

# Keys of four rows; in "heavy" every other row is of one key, in "three" all
# are of three.
$node->safe_psql('postgres', qq{
	CREATE EXTENSION supervise;
	CREATE TABLE flat AS
	SELECT n AS record, 'k' || (hashint8extended(n, 1) & 32767) AS key, date '2020-01-01' + (hashint8extended(n, 3) & 1023)::int AS at,
		((1 + (hashint8extended(n, 5) & 255)) * CASE WHEN n % 50 = 0 THEN -1 ELSE 1 END)::numeric / 4 AS amount,
		's' || (hashint8extended(n, 2) & 7) AS unit, 'INV-' || (hashint8extended(n, 7) & 255) AS code,
		hashint8extended(n, 6) & 127 AS number
	FROM generate_series(1, $rows) AS n;
	ALTER TABLE flat ADD valid daterange;
	UPDATE flat SET valid = daterange(at, at + 1 + (abs(amount) * 4)::int % 20);
	CREATE TABLE heavy AS SELECT * FROM flat;
	UPDATE heavy SET key = 'k0 of some length' WHERE record % 2 = 0;
	CREATE TABLE three AS SELECT * FROM flat;
	UPDATE three SET key = 'k' || record % 3;
	-- every unit has a name in some rule, or too few rows would be kept
	CREATE VIEW pairs AS SELECT 's1' AS source_a, 's2' AS source_b UNION ALL SELECT 's3', 's1' UNION ALL SELECT 's' || g, 'none' FROM generate_series(0, 7) AS g;
	CREATE VIEW rules AS SELECT 's' || g AS kind, 's' || g / 2 AS status FROM generate_series(1, 7) AS g UNION ALL SELECT NULL, 's0';
	CREATE VIEW ceilings AS SELECT 's' || g AS kind, daterange('2019-01-01', '2021-06-01') AS valid, 40 + g AS amount FROM generate_series(1, 7) AS g
		UNION ALL SELECT NULL, daterange('2019-01-01', NULL), 50;
	VACUUM ANALYZE});

my $overdue = q{'SELECT key AS account, record, at AS due_on, amount FROM FACT', 'SELECT key AS account, record, at + 40 AS paid_on, amount FROM FACT WHERE record % 3 > 0', '2023-01-01'};
my %call = (
	'collisions' => q{collisions('SELECT key AS subject, record, unit AS source, valid, amount FROM FACT')},
	'collisions, pairs' => q{collisions('SELECT key AS subject, record, unit AS source, valid, amount FROM FACT', pairs => 'pairs')},
	'status_conflicts' => q{status_conflicts('SELECT key AS subject, record, valid, amount FROM FACT',
		'SELECT key AS subject, record, unit AS status, valid FROM FACT WHERE unit < ''s2''', min_days => 2)},
	'status_conflicts, rules' => q{status_conflicts('SELECT key AS subject, record, nullif(unit, ''s4'') AS kind, at FROM FACT',
		'SELECT key AS subject, record, unit AS status, at FROM FACT WHERE unit < ''s2'' AND record % 100 = 0', rules => 'rules', on_invalid => 'skip')},
	'status_conflicts, kinds' => q{status_conflicts('SELECT key AS subject, record, unit AS kind, valid, amount FROM FACT',
		'SELECT key AS subject, record, unit AS status, valid FROM FACT WHERE record % 100 = 0', 'SELECT * FROM rules WHERE kind IS NOT NULL UNION ALL SELECT ''s0'', ''none''')},
	'ledger' => q{ledger('SELECT key AS subject, CASE WHEN amount < 60 THEN ''insufficient_data'' WHEN unit > ''s2'' OR record % 6 = 0 THEN ''not_applicable'' ELSE ''assessable'' END AS state,
		code || '' and much more than fits in a word'' AS reason FROM FACT', 'SELECT key AS subject FROM FACT WHERE record % 1000 < 300')},
	# half of the rows have a source that no pair names, and every tenth of those is wrong
	'collisions, passed over' => q{collisions('SELECT key AS subject, record, unit AS source, valid, amount FROM FACT UNION ALL
		SELECT nullif(key, ''k7''), record, ''unnamed'', CASE record % 10 WHEN 0 THEN NULL WHEN 1 THEN ''empty'' ELSE valid END, CASE record % 17 WHEN 0 THEN ''NaN'' ELSE amount END FROM FACT', pairs => 'pairs', on_invalid => 'skip')},
	'duplicates' => q{duplicates('FACT', '{key,amount}', within => '20 days')},
	'duplicates, different' => q{duplicates('FACT', '{amount,key}', '{unit}', '500 days', net_reversals => false)},
	'duplicates, near' => q{duplicates('SELECT key, record, at, amount, CASE WHEN record % 9 > 0 THEN code ELSE '','' END AS code FROM FACT', '{key}', within => '30 days', near => '{code}', on_invalid => 'skip')},
	'sequence_runs' => q{sequence_runs('SELECT key AS series, number, record, at, amount FROM FACT', 2)},
	'sequence_runs, texts' => q{sequence_runs('SELECT key AS series, CASE WHEN record % 7 > 0 THEN code ELSE code || ''x'' END AS number, record, nullif(at, ''2020-02-02'') AS at FROM FACT', 2, 2, '300 days', 'skip')},
	'sequence_gaps' => q{sequence_gaps('SELECT key AS series, record * 7919::bigint % 100003 AS number, record FROM FACT')},
	'splits' => q{splits('SELECT key AS subject, record, at, amount FROM FACT', 41, '30 days')},
	'splits, ceilings' => q{splits('SELECT key AS subject, record, at, amount, unit AS kind, CASE WHEN record % 11 = 0 THEN -amount END AS ceiling FROM FACT', NULL, '90 days', ceilings => 'ceilings', on_invalid => 'skip')},
	'bunching' => q{bunching('SELECT key AS subject, record, amount FROM FACT', 20, 10)},
	'collectors' => q{collectors('SELECT key AS payee, code AS beneficiary, record, at, amount, nullif(unit, ''s1'') AS household FROM FACT')},
	'collectors, within' => q{collectors('SELECT key AS payee, code AS beneficiary, record, at FROM FACT', 2, '30 days')},
	'arrears' => "arrears($overdue)",
	'outliers' => q{outliers('SELECT key AS peer_group, record, amount AS value FROM FACT', 0.9, 3, on_small => 'list')},
	'outliers, levels' => q{outliers('SELECT ARRAY[key, unit, ''all''] AS peer_group, record, amount AS value FROM FACT', 2, method => 'iqr8')},
);

# What a call returns, as text and in order, and what the ledger says.
sub answer
{
	my ($call, $settings) = @_;
	my ($out, $err);

	$node->psql('postgres', "$settings;
		SELECT count(*), md5(string_agg(t, E'\\n')) FROM (SELECT f::text AS t FROM supervise.$call AS f OFFSET 0) AS f;
		SELECT rows_read, rows_judged, skipped, subjects, found, completed FROM supervise.detector_calls();
		SELECT workers, spilled_bytes FROM supervise.detector_calls()", stdout => \$out, stderr => \$err, on_error_stop => 0);
	my @lines = split(/\n/, $out);
	return (join("\n", @lines[0, 1]), split(/\|/, $lines[2]), $err);
}

my $serial = 'SET max_parallel_workers_per_gather = 0';
my $parallel = 'SET max_parallel_workers_per_gather = 2';

foreach my $name (sort keys %call)
{
	foreach my $table ('flat', 'heavy', 'three')
	{
		# all combinations of half the rows would be found
		next if $table ne 'flat' && $name =~ /^(collisions|status_conflicts)$/;
		my $call = $call{$name} =~ s/FACT/$table/gr;
		my ($expected, undef, undef, $warning) = answer($call, $serial);
		my ($found, $workers, $spilled, $err) = answer($call, "$parallel; SET client_min_messages = debug1");
		my @judged = $err =~ /judged (\d+) groups/g;

		unlike($expected, qr/\A0\|/, "$name, $table: something is found");
		is($found, $expected, "$name, $table: by workers");
		is($workers, 2, "$name, $table: workers took part");
		is(scalar(@judged), $name eq 'bunching' ? 0 : 2, "$name, $table: and judged (@judged)");
		is(join("\n", $err =~ /^(?:WARNING|DETAIL):.*/mg), join("\n", $warning =~ /^(?:WARNING|DETAIL):.*/mg), "$name, $table: the same is said of rows left out");

		($found, $workers, $spilled) = answer($call, "$parallel; SET supervise.work_mem = '1MB'; SET work_mem = '64kB'");
		is($found, $expected, "$name, $table: by workers, spilled");
		cmp_ok($spilled, '>', 0, "$name, $table: it was spilled");
	}
	my $call = $call{$name} =~ s/FACT/flat/gr;
	is((answer($call, "$parallel; SET supervise.language = zh; SET DateStyle = 'German'"))[0],
		(answer($call, "$serial; SET supervise.language = zh; SET DateStyle = 'German'"))[0], "$name: in Chinese");
}

# What is found is more than the memory: it goes through files, too.
my ($expected) = answer("arrears($overdue)" =~ s/FACT/flat/gr, $serial);
my ($found, undef, $spilled) = answer("arrears($overdue)" =~ s/FACT/flat/gr, "$parallel; SET supervise.work_mem = '8MB'");
is($found, $expected, 'more is found than the memory holds');
cmp_ok($spilled, '>', 1000000, "$spilled bytes of it were spilled");

# An error in whatever process it is met; nothing is left behind, and the next
# call of the same transaction works.
sub error
{
	my ($call, $settings) = @_;
	my ($out, $err);

	$node->psql('postgres', "$settings; SELECT count(*) FROM supervise.$call", stdout => \$out, stderr => \$err, extra_params => [ '-v', 'VERBOSITY=verbose' ]);
	return join("\n", grep { /ERROR|DETAIL|HINT/ } split(/\n/, $err));
}

# Rows that one process meets, wherever it is: the last groups are the workers'.
foreach my $bad (map { 7919 * $_ % $rows } 1 .. 6)
{
	my $call = "sequence_runs('SELECT key AS series, CASE WHEN record = $bad THEN ''none'' ELSE code END AS number, record FROM flat')";
	my $words = error($call, $serial);

	like($words, qr/ERROR:  22023: "number" does not end with 1 to 38 digits.*\n.*The row's record is "$bad"/, "record $bad: an error");
	is(error($call, $parallel), $words, "record $bad: the same error from workers");
}
my $overflow = q{duplicates('SELECT 1 AS one, record, at, 9e37::numeric AS amount, key FROM flat', '{key}')};
is(error($overflow, $parallel), error($overflow, $serial), 'a sum that overflows');
like(error($overflow, $parallel), qr/ERROR/, 'is an error');
is($node->safe_psql('postgres', qq{
	$parallel;
	SET client_min_messages = error;
	DO \$\$ BEGIN PERFORM supervise.sequence_runs('SELECT key AS series, ''none'' AS number, record FROM flat'); EXCEPTION WHEN invalid_parameter_value THEN NULL; END \$\$;
	SELECT count(*) FROM supervise.$call{'sequence_runs'}} =~ s/FACT/flat/gr),
	$node->safe_psql('postgres', "SELECT count(*) FROM supervise.$call{'sequence_runs'}" =~ s/FACT/flat/gr), 'after an error that was caught');
is_deeply([ sv_leftovers($node) ], [ 0, (sv_leftovers($node))[1] ], 'no files are left');

# Where workers are not to be had, or the call is in one itself.
my $runs = $call{'sequence_runs'} =~ s/FACT/flat/gr;
($expected) = answer($runs, $serial);
is((answer($runs, "$parallel; SET max_parallel_workers = 0"))[0], $expected, 'no worker to be had');
is((answer($runs, "$parallel; SET parallel_leader_participation = off"))[0], $expected, 'read without the leader');
is((answer($runs, "$parallel; SET force_parallel_mode = on"))[0], $expected, 'force_parallel_mode');
$node->safe_psql('postgres', "CREATE FUNCTION inside() RETURNS bigint LANGUAGE plpgsql PARALLEL SAFE COST 100000
	AS \$\$ BEGIN RETURN (SELECT count(*) FROM supervise.$runs); END \$\$");
is($node->safe_psql('postgres', 'SET force_parallel_mode = on; SELECT inside()'),
	$node->safe_psql('postgres', "$serial; SELECT inside()"), 'inside a parallel worker');

# Workers have the rights of who calls, which here is nobody in particular.
$node->safe_psql('postgres', "CREATE ROLE someone; GRANT SELECT ON flat TO someone; GRANT USAGE ON SCHEMA supervise TO someone");
is((answer($runs, "SET ROLE someone; $parallel"))[0], $expected, 'as another role');

$node->stop;
done_testing();
