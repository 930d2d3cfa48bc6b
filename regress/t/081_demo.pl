# ./demo/run as a stranger would: from another directory, twice, and away again.

use strict;
use warnings;

use Cwd;
use PostgreSQL::Test::Utils;
use Test::More;

my $run = "$ENV{SV_COPY}/demo/run";
my $tmp = PostgreSQL::Test::Utils::tempdir_short();

$ENV{TMPDIR} = $tmp;
delete @ENV{ grep { /^PG(?!_REGRESS)/ } keys %ENV };
chdir '/' or die "/: $!";

# Servers whose data lies under our directory.
sub servers { return grep { -e } glob("$tmp/supervise-demo-*/data/postmaster.pid"); }

sub demo
{
	my ($out, $err) = ('', '');
	my $ok = IPC::Run::run([ $run, @_ ], '<', \'', '>', \$out, '2>', \$err);

	diag($err) if $err ne '';
	return ($ok ? 0 : 1, $out, $err);
}

my ($status, $out, $err) = demo('psql', '-c', 'SELECT 1');
isnt($status, 0, 'psql before there is anything fails');
like($err, qr/run .*demo\/run first/, 'and says what to do');

($status, $out, $err) = demo('--payments', 'many');
isnt($status, 0, 'a number that is none is refused');
is_deeply([ glob("$tmp/supervise-demo-*") ], [], 'before anything is done');
($status, $out, $err) = demo('--payments', '9' x 30);
isnt($status, 0, 'a county that cannot be made is an error');
like($err, qr/out of range/, '  that is shown');
is(scalar(servers()), 0, '  and leaves no server');

foreach my $time ('first', 'second')
{
	($status, $out, $err) = demo($time eq 'first' ? ('--payments', '8000') : ());
	is($status, 0, "the $time run ends well") or diag($out);
	is($err, '', '  and complains of nothing');
	like($out, qr/\d+ findings on \d+ people/, '  it says what it found');
	like($out, qr/0\.\d\d\d/, '  and how good that is');
	my ($report) = $out =~ /^Report\s+(\S+)$/m;
	like(slurp_file($report // '/dev/null'), qr{</html>\s*\z}, '  the report is where it says');
	is(scalar(servers()), 0, '  no server is left');
}

# The second run was as the READMEs show it: every line of theirs is the
# beginning of one of its own.
foreach my $readme ('README.md', 'README.zh-CN.md')
{
	my ($shown) = slurp_file("$ENV{SV_COPY}/$readme") =~ /^```\n( №.*?)^```$/ms;
	my @lines = grep { /\S/ } split(/\n/, $shown // '');
	my @missing = grep { my $line = s/\s+$//r; $out !~ /^\Q$line\E/m } @lines;

	cmp_ok(scalar(@lines), '>', 10, "$readme shows output");
	is(join("\n", @missing), '', '  and the demonstration prints it');
}

($status, $out) = demo('psql', '-X', '-A', '-t', '-c', 'SELECT count(*) > 0 FROM demo.finding');
is($out, "t\n", 'psql finds the same database');
is(scalar(servers()), 0, 'and stops the server when it ends');

($status) = demo('stop');
is($status, 0, 'stop');
is_deeply([ glob("$tmp/supervise-demo-*") ], [], 'removes everything');
($status) = demo('stop');
is($status, 0, 'and may be said twice');

done_testing();
