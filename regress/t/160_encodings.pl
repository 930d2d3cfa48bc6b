# The extension in a database that is not UTF-8: it can be created, and says in
# Chinese what it says in UTF-8.
use strict;
use warnings;

use SvTest;
use Test::More;

my $node = sv_node('main');
my $utf8 = q{SET client_encoding = 'UTF8'; };
my $question = q{SELECT supervise.china_festival('中秋节', 2026), supervise.days_to_festival('2026-01-01', '春节'), n.*,
		obj_description('supervise.alert(supervise.workcalendar, date, integer, date, date, daterange[], text, integer, integer, boolean)'::regprocedure, 'pg_proc')
	FROM supervise.next_festival('2026-09-15') n};

$node->safe_psql('postgres', 'CREATE EXTENSION supervise');
my $answer = $node->safe_psql('postgres', $utf8 . $question);
is($answer, '2026-09-25|47|Mid-Autumn|中秋节|2026-09-25|10|How a limit in days stands: level, last day, used, left 以日计的期限状态：预警等级、截止日、已用、剩余',
	'UTF8');
foreach my $encoding ('EUC_CN', 'SQL_ASCII')
{
	my $database = lc $encoding;

	$node->safe_psql('postgres', "CREATE DATABASE $database ENCODING '$encoding' LOCALE 'C' TEMPLATE template0");
	$node->safe_psql($database, 'CREATE EXTENSION supervise');
	my $set = $encoding eq 'SQL_ASCII' ? '' : $utf8;
	is($node->safe_psql($database, $set . $question), $answer, $encoding);
	my (undef, undef, $error) = $node->psql($database, $set . q{SELECT '2026-01-01..2026-01-31 outside=error 春节'::supervise.workcalendar});
	like($error, qr/At character 38, before "/, "$encoding: a wrong calendar is shown where it is wrong");
	unlike($error, qr/invalid byte sequence|no equivalent/, "$encoding: and in whole characters");
}
$node->stop;
done_testing();
