# Eight writers of one trail at once: steps on the same findings, runs of the same models,
# changes of lists, scopes and models. The chain holds, numbers have no gaps, nobody loses
# a step or takes one twice, and nobody dies of waiting for the other.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

my $writers = 8;
my $turns = $ENV{SV_TURNS} // 60;
my $node = sv_node('writers', 'deadlock_timeout = 100ms', 'log_min_messages = error');

$node->safe_psql('postgres', q{
	CREATE EXTENSION supervise;
	CREATE ROLE boss LOGIN;
	GRANT CREATE ON DATABASE postgres TO boss;
	SET SESSION AUTHORIZATION boss;
	SELECT supervise.create_workspace('w');
	INSERT INTO w.department SELECT 'd' || i, 'D', '部' FROM generate_series(1, 4) i;
	UPDATE w.step SET four_eyes = false;
	CREATE TABLE w.fact AS SELECT 's' || i AS subject, i AS amount FROM generate_series(1, 120) i;
	SELECT w.add_model('m' || i, 'SELECT subject, amount, ''d1'' AS department FROM w.fact WHERE amount > random() * 60', 'M', '模型') FROM generate_series(1, 2) i;
	SELECT w.run('m1');
	SELECT w.run('m2');
});

# What anybody does next: a step that is possible or not on a finding that others are at,
# several in one transaction, a run, a change of a list. What the table of steps refuses is
# refused here, too; anything else is an error of this test.
$node->safe_psql('postgres', q{
	SET SESSION AUTHORIZATION boss;
	CREATE FUNCTION w.turn(what integer, finding bigint, other bigint) RETURNS void LANGUAGE plpgsql AS $$
	BEGIN
		IF what = 1 THEN PERFORM w.run('m' || (finding % 2 + 1));
		ELSIF what = 2 THEN UPDATE w.department d SET name_en = name_en || 'x' WHERE d.code = 'd' || (finding % 4 + 1);
		ELSIF what = 3 THEN PERFORM w.grant_scope(session_user, 'd' || (finding % 4 + 1)), w.revoke_scope(session_user, 'd' || (finding % 4 + 1));
		ELSIF what = 4 THEN PERFORM w.change_model('m' || (finding % 2 + 1), note => 'again');
		ELSIF what < 8 THEN PERFORM w.assign(finding, 'd1'), w.verify(finding);
		ELSIF what < 11 THEN PERFORM w.verify(finding, 'refuted', 'permitted');
		ELSIF what < 13 THEN PERFORM w.verify(finding, 'confirmed', 'rule_gap', 1);
		ELSIF what < 15 THEN PERFORM w.rectify(finding, 'done', 1), w.institute(finding, 'rule');
		ELSIF what < 17 THEN PERFORM w.close(finding), w.reopen(other, 'again');
		ELSE PERFORM w.assign(finding, 'd2'), w.give_back(finding, 'no'), w.assign(other, 'd3');
		END IF;
	EXCEPTION WHEN object_not_in_prerequisite_state THEN
		NULL;	-- no such step from there
	END$$;
});
my $turn = $node->basedir . '/turn.sql';
append_to_file($turn, <<'SQL');
\set finding random(1, 40)
\set other random(1, 40)
\set what random(1, 20)
SELECT w.turn(:what, :finding, :other);
SQL

# Each under a login of his own, so that the trail says who did what.
my @running;
$node->safe_psql('postgres', join(';', map { "CREATE ROLE writer$_ LOGIN IN ROLE boss" } 1 .. $writers));
foreach my $n (1 .. $writers)
{
	my ($in, $out, $err) = ('', '', '');
	my $run = { out => \$out, err => \$err };

	$run->{process} = IPC::Run::start([ 'pgbench', '-n', '-c', '1', '-t', $turns, '--random-seed', $n, '-f', $turn,
			'-U', "writer$n", '-h', $node->host, '-p', $node->port, 'postgres' ], '<', \$in, '>', \$out, '2>', \$err);
	push @running, $run;
}
IPC::Run::finish($_->{process}) foreach @running;
is(join('', map { ${ $_->{out} } =~ /actually processed: (\d+)\/\1$/m ? '' : ${ $_->{err} } } @running), '', "$writers writers, $turns turns each, none failed");
unlike(slurp_file($node->logfile), qr/deadlock detected/, 'no deadlock');

my $look = sub { $node->safe_psql('postgres', "SET SESSION AUTHORIZATION boss; $_[0]") };
is($look->('SELECT ok FROM w.audit_verify()'), 't', 'the chain holds');
is($look->('SELECT count(*) = max(event_id) AND min(event_id) = 1 FROM w.finding_event'), 't', 'without a gap');
is($look->('SELECT count(*) FROM w.audit_findings()'), '0', 'and every finding is as it says');
# A step begins where the one before ended: two writers took none from the same state.
is($look->(q{SELECT count(*) FROM (
		SELECT from_state, lag(to_state) OVER (PARTITION BY finding_id ORDER BY event_id) AS before
		FROM w.finding_event WHERE to_state IS NOT NULL) e WHERE from_state IS DISTINCT FROM before}), '0', 'no step was lost or taken twice');
is($look->(q{SELECT count(*) FROM (SELECT at, lag(at) OVER (ORDER BY event_id) AS before FROM w.finding_event) e WHERE at < before}), '0',
	'events are numbered in the order in which they happened');
is($look->(q{SELECT count(*) FROM w.run WHERE status <> 'done'}), '0', 'every run was done');
is($look->('SELECT count(*) FROM (SELECT model, version FROM w.model_version GROUP BY 1, 2 HAVING count(*) > 1) x'), '0', 'no version was given twice');

# They did write at once, all of them, all kinds of things.
is($look->(q{SELECT count(DISTINCT login) FROM w.finding_event WHERE login LIKE 'writer%'}), $writers, 'everybody wrote');
cmp_ok($look->(q{SELECT count(*) FROM (SELECT login, lag(login) OVER (ORDER BY event_id) AS before FROM w.finding_event) e WHERE login <> before}),
	'>', $writers * 5, 'in turns');
is($look->(q{SELECT string_agg(DISTINCT kind, ' ' ORDER BY kind) FROM w.finding_event WHERE login LIKE 'writer%' AND kind NOT IN ('warned', 'changed')}),
	'assign close found_again give_back institute lapsed list_changed model_changed rectify reopen scope_granted scope_revoked verify version_in_force',
	'everything there is to write');

$node->stop;
done_testing();
