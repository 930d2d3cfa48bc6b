# A call that is cancelled at any time, or runs out of room, ends soon and
# leaves nothing behind: no temporary file, no shared memory, no memory.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;
use Time::HiRes qw(time usleep);

# Shared memory segments are files of the data directory here, so that they
# can be told from those of other servers.
my $node = sv_node('cancel', 'dynamic_shared_memory_type = mmap', 'autovacuum = off', 'max_parallel_workers = 8');

$node->safe_psql('postgres', q{
	CREATE EXTENSION supervise;
	CREATE TABLE claim AS
	SELECT (hashint8extended(n, 1) & 131071)::text || 'key of a length that does not fit into a word' AS subject,
		'r' || n AS record, 'dept ' || (hashint8extended(n, 2) & 7) AS source,
		daterange(d, d + 1 + (hashint8extended(n, 4) & 31)::int) AS valid, n::numeric / 100 AS amount
	FROM generate_series(1, 400000) n, LATERAL (SELECT date '2023-01-01' + (hashint8extended(n, 3) & 1023)::int AS d) d;
	ANALYZE});

my $serial = 'SET max_parallel_workers_per_gather = 0;';
my $parallel = 'SET max_parallel_workers_per_gather = 4; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;';
my $call = "SELECT count(*) FROM supervise.collisions('SELECT * FROM public.claim')";
my $state = "SELECT 'state', (SELECT count(*) FROM pg_ls_tmpdir()), (SELECT count(*) FROM pg_ls_dir('pg_dynshmem')),
	(SELECT sum(total_bytes) FROM pg_backend_memory_contexts), (extract(epoch FROM clock_timestamp()) * 1000)::bigint";

my %mode = (
	'serial' => $serial,
	'parallel' => $parallel,
	'serial, 64 kB' => "$serial SET supervise.work_mem = '64kB';",
	'parallel, 64 kB' => "$parallel SET supervise.work_mem = '64kB';",
);

# What there is when nobody calls a detector.
my $idle = "SELECT (SELECT count(*) FROM pg_ls_tmpdir()), (SELECT count(*) FROM pg_ls_dir('pg_dynshmem'))";
my $nothing = $node->safe_psql('postgres', $idle);
like($nothing, qr/^0\|/, 'no temporary file at the beginning');

# One session is cancelled at twenty times spread over the length of a call.
foreach my $name (sort keys %mode)
{
	my $began = time();
	my $answer = $node->safe_psql('postgres', "$mode{$name} $call");
	my $length = (time() - $began) * 1000;
	my $rounds = 20;
	my $script = "$mode{$name}\n$call;\n$state;\n";

	cmp_ok($answer, '>', 0, sprintf('%s: a call takes %.0f ms', $name, $length));
	foreach my $round (1 .. $rounds)
	{
		my $after = 1 + int($length * ($round - 0.5) / $rounds);
		$script .= "$state;\nSET statement_timeout = $after;\n$call;\nRESET statement_timeout;\n$state, $after;\n";
	}
	my ($stdout, $stderr);
	$node->psql('postgres', "$script $call;", stdout => \$stdout, stderr => \$stderr, on_error_stop => 0);

	my ($before, @states) = grep { /^state/ } split(/\n/, $stdout);
	my (undef, $files, $segments, $memory) = split(/\|/, $before);
	my ($worst_files, $worst_segments, $most, @late) = (0, 0, 0);
	for (my $i = 0; $i < @states; $i += 2)
	{
		my (undef, undef, undef, undef, $from) = split(/\|/, $states[$i]);
		my (undef, $f, $s, $m, $to, $after) = split(/\|/, $states[ $i + 1 ]);

		$worst_files = $f if $f > $worst_files;
		$worst_segments = $s if $s > $worst_segments;
		$most = $m if $m > $most;
		push @late, $to - $from - $after if $to - $from >= $after;
	}
	my $cancelled = () = $stderr =~ /canceling statement due to statement timeout/g;
	@late = sort { $a <=> $b } @late;

	is(scalar(@states), 2 * $rounds, "$name: the session lives on");
	# the first call, which was measured, may have been the slowest by far
	cmp_ok($cancelled, '>=', $rounds / 4, "$name: $cancelled of $rounds calls were cancelled");
	unlike($stderr, qr/(?<!statement timeout\n)^.*(PANIC|FATAL|WARNING|lost)/m, "$name: and nothing else was said");
	is($worst_files, 0, "$name: no temporary file is left");
	cmp_ok($worst_segments, '<=', $segments, "$name: no shared memory is left");
	cmp_ok($most, '<', $memory + 4 * 1024 * 1024, "$name: no memory is left");
	# The bound is 100 ms; a busy machine may stretch single ones.
	cmp_ok($late[ $#late / 2 ], '<', 100, "$name: cancelled within $late[$#late / 2] ms (median), $late[-1] ms (worst)");
	like($stdout, qr/\n$answer$/, "$name: the next call answers as the first");
}

# --- From another session, in the midst of a statement of a hundred calls.
my $calls = "SELECT count(*) FROM generate_series(1, 100) g, LATERAL (
	SELECT count(*) FROM supervise.collisions('SELECT * FROM public.claim WHERE ' || g || ' > 0')) c";
foreach my $how ('pg_cancel_backend', 'pg_terminate_backend')
{
	foreach my $name ('parallel', 'parallel, 64 kB')
	{
		my $handle = IPC::Run::start(
			[ 'psql', '-X', '-q', '-d', $node->connstr('postgres'), '-c', $mode{$name}, '-c', "/* victim */ $calls" ],
			'>', \my $out, '2>', \my $said);
		$node->poll_query_until('postgres',
			q{SELECT count(*) > 0 FROM pg_stat_activity WHERE query LIKE '/* victim%' AND state = 'active'});
		usleep(200_000);
		$node->safe_psql('postgres', qq{SELECT $how(pid) FROM pg_stat_activity WHERE query LIKE '/* victim%' AND backend_type = 'client backend'});
		$handle->finish;
		like($said, qr/canceling statement due to user request|terminating connection due to administrator command/, "$name: $how");
		ok($node->poll_query_until('postgres',
				q{SELECT count(*) = 0 FROM pg_stat_activity WHERE backend_type = 'parallel worker' OR query LIKE '/* victim%' AND state = 'active'}),
			"$name: no worker is left");
		is($node->safe_psql('postgres', $idle), $nothing, "$name: nothing is left of it");
	}
}

# --- In each phase of a call, seen from another session.
foreach my $phase ('reading', 'detecting', 'writing')
{
	my $handle = IPC::Run::start(
		[ 'psql', '-X', '-q', '-d', $node->connstr('postgres'), '-c', $mode{'parallel, 64 kB'}, '-c', "/* victim */ $calls" ],
		'>', \my $out, '2>', \my $said);

	ok($node->poll_query_until('postgres',
			"SELECT pg_cancel_backend(pid) FROM supervise.detector_progress()
			WHERE phase = '$phase' AND leader_pid IS NULL AND detector LIKE '%collisions' LIMIT 1"),
		"the progress of a call shows the phase \"$phase\"");
	$handle->finish;
	like($said, qr/canceling statement due to user request/, "$phase: cancelled");
	is($node->safe_psql('postgres', $idle), $nothing, "$phase: nothing is left of it");
	is($node->safe_psql('postgres', 'SELECT count(*) FROM supervise.detector_progress()'), '0', "$phase: nor a trace of its progress");
}

# --- No room on disk.
foreach my $name ('serial, 64 kB', 'parallel, 64 kB')
{
	my ($status, $stdout, $stderr) = $node->psql('postgres', "$mode{$name} SET temp_file_limit = '1MB'; $call");

	isnt($status, 0, "$name: a temp_file_limit of 1 MB is an error");
	like($stderr, qr/temporary file size exceeds temp_file_limit \(1024kB\)/, "$name: of these words");
	is($node->safe_psql('postgres', $idle), $nothing, "$name: nothing is left of it");
}

# --- No memory: a server whose processes may have little of it.
$node->stop;
my $start = 'ulimit -v ' . 700 * 1024 . "; exec pg_ctl -w -s -D '" . $node->data_dir . "' -l '" . $node->logfile . "' start";
system_or_bail('sh', '-c', $start);
foreach my $name ('serial', 'parallel')
{
	my ($status, $stdout, $stderr) = $node->psql('postgres',
		"$mode{$name} SET supervise.work_mem = '8GB';
		SELECT count(*) FROM supervise.collisions(\$q\$SELECT (n / 2)::text || repeat('x', 40) AS subject, n AS record, n % 2 AS source, date '2024-01-01' AS at FROM generate_series(1, 20000000) n\$q\$)");

	isnt($status, 0, "$name: too little memory is an error");
	like($stderr, qr/^psql:<stdin>:\d+: ERROR: .*(memory|space)/m, "$name: of these words");
	unlike($stderr, qr/server closed the connection|PANIC/, "$name: and no crash");
	like($node->safe_psql('postgres', "$mode{$name} SET supervise.work_mem = '1MB'; $call"), qr/^\d+$/, "$name: the next call answers");
}
system_or_bail('pg_ctl', '-w', '-s', '-D', $node->data_dir, '-m', 'fast', 'stop');

done_testing();
