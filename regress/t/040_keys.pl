# Keys: the shared vectors, the regions against a second list, other encodings
# of the server, and bytes that are no characters.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

my $node = sv_node('keys');
$node->safe_psql('postgres', 'CREATE EXTENSION supervise');

# --- Every vector is judged right, and says what its note says.
SKIP:
{
	my $vectors = "$ENV{SV_DATA}/cn_identifiers/vectors.csv";

	skip "no $vectors", 4 unless -r $vectors;
	$node->safe_psql('postgres', 'CREATE TABLE vector (kind text, value text, valid boolean, why text, note text)');
	system_or_bail('psql', '-X', '-q', '-h', $node->host, '-p', $node->port, '-d', 'postgres',
		'-c', "\\copy vector FROM '$vectors' (FORMAT csv, HEADER)");
	cmp_ok($node->safe_psql('postgres', 'SELECT count(*) FROM vector'), '>', 400, 'the vectors are read');
	is(sv_rows($node, q{
		SELECT kind, value, why, problem
		FROM vector, LATERAL (SELECT CASE kind WHEN 'uscc_18' THEN supervise.credit_code_problem(value)
			WHEN 'bank_card' THEN supervise.bank_card_problem(value) ELSE supervise.resident_id_problem(value) END) p (problem)
		WHERE (problem IS NULL) <> valid OR problem = 'region_unlisted'}), '', 'every vector is judged right');
	is(sv_rows($node, q{
		SELECT value, note FROM vector WHERE kind = 'resident_id_15' AND 'to18=' || supervise.resident_id(value) IS DISTINCT FROM note
		UNION ALL
		SELECT value, note FROM vector WHERE kind = 'resident_id_18' AND note LIKE 'sex=%'
			AND 'sex=' || supervise.resident_id_sex(value) || ';birth=' || supervise.resident_id_birth_date(value) IS DISTINCT FROM note}),
		'', 'they say of themselves what their notes say');
	is($node->safe_psql('postgres', q{
		SELECT count(*) FROM vector WHERE CASE kind WHEN 'uscc_18' THEN supervise.credit_code(value)
			WHEN 'bank_card' THEN supervise.bank_card(value) WHEN 'resident_id_18' THEN supervise.resident_id(value) ELSE value END <> value}),
		'0', 'a valid one is its own canonical form');
}

# --- The regions against a list of other origin, which is only read here: no
# id from a county of it, born in its last year, is called an error.
SKIP:
{
	my $list = "$ENV{SV_DATA}/cn_regions/gb2260_with_years_stdnum.dat";
	my ($province, @ids) = ('');

	skip "no $list", 2 unless open(my $in, '<:encoding(UTF-8)', $list);
	while (my $line = <$in>)
	{
		$province = $1 if $line =~ /^(\d\d) /;
		next unless $line =~ /^\s+(\d{4}) county="(?:\[(\d*)-(\d*)\])?([^"]*)"$/;
		my ($digits, $from, $until) = ($1, $2 || 1984, $3 || 2020);
		# before 1984 nobody had a number
		next if $until < 1984 || $digits =~ /00$/;
		push @ids, with_check("$province$digits" . ($until - 1) . '0101' . '007');
	}
	cmp_ok(scalar(@ids), '>', 5000, 'the other list is read');
	$node->safe_psql('postgres', "CREATE TABLE listed AS SELECT unnest(string_to_array('" . join(',', @ids) . "', ',')) AS id");
	my $counts = sv_rows($node, 'SELECT coalesce(supervise.resident_id_problem(id), $$none$$), count(*) FROM listed GROUP BY 1');
	note $counts;
	my %count = map { split /\|/ } split(/\n/, $counts);
	is(join(' ', grep { !/^(?:none|region_unlisted|region_withdrawn)$/ } keys %count), '', 'no error among its counties');
	cmp_ok((($count{region_unlisted} // 0) + ($count{region_withdrawn} // 0)) / @ids, '<', 0.02, 'and a doubt in few');
}

# --- Bytes that are no characters, where the server did not check them.
$node->safe_psql('postgres', 'CREATE CAST (bytea AS text) WITHOUT FUNCTION');
foreach my $bytes ('ff', 'e4b8', 'c080', 'eda080', 'f4908080', '313130ff', '80')
{
	is($node->safe_psql('postgres', qq{
		SELECT string_agg(DISTINCT p, ' ') FROM (SELECT CAST('\\x$bytes'::bytea AS text) AS v) t, LATERAL (VALUES
			(supervise.resident_id_problem(v)), (supervise.credit_code_problem(v)), (supervise.bank_card_problem(v)),
			(supervise.mobile_number_problem(v)), (supervise.plate_number_problem(v)),
			(supervise.person_name_problem(v)), (supervise.org_name_problem(v))) x (p)}),
		'encoding', "bytes $bytes are named by every kind");
	is($node->safe_psql('postgres', qq{
		SELECT count(*) FROM (SELECT CAST('\\x$bytes'::bytea AS text) AS v) t WHERE
			supervise.resident_id(v) IS NULL AND supervise.person_name(v) IS NULL AND supervise.mask(v, 'person_name') = '********'
			AND supervise.mask(v, 'resident_id') = '********'}), '1', "bytes $bytes give nothing");
}

# --- EUC_CN: the same answers, read and written in the server's encoding.
$node->safe_psql('postgres', q{CREATE DATABASE cn ENCODING 'EUC_CN' LOCALE 'C' TEMPLATE template0});
is($node->psql('cn', 'CREATE EXTENSION supervise'), 0, 'the extension can be created: EUC_CN has every character of its script');
my $question = q{SET client_encoding = 'UTF8'; SELECT
	supervise.resident_id('４４０１１３　２０１４１００５　００１ｘ'), supervise.resident_id_problem('不详'),
	supervise.plate_number('京ａ・１２３４５'), supervise.plate_number_kind('京A1234警'),
	supervise.person_name('阿依古丽・买买提'), supervise.org_name('ＡＢＣ（北京） 有限公司'),
	supervise.mask('欧阳娜娜', 'person_name'), supervise.person_name_problem('不详')};
my $answer = $node->safe_psql('cn', $question);
my $expected = '44011320141005001X|character|京A12345|police|阿依古丽·买买提|ABC(北京)有限公司|欧阳**|placeholder';
is($node->safe_psql('postgres', $question), $expected, 'UTF-8');
# EUC_CN has no other middle dot than the katakana one.
is($answer, $expected =~ s/·/・/r, 'EUC_CN gives the same answers');

is($node->safe_psql('cn', q{SET client_encoding = 'UTF8';
	SELECT valid, repaired, problems, distinct_values, most_repeated, share
	FROM supervise.key_quality($$ VALUES ('张三'), ('张　三'), ('李四'), ('不详'), (NULL) $$, '{person_name}')}),
	'3|1|{"placeholder": 1}|3|张三|0.500000', 'key_quality in EUC_CN');

# --- SQL_ASCII: bytes are read as UTF-8.
$node->safe_psql('postgres', q{CREATE DATABASE bytes ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0});
$node->safe_psql('bytes', 'CREATE EXTENSION supervise');
is($node->safe_psql('bytes', $question =~ s/SET client_encoding[^;]*; //r), $expected, 'SQL_ASCII gives the same answers');

# --- Parallel workers give what one process gives.
$node->safe_psql('postgres', q{
	CREATE TABLE many AS SELECT (110101199001010000 + g)::text AS id FROM generate_series(0, 99999) g;
	ANALYZE many});
my $count = 'SELECT count(supervise.resident_id(id)), count(supervise.resident_id_problem(id)) FROM many';
my $forced = 'SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 2;';
like($node->safe_psql('postgres', "$forced EXPLAIN $count"), qr/Parallel/, 'the plan is parallel');
is($node->safe_psql('postgres', "$forced $count"), $node->safe_psql('postgres', "SET max_parallel_workers_per_gather = 0; $count"), 'with the same answer');

done_testing();

# Seventeen digits with their check character.
sub with_check
{
	my ($digits) = @_;
	my @weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
	my $sum = 0;

	$sum += $weights[$_] * substr($digits, $_, 1) foreach 0 .. 16;
	return $digits . substr('10X98765432', $sum % 11, 1);
}
