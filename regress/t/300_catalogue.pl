# The hand-made cases of every template, regress/catalogue/CODE.sql: who must be
# found, who must not and why, and who cannot be judged.  catalogue/README.md says
# how a case is written.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

use lib "$ENV{SV_COPY}/catalogue";
use Catalogue;

my $cases = "$ENV{SV_COPY}/regress/catalogue";
my $node = sv_node('catalogue', 'fsync = off');
# SV_CATALOGUE=SUB-0* runs some of them.
my $wanted = $ENV{SV_CATALOGUE} // '*';

$node->safe_psql('postgres', q{
	CREATE EXTENSION supervise;
	CREATE ROLE boss LOGIN;
	GRANT CREATE ON DATABASE postgres TO boss;
	SET SESSION AUTHORIZATION boss;
	SELECT supervise.create_workspace('w');
});

my @templates = split(/\n/, $node->safe_psql('postgres', q{SELECT code FROM supervise.catalogue WHERE waits IS NULL ORDER BY code}));
my %is_template = map { $_ => 1 } @templates;
is(join(' ', grep { !$is_template{$_} } map { m{([^/]+)\.sql$} } glob("$cases/*.sql")), '', 'every case is of a template');
foreach my $code (grep { glob_matches($wanted, $_) } @templates)
{
	subtest $code => sub { check_case($code) };
}
check_documentation();
check_dump();
$node->stop;
done_testing();

# ---------------------------------------------------------------------------

sub glob_matches
{
	my ($glob, $name) = @_;
	my $pattern = join('.*', map { quotemeta } split(/\*/, $glob, -1));

	return $name =~ /^$pattern$/;
}

# As the workspace's owner; an error is a failure and gives undef.
sub ask
{
	my ($what, $sql) = @_;
	my ($status, $out, $err) = $node->psql('postgres', "SET SESSION AUTHORIZATION boss; SET client_min_messages = warning; $sql");

	return $out if $status == 0;
	fail($what);
	diag($err);
	return;
}

sub none
{
	my ($what, $sql) = @_;
	my $rows = ask($what, $sql);

	is($rows, '', $what) if defined $rows;
	return;
}

sub check_case
{
	my ($code) = @_;
	my $schema = 'case_' . lc($code =~ tr/-/_/r);
	my $model = lc($code =~ tr/-/_/r);
	my $file = "$cases/$code.sql";

	return fail("$code has cases in regress/catalogue/$code.sql") unless -f $file;
	ask('a schema', "CREATE SCHEMA $schema") // return;
	local $ENV{PGOPTIONS} = "-c search_path=$schema -c role=boss -c client_min_messages=warning";
	my ($out, $err) = ('', '');
	my $made = IPC::Run::run([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'), '-f', $file ],
		'<', \undef, '>', \$out, '2>', \$err);
	ok($made, 'the cases are made') or return diag($err);
	delete $ENV{PGOPTIONS};

	my $has = sub { return $node->safe_psql('postgres', "SELECT to_regclass('$schema.$_[0]') IS NOT NULL") eq 't' };
	my $parameters = $has->('parameters') ? "(SELECT value FROM $schema.parameters)" : q{'{}'};
	my $day = $has->('as_of') ? "(SELECT day FROM $schema.as_of)" : q{date '2024-12-31'};
	my $sources = qq{(SELECT coalesce(jsonb_object_agg(DISTINCT i.input, '$schema.' || i.input), '{}')
		FROM supervise.catalogue_input i WHERE i.template = '$code' AND to_regclass('$schema.' || i.input) IS NOT NULL)};

	none('nothing keeps it from being adopted', qq{SELECT * FROM w.check('$code', $sources)});
	ask('it is adopted', qq{SELECT w.adopt('$code', $sources, $parameters)}) // return;
	is(ask('it runs in Chinese', qq{SET supervise.language = 'zh'; SELECT concat_ws(' ', status, error) FROM w.run('$model', $day, shadow => true)}),
		'done', 'it runs in Chinese');
	is(ask('it runs', qq{SELECT concat_ws(' ', status, error) FROM w.run('$model', $day)}), 'done', 'it runs') or return;
	compare($code, $schema, $model, $day);
	survive($schema, $model, $day);
	return;
}

# The same tables, one value in eight gone and rows listed twice: no row, however poor,
# may stop a run, and nobody may be found who is not in the population.  Only rules may:
# what excludes what, or two limits for one day, has to be put right, not guessed.
sub survive
{
	my ($schema, $model, $day) = @_;
	my $rounds = $ENV{SV_ROUNDS} // 2;

	foreach my $round (1 .. $rounds)
	{
		like(ask('a poor register', qq{
			SET client_min_messages = error;
			BEGIN;
			DO \$\$
			DECLARE
				c record;
			BEGIN
				PERFORM setseed($round / 1000.0);
				FOR c IN SELECT table_name AS t FROM information_schema.tables
					WHERE table_schema = '$schema' AND table_name NOT IN ('expected', 'parameters', 'as_of') ORDER BY 1
				LOOP
					EXECUTE format('INSERT INTO $schema.%1\$I SELECT * FROM $schema.%1\$I WHERE random() < 0.25', c.t);
				END LOOP;
				FOR c IN SELECT table_name AS t, column_name AS name FROM information_schema.columns
					WHERE table_schema = '$schema' AND table_name NOT IN ('expected', 'parameters', 'as_of') AND is_generated = 'NEVER' ORDER BY 1, 2
				LOOP
					EXECUTE format('UPDATE $schema.%I SET %I = NULL WHERE random() < 0.125', c.t, c.name);
				END LOOP;
			END \$\$;
			SELECT concat_ws(': ', status, error, hint) FROM w.run('$model', $day, shadow => true);
			ROLLBACK}), qr/\Adone\z|\Afailed: .*argument "(?:pairs|rules|ceilings)"/, "a poor register does not stop it (round $round)");
	}
	return;
}

sub compare
{
	my ($code, $schema, $model, $day) = @_;
	my $judged = qq{
		WITH p AS (SELECT v.population, v.search_path, x.* FROM w.model_version v CROSS JOIN LATERAL w._parameters('$model', 1, $day) x
			WHERE v.model = '$model' AND v.version = 1
		), asked AS (
			SELECT DISTINCT ON (q.subject) q.* FROM p CROSS JOIN LATERAL supervise.query_rows(w._wrapped_population(p.population, p.names, p.types, p.search_path),
				p.names, p.types, p.values, 'pg_temp') AS q(subject text, state text, reason text)
			ORDER BY q.subject, q.state COLLATE "C", q.reason COLLATE "C"
		), judged AS (
			SELECT a.subject, a.reason, CASE WHEN EXISTS (SELECT FROM w.finding f WHERE f.model = '$model' AND f.subject = a.subject) THEN 'hit'
				WHEN a.state = 'assessable' THEN 'clean' ELSE a.state END AS outcome
			FROM asked a)};

	none('every subject is judged as expected', qq{$judged
		SELECT coalesce(j.subject, e.subject) || ' is ' || coalesce(j.outcome, 'not asked about') || coalesce(' (' || j.reason || ')', '')
			|| ', expected ' || coalesce(e.outcome || ': ' || e.why, 'nothing')
		FROM judged j FULL JOIN (SELECT subject, min(outcome) AS outcome, min(why) AS why FROM $schema.expected GROUP BY subject) e USING (subject)
		WHERE j.outcome IS DISTINCT FROM e.outcome ORDER BY 1});
	none('every subject that cannot be judged has a reason', qq{$judged
		SELECT subject FROM judged WHERE outcome IN ('insufficient_data', 'not_applicable') AND coalesce(reason, '') = ''});
	foreach my $column (qw(amount during score))
	{
		next unless ask('its columns', "SELECT count(*) FROM information_schema.columns WHERE table_schema = '$schema' AND table_name = 'expected' AND column_name = '$column'");
		my $value = $column eq 'during' ? q{daterange(f.valid_from, f.valid_to, '[]')} : "f.$column";
		none("$column of what is found", qq{
			SELECT e.subject || ': ' || e.$column || ' expected, found ' || coalesce((SELECT string_agg($value\::text, ', ') FROM w.finding f WHERE f.model = '$model' AND f.subject = e.subject), 'nothing')
			FROM $schema.expected e WHERE e.$column IS NOT NULL AND NOT EXISTS (
				SELECT FROM w.finding f WHERE f.model = '$model' AND f.subject = e.subject AND $value = e.$column)});
	}
	none('each outcome has a case', qq{
		SELECT o FROM unnest('{hit,clean,insufficient_data,not_applicable}'::text[]) o
		WHERE NOT EXISTS (SELECT FROM $schema.expected e WHERE e.outcome = o)
			AND (o IN ('hit', 'clean') OR (SELECT population ~ o FROM supervise.catalogue WHERE code = '$code'))});
	none('each innocent explanation that is left out has a case', qq{
		SELECT d.ordinal || ' ' || d.explanation_en FROM supervise.catalogue_doubt d WHERE d.template = '$code' AND d.kind = 'excluded'
			AND NOT EXISTS (SELECT FROM $schema.expected e WHERE e.excluded = d.ordinal AND e.outcome = 'clean')});
	none('no case of an explanation that is none', qq{
		SELECT e.subject FROM $schema.expected e WHERE e.excluded IS NOT NULL AND (e.outcome <> 'clean' OR e.excluded > (
			SELECT count(*) FROM supervise.catalogue_doubt d WHERE d.template = '$code' AND d.kind = 'excluded'))});
	none('every finding says why, in both languages', qq{
		SELECT f.subject || ': ' || coalesce(f.reason, 'null') FROM w.finding f LEFT JOIN w.shadow_finding s ON s.fingerprint = f.fingerprint
		WHERE f.model = '$model' AND (coalesce(f.reason, '') = '' OR coalesce(s.reason, '') = '' OR s.reason = f.reason OR s.reason !~ '[一-龥]')});
	none('every finding leads to its records', qq{
		SELECT f.subject FROM w.finding f WHERE f.model = '$model'
			AND NOT EXISTS (SELECT FROM w.finding_record r WHERE r.finding_id = f.finding_id)});
	return;
}

# The reader of the documentation and lint sees what the database sees.
sub check_documentation
{
	my @read;

	foreach my $t (map { @{ $_->{templates} } } Catalogue::packs($ENV{SV_COPY}))
	{
		my @columns = map { my $i = $_; map { "$i->{name}.$_->{name}:$_->{family}" . ($_->{optional} ? '?' : '') . ":$_->{zh}" } @{ $i->{columns} } } @{ $t->{inputs} };
		my @parameters = map { join(':', $_->{name}, $_->{type}, $_->{value}, $_->{minimum}, $_->{maximum}, $_->{unit} // '', $_->{en}, $_->{source} // '') } @{ $t->{parameters} };

		push @read, join("\n", $t->{code}, map({ $t->{$_} // '' } qw(title_en title_zh question_en question_zh severity score_zh evidence_en next_zh source changed waits)),
			@columns, @parameters, map { my $kind = $_; map { "$kind: $_->{en} | $_->{zh}" } @{ $t->{$kind} } } qw(doubt excluded));
	}
	my $known = $node->safe_psql('postgres', q{
		SELECT concat_ws(E'\n', code, title_en, title_zh, question_en, question_zh, coalesce(severity, ''), coalesce(score_zh, ''), coalesce(evidence_en, ''),
			coalesce(next_zh, ''), source, coalesce(changed, ''), coalesce(waits, ''),
			(SELECT string_agg(i.input || '.' || i.name || ':' || i.family || CASE WHEN i.optional THEN '?' ELSE '' END || ':' || i.meaning_zh, E'\n' ORDER BY i.ordinal)
				FROM supervise.catalogue_input i WHERE i.template = code),
			(SELECT string_agg(concat_ws(':', p.name, p.type, coalesce(p.value, 'null'), coalesce(p.minimum, ''), coalesce(p.maximum, ''), coalesce(p.unit, ''), p.meaning_en, coalesce(p.source, '')), E'\n' ORDER BY p.ordinal)
				FROM supervise.catalogue_parameter p WHERE p.template = code),
			(SELECT string_agg(d.kind || ': ' || d.explanation_en || ' | ' || d.explanation_zh, E'\n' ORDER BY d.kind, d.ordinal) FROM supervise.catalogue_doubt d WHERE d.template = code))
		FROM supervise.catalogue ORDER BY code COLLATE "C"});
	utf8::encode($_) foreach @read;
	is(join("\n", sort @read), $known, 'documentation reads the templates as the database does');
	return;
}

# Models adopted, and templates of one's own, go through dump and restore.
sub check_dump
{
	my $dump = PostgreSQL::Test::Utils::tempdir() . '/dump';
	my $all = q{SELECT t::text FROM w.template t UNION ALL SELECT t::text FROM w.adoption t UNION ALL SELECT t::text FROM w.model_version t
		UNION ALL SELECT t::text FROM w.model_parameter t UNION ALL SELECT t::text FROM w.adopted t};

	ask('a template of one\'s own', q{SELECT w.import_templates($t$-- ## OWN-01
-- title_en: Own
-- title_zh: 自有
-- question_en: Own?
-- question_zh: 自有?
-- severity: low
-- input thing: one row for each thing | 每物一行
--   name: key: name | 名称
-- parameter least: integer = 2, 0 .. 9: how many | 数量
--   unit: times
-- evidence_en: how often
-- evidence_zh: 次数
-- next_en: look
-- next_zh: 查看
-- source: general practice
-- query
SELECT t.name AS subject, count(*) AS score FROM {{thing}} t GROUP BY 1 HAVING count(*) >= parameter.least;
-- population
SELECT DISTINCT t.name AS subject, 'assessable' AS state FROM {{thing}} t;
$t$);
		CREATE SCHEMA own;
		CREATE TABLE own."$$ thing" (name text);
		INSERT INTO own."$$ thing" VALUES ('a'), ('b'), ('a');
		SELECT w.adopt('OWN-01', '{"thing": "own.\"$$ thing\""}');
		SELECT w.run('own_01')});
	$node->command_ok([ 'pg_dump', '-Fc', '-f', $dump, 'postgres' ], 'pg_dump');
	$node->safe_psql('postgres', 'CREATE DATABASE restored TEMPLATE template0');
	$node->command_ok([ 'pg_restore', '--exit-on-error', '-d', 'restored', $dump ], 'pg_restore');
	is(sv_rows($node, $all, db => 'restored'), sv_rows($node, $all), 'every template and adopted model is there');
	is($node->safe_psql('restored', q{SET SESSION AUTHORIZATION boss; SELECT status, hits, findings_new FROM w.run('own_01');
		SELECT w.adopt('OWN-01', parameters => '{"least": 3}'); SELECT status, hits FROM w.run('own_01')}), "done|1|0\n2\ndone|0", 'and works');
	return;
}
