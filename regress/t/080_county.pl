# The synthetic county: the same for the same seed, whatever the plan; what it
# says of itself is true; and the demonstration finds what was planted in it.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

my $demo = "$ENV{SV_COPY}/demo";
my $node = sv_node('county', 'fsync = off');

sub load_county
{
	my ($db, $payments, $seed, $options) = @_;
	my $script = `bash $demo/county/load --payments $payments --seed $seed --print`;

	die "demo/county/load failed" if $? != 0;
	$node->safe_psql('postgres', "CREATE DATABASE $db");
	$node->safe_psql($db, 'CREATE EXTENSION supervise');
	# safe_psql would not give \set and \if to psql's own parser.
	my $file = PostgreSQL::Test::Utils::tempdir() . "/$db.sql";
	write_text($file, ($options // '') . $script);
	$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($db), '-f', $file ],
		"$payments payments of seed $seed are made");
	return;
}

sub write_text
{
	my ($file, $text) = @_;

	open(my $fh, '>', $file) or die "$file: $!";
	print $fh $text;
	close $fh;
	return;
}

# One line for each table and view of the county: its rows, and what they hold.
sub fingerprint
{
	my ($db) = @_;

	my $names = $node->safe_psql($db, q{
		SELECT oid::regclass FROM pg_class WHERE relkind IN ('r', 'v') AND relnamespace::regnamespace::text NOT IN
			('pg_catalog', 'information_schema', 'supervise', 'public')
		ORDER BY oid::regclass::text COLLATE "C"});
	my $sql = join(' UNION ALL ', map {
		"SELECT '" . s/'/''/gr . " ' || count(*) || ' ' || md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE \"C\")) FROM $_ t"
	} split(/\n/, $names));
	# Parallel branches answer in any order.
	return join("\n", sort split(/\n/, $node->safe_psql($db, $sql)));
}

# --- One seed, one county.
my $serial = "SET max_parallel_workers_per_gather = 0; SET enable_hashjoin = off; SET work_mem = '256kB';\n";
my $parallel = "SET min_parallel_table_scan_size = 0; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;\n";

load_county('a', 6000, 1, $serial);
load_county('b', 6000, 1, $parallel);
load_county('c', 6000, 2);
my ($a, $b, $c) = map { fingerprint($_) } qw(a b c);
cmp_ok(scalar(split(/\n/, $a)), '>=', 15, 'there are tables to compare');
is($b, $a, 'one seed makes one county, whatever the plan');
isnt($c, $a, 'another seed makes another');
is_deeply([ map { (split)[0] } split(/\n/, $c) ], [ map { (split)[0] } split(/\n/, $a) ],
	'of the same tables');

# --- What the county says of itself.
load_county('county', 60000, 1);

sub none
{
	my ($sql, $name) = @_;

	return is($node->safe_psql('county', $sql), '', $name);
}

none(q{SELECT day FROM county.office_day WHERE works <> supervise.is_working_day(supervise.china_workcalendar(), day)},
	'the county works on the days the State Council says');
my $payments = $node->safe_psql('county', 'SELECT count(*) FROM county.payment');
cmp_ok(abs($payments - 60000), '<', 1800, "about as many payments as asked for ($payments)");
none('SELECT id_card FROM county.person GROUP BY 1 HAVING count(*) > 1', 'no id twice');
none(q{SELECT id_card FROM county.person WHERE id_card !~ '^[0-9]{2}0000[0-9]{11}[0-9X]$'},
	'every id has the code of a province where a county should be');
none(q{SELECT id_card FROM county.person WHERE supervise.resident_id(id_card) IS DISTINCT FROM id_card},
	'every id is well-formed');
none(q{SELECT id_card FROM county.person WHERE substr(id_card, 7, 8) <> to_char(born, 'YYYYMMDD')
	OR substr(id_card, 17, 1)::int % 2 <> (sex = 'M')::int}, 'ids agree with birth and sex');
none(q{SELECT id_card FROM county.person WHERE born > date '2024-12-31' OR born < date '1914-01-01' OR length(name) NOT BETWEEN 2 AND 3},
	'nobody is unborn, nobody older than 110, everybody has a name');
none(q{SELECT kind FROM county_truth.kind WHERE kind NOT IN (SELECT kind FROM county_truth.case)},
	'every kind is planted');
none(q{
	SELECT a.person_no FROM county_truth.enrolment a JOIN county_truth.enrolment b USING (person_no)
	JOIN county.exclusion x ON x.source_a = a.programme AND x.source_b = b.programme
	WHERE a.first_month <= b.last_month AND b.first_month <= a.last_month
	AND person_no NOT IN (SELECT person_no FROM county_truth.case)},
	'only planted cases hold programmes that exclude each other');
none(q{SELECT * FROM county.payment WHERE isempty(period) OR amount = 0 OR num_nulls(id_card, pay_id, programme, period, amount, batch) > 0},
	'the view reads every ledger');
none(q{SELECT pay_id FROM county.payment GROUP BY 1 HAVING count(*) > 1}, 'no record number twice');
is($node->safe_psql('county', q{SELECT batch, repeats FROM county.upload WHERE repeats IS NOT NULL}),
	'AG02-06-2|AG02-06-1', 'the ledger uploaded twice is recognised');
my $messy = $node->safe_psql('county', q{
	SELECT bool_or(id_card ~ '[０-９]'), bool_or(id_card ~ 'x$'), bool_or(id_card ~ ' ') FROM county.payment});
is($messy, 't|t|t', 'ids are written in every way');

# --- The demonstration over it.
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('county'), '-f', "$demo/sql/10-find.sql" ],
	'the demonstration runs');
none(q{
	WITH RECURSIVE reads (oid) AS (
		VALUES ('demo.claim'::regclass::oid), ('county.exclusion'::regclass)
		UNION
		SELECT d.refobjid FROM reads JOIN pg_rewrite r ON r.ev_class = reads.oid
		JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
	)
	SELECT c.oid::regclass FROM reads JOIN pg_class c USING (oid) WHERE relnamespace = 'county_truth'::regnamespace},
	'what the detector reads does not reach the truth');
is($node->safe_psql('county', 'SELECT precision >= 0.95 FROM demo.score WHERE setting = 3'), 't', 'precision is 0.95 or more');
is($node->safe_psql('county', q{
	SELECT DISTINCT kind FROM county_truth.answer a WHERE wrong AND NOT EXISTS (
		SELECT FROM demo.hit h WHERE setting = 3 AND h.subject = a.id_card AND h.during && a.during) ORDER BY 1}),
	"short_overlap\nunreadable_id", 'all is found but what is short or unreadable');
is($node->safe_psql('county', q{
	SELECT DISTINCT kind FROM county_truth.answer WHERE wrong AND NOT EXISTS (
		SELECT FROM demo.hit h WHERE setting = 2 AND subject = id_card AND h.during && answer.during) ORDER BY 1}),
	'unreadable_id', 'with min_days 1 the short ones too');
is($node->safe_psql('county', q{
	SELECT DISTINCT coalesce(kind, 'not planted') FROM demo.mark WHERE setting = 3 AND case_no IS NULL ORDER BY 1}),
	"recovered\nwrong_person", 'and of the innocent only those that the evidence itself excuses');
is($node->safe_psql('county', q{
	SELECT DISTINCT f.finding_no IN (SELECT finding_no FROM demo.doubt) FROM demo.mark m JOIN demo.finding f USING (subject, during)
	WHERE m.setting = 3 AND case_no IS NULL}), 't', 'each of which is shown with its doubt');

# The definition in plain SQL.
sv_same($node, q{SELECT subject, during, days, sources, claims, amount, excess FROM demo.hit WHERE setting = 3}, q{
	WITH claim AS (
		SELECT * FROM demo.claim WHERE subject IN (SELECT subject FROM demo.claim GROUP BY 1 HAVING count(DISTINCT source) > 1)
	), clash AS (
		SELECT a.*, a.valid * b.valid AS days FROM claim a JOIN claim b ON a.subject = b.subject AND a.valid && b.valid
		JOIN county.exclusion ON (a.source, b.source) IN ((source_a, source_b), (source_b, source_a))
	), episode AS (
		SELECT subject, unnest(range_agg(days)) AS during FROM clash GROUP BY subject
	), part AS (
		SELECT DISTINCT e.subject, e.during, record, source, amount
		FROM episode e JOIN clash c ON c.subject = e.subject AND c.days && e.during
	), by_source AS (
		SELECT subject, during, source, count(*) AS claims, sum(amount) AS amount FROM part GROUP BY 1, 2, 3
	)
	SELECT subject, during, upper(during) - lower(during), array_agg(source ORDER BY source COLLATE "C"),
		sum(claims), sum(amount), sum(amount) - max(amount)
	FROM by_source GROUP BY subject, during HAVING upper(during) - lower(during) >= 32},
	'the detector agrees with the definition in plain SQL', db => 'county');

# --- The report: one file that asks nobody for anything.
my $report = PostgreSQL::Test::Utils::tempdir() . '/report.html';
$node->command_ok([ 'psql', '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('county'),
	'-f', "$demo/sql/30-report.sql", '-o', $report ], 'the report is written');
my $html = slurp_file($report);
unlike($html, qr{(?:src|href|url)\s*[=(]|https?:|<script}i, 'it needs neither network nor script');
foreach my $tag (qw(html head body main header footer section div table thead tbody tr td th h2 h3 p svg text span small))
{
	my $open = () = $html =~ /<$tag[\s>]/g;
	my $close = () = $html =~ m{</$tag>}g;

	is($close, $open, "every <$tag> is closed ($open)");
}
my $findings = $node->safe_psql('county', 'SELECT least(300, count(*)) FROM demo.finding');
my $listed = () = $html =~ /<td class="k">\d{6}\*{8}[0-9X]{4}</g;
is($listed, $findings, 'every finding is listed');
my $names = $node->safe_psql('county', q{SELECT string_agg(told_zh, E'\n' ORDER BY rank) FROM demo.told WHERE rank <= 12});
like($html, qr/\Q$_\E/, 'a finding is told') foreach split(/\n/, $names);

$node->command_like([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-v', 'bold=', '-v', 'plain=', '-d', $node->connstr('county'),
	'-f', "$demo/sql/20-show.sql" ], qr/precision/, 'and it is told in a terminal');

done_testing();
