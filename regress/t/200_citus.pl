# Citus: what it computes where, and that the answers are those over one
# ordinary table.  One node is enough for the shapes of its plans: it is the
# coordinator and holds the shards.
#
# Runs where citus is in pg_available_extensions, or with a Citus that is
# installed under a directory of its own: SV_CITUS=DIR regress/run 200_citus
# (DIR/usr/lib/postgresql/15/lib/citus.so).

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

# extension_destdir is one directory, and neither pg_available_extensions nor
# a library named without a path looks into it.
my @settings;
if ($ENV{SV_CITUS})
{
	my $union = PostgreSQL::Test::Utils::tempdir();

	system_or_bail('cp', '-R', "$ENV{SV_OVERLAY}/.", "$ENV{SV_CITUS}/.", $union);
	$ENV{SV_OVERLAY} = $union;
	@settings = ('dynamic_library_path = ' . "'$_:\$libdir'", 'citus.enable_version_checks = off')
	  foreach glob("$union/usr/lib/postgresql/*/lib");
}
my $node = sv_node('citus', 'max_parallel_workers = 8', 'max_connections = 60');
unless ($ENV{SV_CITUS}
	|| $node->safe_psql('postgres', q{SELECT FROM pg_available_extensions WHERE name = 'citus'}))
{
	$node->stop;
	plan skip_all => 'citus is not in pg_available_extensions, and SV_CITUS names no build of it';
}
$node->append_conf('postgresql.conf', join("\n",
		"shared_preload_libraries = 'citus'", "citus.local_hostname = '" . $node->host . "'", @settings) . "\n");
$node->restart;

my ($host, $port) = ($node->host, $node->port);
$node->safe_psql('postgres', qq{
	CREATE EXTENSION citus;
	SELECT citus_set_coordinator_host('$host', $port);
	SELECT citus_set_node_property('$host', $port, 'shouldhaveshards', true);
	CREATE EXTENSION supervise;
	SET citus.shard_count = 4;
	CREATE SCHEMA one;
	CREATE SCHEMA many;
	CREATE TABLE one.payment AS
	SELECT n AS id, 'p' || (hashint8extended(n, 1) & 255) AS subject, 'r' || n AS record,
		'd' || (hashint8extended(n, 2) & 7) AS source, 't' || (hashint8extended(n, 6) & 15) AS town, d AS at,
		daterange(d, d + 1 + (hashint8extended(n, 4) & 15)::int) AS valid,
		((hashint8extended(n, 5) & 4095)::numeric / 100)::numeric(12, 2) AS amount,
		CASE WHEN n % 19 = 0 THEN 's' || n % 3 END AS status, 'A' || 1000 + (hashint8extended(n, 7) & 1023) AS number
	FROM generate_series(1, 6000) n, LATERAL (SELECT date '2023-01-01' + (hashint8extended(n, 3) & 511)::int AS d) d;
	CREATE TABLE one.person AS SELECT DISTINCT subject, 'name ' || subject AS name FROM one.payment;
	CREATE TABLE one.dept AS SELECT DISTINCT source, 'dept ' || source AS name FROM one.payment;
	CREATE TABLE many.payment (LIKE one.payment);
	CREATE TABLE many.person (LIKE one.person);
	CREATE TABLE many.dept (LIKE one.dept);
	SELECT create_distributed_table('many.payment', 'subject');
	SELECT create_distributed_table('many.person', 'subject');
	SELECT create_reference_table('many.dept');
	INSERT INTO many.payment TABLE one.payment;
	INSERT INTO many.person TABLE one.person;
	INSERT INTO many.dept TABLE one.dept;
	ANALYZE});

# --- Aggregates: whole by the distribution column, in two steps by another.

my %aggregate = (
	'collide' => 'record, source, valid, amount',
	'collide, with parameters' => q{id, source, valid, amount, interval '2 days', 3, ARRAY[['d1', 'd2'], ['d3', 'd3']], true},
	'contradict' => q{record, town, status, valid, amount, interval '1 day', 1},
	'match_duplicates' => q{record, at, amount, source, NULL, interval '200 days', 1, true},
	'run_lengths' => 'number, record, at, amount, 2, 1, NULL',
	'split' => q{record, at, amount, 41, interval '30 days', 2, true},
	'collect' => q{source, record, at, amount, town, 3, interval '30 days'},
	'allocate' => q{record, CASE WHEN id % 3 > 0 THEN at END, CASE WHEN id % 3 = 0 THEN at END, amount, '2024-07-01', '9 days', '{30,60}'},
	'robust' => 'amount',
	'robust, float8' => 'amount::float8 / 3',
	'median' => 'amount',
	'median, interval' => q{at - timestamp '2022-12-31 13:00'},
	'mad' => 'amount',
	'benford' => 'amount');

# One text and another, of which is() would show all.
sub equal
{
	my ($got, $expected, $name) = @_;
	my @got = split(/\n/, $got);
	my @expected = split(/\n/, $expected);
	my $line = 0;

	return if ok($got eq $expected, $name);
	$line++ while $line < @got && $line < @expected && $got[$line] eq $expected[$line];
	diag(scalar(@got) . ' lines for ' . scalar(@expected) . ', at ' . ($line + 1) . ': '
		  . ($got[$line] // 'nothing') . "\ninstead of: " . ($expected[$line] // 'nothing'));
	return;
}

# The plan, with the one query of its tasks.
sub plan_of
{
	my ($sql) = @_;

	return $node->safe_psql('postgres', "EXPLAIN (VERBOSE, COSTS OFF) $sql");
}

foreach my $what (sort keys %aggregate)
{
	my ($name) = $what =~ /^(\w+)/;
	my $call = "supervise.$name($aggregate{$what})";
	my $plan = plan_of("SELECT subject, $call FROM many.payment GROUP BY subject");

	like($plan, qr/^Custom Scan \(Citus Adaptive\).*Query: SELECT subject, supervise\.$name\(/s,
		"$what by the distribution column runs where the rows are");
	unlike($plan, qr/worker_partial_agg|coord_combine_agg/, 'and in one step');

	$plan = plan_of("SELECT town, $call FROM many.payment GROUP BY town");
	like($plan, qr/coord_combine_agg.*Query: SELECT town, [\w.]*worker_partial_agg\('supervise\.$name\(/s,
		"$what by another column runs in two steps");

	foreach my $group ('subject', 'town', q{'all'::text})
	{
		my $sql = "SELECT $group, $call FROM %s.payment GROUP BY 1";
		my $rows = sv_rows($node, sprintf($sql, 'one'));

		like($rows, qr/^[^|]+\|./m, "$what by $group finds something");
		equal(sv_rows($node, sprintf($sql, 'many')), $rows, 'and the same over shards');
		equal(sv_rows($node, 'SET citus.enable_local_execution = off;' . sprintf($sql, 'many')),
			$rows, 'and over connections');
	}
}

my $expanded = q{
	SELECT g.subject, f.* FROM (SELECT subject, supervise.collide(record, source, valid, amount) AS found
		FROM %s.payment GROUP BY subject) g CROSS JOIN LATERAL unnest(g.found) f};
like(plan_of(sprintf($expanded, 'many')), qr/^Custom Scan \(Citus Adaptive\).*Query: SELECT .*unnest/s,
	'the expansion into rows runs where the rows are');
sv_same($node, sprintf($expanded, 'many'), sprintf($expanded, 'one'), 'and gives the same');

# --- The set-returning form on the coordinator.

# The rows as they come, and what was said.  %s in a query is the schema.
sub call
{
	my ($schema, $settings, $sql) = @_;
	my ($status, $stdout, $stderr) = $node->psql('postgres', $settings . $sql =~ s/%s/$schema/gr);

	diag($stderr) if $status;
	return ($stdout, $stderr);
}

# Local execution is Citus's way past a connection to its own node.  What it
# sends elsewhere, and what it runs as for a shard, is in the notices: never
# the aggregate of our reading layer.
my $log = 'SET citus.log_remote_commands = on; SET citus.log_local_commands = on;';
my %way = (
	'over shards' => $log,
	'over connections' => "$log SET citus.enable_local_execution = off;",
	'in 64 kB' => "$log SET supervise.work_mem = '64kB';",
	'in a parallel mood' => "$log SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET force_parallel_mode = on;",
	'in a read-only transaction' => "$log BEGIN READ ONLY;",
	'serial' => "$log SET max_parallel_workers_per_gather = 0;");

sub same
{
	my ($name, $sql, @ways) = @_;
	my ($expected) = call('one', '', $sql);

	isnt($expected, '', "$name finds something");
	foreach my $way (@ways)
	{
		my ($rows, $notices) = call('many', $way{$way}, $sql);

		equal($rows, $expected, "$name $way: the same in the same order");
		like($notices, qr/(?:issuing|executing the command locally:).*many\./, 'Citus ran it');
		unlike($notices, qr/_collect\b/, 'and knows nothing of the collector');
	}
	return;
}

my $columns = 'subject, record, source, valid, amount';
my %query = (
	'a table' => "SELECT $columns FROM %s.payment",
	'one key' => "SELECT $columns FROM %s.payment WHERE subject = 'p7'",
	'a co-located join' => "SELECT name AS subject, record, source, valid, amount FROM %s.payment JOIN %s.person USING (subject)",
	'a join with a reference table' => "SELECT subject, record, d.name AS source, valid, amount FROM %s.payment JOIN %s.dept d USING (source)",
	'a join with a local table' => "SELECT p.$columns FROM %s.payment p JOIN one.person q USING (subject)",
	'a join that moves rows' => "SELECT q.name AS subject, record, source, valid, amount FROM %s.payment p JOIN (SELECT DISTINCT ON (name) name FROM %s.person ORDER BY name) q ON q.name = 'name ' || p.subject",
	'WITH' => "WITH a AS MATERIALIZED (SELECT * FROM %s.payment WHERE amount > 10) SELECT $columns FROM a",
	'LIMIT' => "SELECT $columns FROM %s.payment ORDER BY id LIMIT 900",
	'UNION ALL' => "SELECT $columns FROM %s.payment WHERE amount > 20 UNION ALL SELECT $columns FROM %s.payment WHERE amount <= 20",
	'EXCEPT' => "SELECT $columns FROM %s.payment EXCEPT SELECT $columns FROM %s.payment WHERE town = 't3'",
	'GROUP BY' => 'SELECT town AS subject, min(record) AS record, source, valid, sum(amount) AS amount FROM %s.payment GROUP BY town, source, valid',
	'a window' => 'SELECT subject, min(record) OVER (PARTITION BY town, id) AS record, source, valid, amount FROM %s.payment',
	'a correlated subquery' => 'SELECT subject, record, source, valid, (SELECT max(q.amount) FROM %s.payment q WHERE q.subject = p.subject) AS amount FROM %s.payment p',
	'a call of a detector' => "SELECT subject, unnest(records) AS record, unnest(sources) AS source, during AS valid, amount FROM supervise.collisions('SELECT $columns FROM %s.payment') WHERE claims = cardinality(sources)");

foreach my $from (sort keys %query)
{
	same("collisions of $from", "SELECT * FROM supervise.collisions(\$q\$ $query{$from} \$q\$)",
		$from eq 'a table' ? sort keys %way : ('over connections', 'in a parallel mood'));
}

my %detector = (
	'status_conflicts' => q{'SELECT subject, record, valid, amount FROM %s.payment WHERE status IS NULL', 'SELECT subject, record, status, valid FROM %s.payment WHERE status IS NOT NULL'},
	'duplicates' => q{'SELECT record, at, amount, subject, source FROM %s.payment', '{subject}', '{source}', '3 days'},
	'sequence_runs' => q{'SELECT subject AS series, number, record, at, amount FROM %s.payment', 2},
	'sequence_gaps' => q{'SELECT town AS series, number, record FROM %s.payment'},
	'splits' => q{'SELECT subject, record, at, amount FROM %s.payment', 41, '30 days'},
	'collectors' => q{'SELECT subject AS payee, source AS beneficiary, record, at, amount FROM %s.payment', 3, '30 days'},
	'arrears' => q{'SELECT subject AS account, record, at AS due_on, amount FROM %s.payment WHERE id % 3 > 0', 'SELECT subject AS account, record, at AS paid_on, amount FROM %s.payment WHERE id % 3 = 0', '2024-07-01'},
	'outliers' => q{'SELECT record, town AS peer_group, amount * amount AS value FROM %s.payment', 2});
foreach my $name (sort keys %detector)
{
	same($name, "SELECT * FROM supervise.$name($detector{$name})", 'over connections', 'in 64 kB');
}

# --- In statements of which Citus plans the rest.

my $found = "supervise.collisions('SELECT $columns FROM %s.payment')";
same('collisions joined with a distributed table', "SELECT q.name, c.* FROM $found c JOIN %s.person q USING (subject) ORDER BY c.subject, c.during", 'over connections');
same('collisions in a condition', "SELECT count(*), sum(hashtext(name)) FROM %s.person WHERE subject IN (SELECT subject FROM $found)", 'over connections');

# The query is read-only; the transaction around it stays what it was, on the
# coordinator and on the connections it has opened.
my ($stdout, $stderr) = call('many', 'SET citus.enable_local_execution = off;', "
	BEGIN;
	SELECT count(*) AS before FROM $found \\gset
	INSERT INTO %s.payment (id, subject, record, source, valid, amount) VALUES (-1, 'new', 'n1', 'x', '[2024-01-01,2024-02-01)', 1), (-2, 'new', 'n2', 'y', '[2024-01-31,2024-03-01)', 2);
	SELECT count(*) - :before, string_agg(during::text, '') FILTER (WHERE subject = 'new') FROM $found;
	ROLLBACK");
is($stdout, '1|[2024-01-31,2024-02-01)', 'a transaction writes after a call, and the next call sees it');

$node->safe_psql('postgres', "
	CREATE TABLE many.found (subject text, during daterange, amount numeric);
	SELECT create_distributed_table('many.found', 'subject');
	INSERT INTO many.found SELECT subject, during, amount FROM " . $found =~ s/%s/many/r . ";
	CREATE MATERIALIZED VIEW many.collision AS SELECT * FROM " . $found =~ s/%s/many/r . ";
	CREATE UNIQUE INDEX ON many.collision (subject, during);
	SET search_path = '';
	REFRESH MATERIALIZED VIEW CONCURRENTLY many.collision");
my $rows = sv_rows($node, "SELECT subject, during, amount FROM " . $found =~ s/%s/one/r);
equal(sv_rows($node, 'TABLE many.found'), $rows, 'findings inserted into a distributed table');
equal(sv_rows($node, 'SELECT subject, during, amount FROM many.collision'), $rows, 'a materialized view, refreshed concurrently');

# A workspace stays on the coordinator; its models read what is distributed.
$node->safe_psql('postgres', q{
	CREATE ROLE analyst;
	GRANT CREATE ON DATABASE postgres TO analyst;
	GRANT USAGE ON SCHEMA supervise, one, many TO analyst;
	GRANT SELECT ON one.payment, many.payment TO analyst;
	SET SESSION AUTHORIZATION analyst;
	SET citus.enable_ddl_propagation = off;
	SET client_min_messages = error;
	SELECT supervise.create_workspace('oversight');} . join('', map { "
	SELECT oversight.add_model('$_', \$m\$ SELECT subject, during, records, sources, amount FROM "
		. $found =~ s/%s/$_/r . "\$m\$, '$_', '$_');" } ('one', 'many')));
my $run = 'SET SESSION AUTHORIZATION analyst; SET client_min_messages = warning; SELECT status, findings_new, rows_returned FROM oversight.run(%s)';
like($node->safe_psql('postgres', sprintf($run, q{'one'})), qr/^done\|[1-9]/, 'a model over one table finds something');
is( $node->safe_psql('postgres', sprintf($run, q{'many'})),
	$node->safe_psql('postgres', q{SELECT status, findings_new, rows_returned FROM oversight.run WHERE model = 'one'}),
	'and as much over the distributed one');
like($node->safe_psql('postgres', sprintf($run, q{'many'})), qr/^done\|0\|[1-9]/, 'and nothing new the second time');

# What the query may not do, and what Citus does not plan, ends in its words.
$node->safe_psql('postgres', q{
	CREATE TABLE one.written (subject text);
	CREATE FUNCTION one.write(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN INSERT INTO one.written VALUES ($1); RETURN $1; END $$});
(undef, undef, $stderr) = $node->psql('postgres', q{
	SELECT * FROM supervise.collisions('SELECT one.write(subject) AS subject, record, source, valid FROM many.payment WHERE id < 9')});
like($stderr, qr/cannot execute INSERT in a read-only transaction/, 'a function that writes is stopped on the coordinator');
(undef, undef, $stderr) = $node->psql('postgres', q{
	SELECT * FROM many.person p, supervise.collisions(format('SELECT subject, record, source, valid FROM many.payment WHERE subject = %L', p.subject))});
like($stderr, qr/cannot execute a distributed query from a query on a shard/, 'a call for every row of a distributed table is refused by Citus');

is_deeply([ (sv_leftovers($node))[0] ], [0], 'no temporary file is left behind');

done_testing();
