# kill -9 at random moments of a run, of its backend or of the postmaster: never half a
# run to be seen, and the next run puts everything right.
#
# SV_ROUNDS says how often (50), SV_SEED makes it another 50.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;
use Time::HiRes qw(usleep);

my $rounds = $ENV{SV_ROUNDS} // 50;
my $node = sv_node('killed', 'restart_after_crash = on', 'autovacuum = off');

# Findings come and go: every round lacks another fifth of the facts. The query is slow
# enough to be caught at it, and so is storing what it finds.
$node->safe_psql('postgres', q{
	CREATE EXTENSION supervise;
	CREATE ROLE boss LOGIN;
	GRANT CREATE ON DATABASE postgres TO boss;
	SET SESSION AUTHORIZATION boss;
	SELECT supervise.create_workspace('w');
	CREATE SCHEMA source;
	CREATE TABLE source.round AS SELECT 0 AS n;
	CREATE VIEW source.fact AS
		SELECT 's' || i AS subject, ARRAY['r' || i, 'q' || i] AS records, i::numeric AS amount
		FROM generate_series(1, 500) i, source.round r, (SELECT pg_sleep(0.04)) slow WHERE i % 5 <> r.n % 5;
	SELECT w.add_model('m', 'TABLE source.fact', 'M', '模型',
		population => $$SELECT 's' || i AS subject, 'assessable' AS state FROM generate_series(1, 500) i$$);
	SELECT w.run('m');
	CREATE FUNCTION source.round_over(round integer, OUT sound boolean, OUT cut_off bigint, OUT right_again boolean) LANGUAGE plpgsql AS $$
	BEGIN
		-- What must hold at any moment anybody can look.
		sound := (SELECT ok FROM w.audit_verify())
			AND NOT EXISTS (SELECT FROM w.audit_findings())
			AND (SELECT count(*) FROM w.staged_finding) = 0
			AND NOT EXISTS (SELECT FROM w.finding f WHERE NOT EXISTS (SELECT FROM w.finding_record r WHERE r.finding_id = f.finding_id))
			AND NOT EXISTS (SELECT FROM w.finding f LEFT JOIN (
					SELECT e.finding_id, count(*) FILTER (WHERE e.kind = 'warned') AS warned,
						count(*) FILTER (WHERE e.kind = 'lapsed') - count(*) FILTER (WHERE e.kind = 'found_again') AS lapsed
					FROM w.finding_event e GROUP BY 1) e USING (finding_id)
				WHERE e.warned IS DISTINCT FROM 1 OR (f.lapsed_at IS NOT NULL)::integer <> e.lapsed)
			AND NOT EXISTS (SELECT FROM w.run r WHERE r.status = 'done'
				AND r.population <> (SELECT sum(c.subjects) FROM w.run_count c WHERE c.run_id = r.run_id));
		cut_off := (SELECT count(*) FROM w.run WHERE status = 'running');
		PERFORM w.run('m');
		right_again := (SELECT count(*) FROM w.finding WHERE lapsed_at IS NULL) = (SELECT count(*) FROM source.fact)
			AND NOT EXISTS (SELECT FROM w.run WHERE status = 'running');
		UPDATE source.round SET n = round_over.round + 1;
	END$$;
});

sub round_over
{
	my ($round) = @_;
	my ($status, $out) = (1, '');

	# Until the server has recovered. A statement that is cut off is none that was done.
	foreach (1 .. 600)
	{
		($status, $out) = $node->psql('postgres', "SET SESSION AUTHORIZATION boss; SELECT * FROM source.round_over($round)", on_error_die => 0);
		return split(/\|/, $out) if $status == 0;
		usleep(50_000);
	}
	die 'waited in vain';
}

# The postmaster dies without a word. Its backends notice in their own time that they
# are orphans, and where nobody buries it, its zombie looks alive to the lock file.
sub kill_and_start
{
	my ($psql) = @_;
	my $pidfile = $node->data_dir . '/postmaster.pid';
	my ($pid) = split(/\n/, slurp_file($pidfile));

	$node->kill9;
	IPC::Run::finish($psql);
	foreach (1 .. 200)
	{
		my $dead = !-e "/proc/$pid/stat" || slurp_file("/proc/$pid/stat") =~ /^\d+ \(.*\) Z/s;

		unlink($pidfile) if $dead;
		if ($dead)
		{
			last if $node->start(fail_ok => 1);
			$node->{_pid} = undef;
		}
		usleep(50_000);
	}
}

my ($interrupted, $unsound, $behind) = (0, 0, 0);
srand($ENV{SV_SEED} // 5);
is((round_over(0))[0], 't', 'sound to begin with');
foreach my $round (1 .. $rounds)
{
	my ($in, $out, $err) = ('', '', '');
	my $psql = IPC::Run::start([ 'psql', '-X', '-q', '-At', '-d', $node->connstr('postgres') . ' user=boss',
			'-c', 'SELECT pg_backend_pid()', '-c', 'CALL w.run_all(false)' ], '<', \$in, '>', \$out, '2>', \$err);

	IPC::Run::pump($psql) until $out =~ /\d+\n/;
	usleep(int(rand(120_000)));
	if ($round % 8 == 0)
	{
		kill_and_start($psql);
	}
	else
	{
		# Where it has ended already, nobody dies.
		my $offset = -s $node->logfile;
		my $killed = kill('KILL', $out =~ /(\d+)/);

		IPC::Run::finish($psql);
		foreach (1 .. 200)
		{
			last if !$killed || slurp_file($node->logfile, $offset) =~ /terminated by signal 9/;
			usleep(20_000);
		}
	}
	my ($sound, $cut_off, $right_again) = round_over($round);

	$unsound++ if $sound ne 't';
	$interrupted += $cut_off;
	$behind++ if $right_again ne 't';
}
is($unsound, 0, "$rounds times killed, never half a run");
is($behind, 0, 'and the next run puts everything right');
cmp_ok($interrupted, '>', $rounds / 4, "$interrupted runs were really cut off");
is((round_over($rounds + 1))[0], 't', 'sound at the end');

$node->stop;
done_testing();
