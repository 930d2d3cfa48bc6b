# The packs over the county: adopted as demo/adopt says, run, and marked against
# what was planted.  Recall is 1 on the clear cases, precision 0.95 at least.
#
# SV_COUNTY_PAYMENTS=20000 for a quick look, SV_CATALOGUE=SUB-0* to mark some.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

my $demo = "$ENV{SV_COPY}/demo";
my $payments = $ENV{SV_COUNTY_PAYMENTS} // 200_000;
my $wanted = ($ENV{SV_CATALOGUE} // '*') =~ s/\*/%/gr;
my $node = sv_node('county', 'fsync = off', 'shared_buffers = 256MB');
my @adopt = sort glob("$demo/adopt/*.sql");

plan skip_all => 'no pack is adopted in demo/adopt' unless @adopt;

# psql, not safe_psql: the scripts use psql's own commands.
sub script
{
	my ($what, $user, @files) = @_;
	my ($out, $err) = ('', '');
	my $began = time;
	my $ok = IPC::Run::run([ 'psql', '-X', '-q', '-At', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres') . " user=$user",
			map { ('-f', $_) } @files ], '<', \undef, '>', \$out, '2>', \$err);

	ok($ok, $what) or diag($err);
	note(sprintf('%s: %d s', $what, time - $began));
	return $out;
}

my $load = PostgreSQL::Test::Utils::tempdir() . '/load.sql';
system("bash $demo/county/load --payments $payments --print > $load") == 0 or die "demo/county/load failed";
$node->safe_psql('postgres', 'CREATE EXTENSION supervise; CREATE ROLE boss LOGIN; GRANT CREATE ON DATABASE postgres TO boss');
script("the county of $payments payments is made", $ENV{USER} // 'postgres', $load);
$node->safe_psql('postgres', q{
	DO $$
	DECLARE s name;
	BEGIN
		FOR s IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'supervise', 'county_truth', 'public') LOOP
			EXECUTE format('GRANT USAGE ON SCHEMA %I TO boss', s);
			EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO boss', s);
		END LOOP;
	END $$;
	SET SESSION AUTHORIZATION boss;
	SELECT supervise.create_workspace('oversight');
});
# What is said of templates that were not adopted is shown, not judged.
diag(script('the packs are adopted, without a right to read the truth', 'boss', @adopt)) if $ENV{SV_VERBOSE};
script('the packs are adopted, without a right to read the truth', 'boss', @adopt) unless $ENV{SV_VERBOSE};
my $days = q{(SELECT as_of FROM county.scale)};
$node->safe_psql('postgres', qq{SET SESSION AUTHORIZATION boss;
	SELECT r.status FROM oversight.model m CROSS JOIN LATERAL oversight.run(m.code, $days) r ORDER BY m.code});
is($node->safe_psql('postgres', q{SELECT model || ': ' || error FROM oversight.run WHERE status <> 'done' ORDER BY model}), '',
	'every model runs');
is($node->safe_psql('postgres', q{SELECT code FROM supervise.catalogue WHERE waits IS NULL
		AND code NOT IN (SELECT template FROM oversight.adopted) ORDER BY code}), '', 'every template is adopted');
is($node->safe_psql('postgres', q{SELECT DISTINCT model FROM county_truth.planted
		WHERE model NOT IN (SELECT template FROM oversight.adopted) ORDER BY 1}), '', 'nothing is planted for a model that is not there');

$node->safe_psql('postgres', q{GRANT USAGE ON SCHEMA county_truth TO PUBLIC; GRANT SELECT ON county_truth.planted TO PUBLIC;
	ALTER TABLE county_truth.planted OWNER TO CURRENT_USER});
my $marks = $node->safe_psql('postgres', qq{SET SESSION AUTHORIZATION boss;
	SELECT template, population, hits, insufficient_data, clear, clear_found, planted, found, coalesce(precision, 1), milliseconds
	FROM county_truth.mark() WHERE template LIKE '$wanted' ORDER BY template});
note(sprintf('%-8s %10s %7s %8s %11s %11s %10s %8s', qw(model population hits unjudged clear planted precision ms)));
foreach my $line (split(/\n/, $marks))
{
	my ($code, $population, $hits, $unjudged, $clear, $clear_found, $planted, $found, $precision, $ms) = split(/\|/, $line);

	note(sprintf('%-8s %10d %7d %8d %5d/%-5d %5d/%-5d %10.3f %8.0f', $code, $population, $hits, $unjudged, $clear_found, $clear, $found, $planted, $precision, $ms));
	ok($clear > 0 && $clear_found == $clear, "$code finds $clear_found of $clear clear cases")
	  or examples('not found', $code, qq{SELECT p.kind || ' ' || p.subject FROM county_truth.planted p WHERE p.model = '$code' AND p.clear AND NOT EXISTS (
		SELECT FROM oversight.finding f JOIN oversight.adopted a ON a.model = f.model WHERE a.template = p.model AND f.subject = p.subject)});
	cmp_ok($precision, '>=', 0.95, "$code is right in $precision of $hits")
	  or examples('wrongly found', $code, qq{SELECT coalesce((SELECT min(p.kind) FROM county_truth.planted p WHERE p.model = a.template AND p.subject = f.subject), 'not planted')
			|| ' ' || f.subject || ': ' || coalesce(f.reason, '') FROM oversight.finding f JOIN oversight.adopted a ON a.model = f.model
		WHERE a.template = '$code' AND NOT EXISTS (SELECT FROM county_truth.planted p WHERE p.model = a.template AND p.subject = f.subject AND p.wrong)});
}
$node->stop;
done_testing();

sub examples
{
	my ($what, $code, $sql) = @_;

	diag("$code $what: $_") foreach split(/\n/, $node->safe_psql('postgres', "SET SESSION AUTHORIZATION boss; $sql ORDER BY 1 LIMIT 8"));
	return;
}
