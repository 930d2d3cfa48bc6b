# What is shipped for China is what its sources say: the notices day by day, and
# the tables as their scripts write them.  Dumped and restored, a calendar is the
# same value.
use strict;
use warnings;

use JSON::PP;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

my $notices = "$ENV{SV_DATA}/holiday_cn";
my $node = sv_node('main');

$node->safe_psql('postgres', 'CREATE EXTENSION supervise');

# --- Every row of every year, read from the source itself.
SKIP:
{
	skip "no $notices", 3 unless -d $notices;
	my (%off, @empty);

	foreach my $file (sort glob("$notices/*.json"))
	{
		my $notice = decode_json(slurp_file($file));

		push @empty, $notice->{year} unless @{ $notice->{days} };
		$off{ $_->{date} } = $_->{isOffDay} ? 't' : 'f' foreach @{ $notice->{days} };
	}
	my $values = join(', ', map { "('$_'::date, '$off{$_}'::boolean)" } sort keys %off);

	cmp_ok(scalar keys %off, '>', 600, 'the notices are there');
	is($node->safe_psql('postgres', qq{
		SELECT count(*) - count(*) FILTER (WHERE supervise.is_working_day(supervise.china_workcalendar(), day) = NOT off)
		FROM (VALUES $values) v (day, off)}), '0', 'every day of every notice agrees');
	my ($status, $out, $error) = $node->psql('postgres',
		"SELECT supervise.is_working_day(supervise.china_workcalendar(), '$empty[0]-01-01')");
	like($error, qr/day $empty[0]-01-01 is outside the work calendar/, "$empty[0], which has no notice, is refused");
}

# --- The scripts write what is in the tree.
SKIP:
{
	my $tree = $ENV{SV_COPY};

	skip 'no python3', 3 if system('python3 -c "" 2>/dev/null') != 0;
	is(scalar `python3 $tree/src/core/lunar_years.py`, slurp_file("$tree/src/core/lunar_years.h"), 'lunar years are derived again');
	skip "no $notices", 2 unless -d $notices;
	my $copy = PostgreSQL::Test::Utils::tempdir();

	mkdir "$copy/$_" or die "$copy/$_: $!\n" foreach qw(src src/core regress);
	system('cp', "$tree/src/core/china_days.py", "$copy/src/core/") == 0 or die;
	system('python3', "$copy/src/core/china_days.py", $notices) == 0 or die;
	foreach my $file ('src/core/china_days.h', 'regress/data/china_days.csv')
	{
		is(slurp_file("$copy/$file"), slurp_file("$tree/$file"), "$file is written again");
	}
}

# --- Dump and restore.
my $dump = PostgreSQL::Test::Utils::tempdir() . '/dump.sql';
my $sum = q{SELECT count(*), md5(string_agg(id || ':' || cal::text || ':' || encode(supervise.workcalendar_send(cal), 'hex'), ',' ORDER BY id)) FROM kept};

$node->safe_psql('postgres', q{
	CREATE TABLE kept (id int, cal supervise.workcalendar, due date GENERATED ALWAYS AS (supervise.add_working_days(cal, '2026-02-13', id)) STORED);
	INSERT INTO kept VALUES (1, supervise.china_workcalendar()), (2, supervise.china_workcalendar(true)),
		(3, supervise.workcalendar_outside('2026-02-13 outside=error', 'weekdays'));
	CREATE UNIQUE INDEX ON kept (cal);
	CREATE VIEW late AS SELECT id, a.* FROM kept, supervise.alert(cal, '2026-01-05', 20, as_of => '2026-02-13') a});
$node->command_ok([ 'pg_dump', '--file', $dump, $node->connstr('postgres') ], 'dumped');
$node->safe_psql('postgres', 'CREATE DATABASE restored TEMPLATE template0');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', $dump, $node->connstr('restored') ], 'restored');
is($node->safe_psql('restored', $sum), $node->safe_psql('postgres', $sum), 'the calendars are the same');
is($node->safe_psql('restored', 'SELECT * FROM late ORDER BY id'), $node->safe_psql('postgres', 'SELECT * FROM late ORDER BY id'), 'and so is a view on them');

$node->stop;
done_testing();
