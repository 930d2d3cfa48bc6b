# States of aggregates are values that anyone may type: whatever bytes come, as
# text or in binary, the answer is an error in words or a state that every
# function reads without harm.  Real states are damaged at random, by a fixed
# seed (SV_SEED).

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

my $seed = $ENV{SV_SEED} // 0.5;
my $rounds = $ENV{SV_ROUNDS} // 2000;
my $node = sv_node('states', 'jit = off', 'statement_timeout = 120s', 'supervise.work_mem = 16MB');
my $dir = PostgreSQL::Test::Utils::tempdir;

# A state type, the transition function of its aggregate, that function's
# arguments for a row g of a group, and what reads a state.
my %type = (
	allocate => [ 'allocate_row(text, date, date, numeric, date, interval, integer[])',
		q{'r' || g, CASE WHEN g % 2 = 0 THEN d END, CASE WHEN g % 2 = 1 THEN d + 40 END, g, '2024-12-01', '3 days', '{30,60}'}, ['allocate_final'] ],
	benford => [ 'benford_step(numeric)', q{(CASE WHEN g % 4 = 0 THEN -1 ELSE 1 END * g * 13.37)}, [ 'benford_counts' ],
		q{(SELECT count(*) FROM supervise.benford_digits(%s, 2)) + (SELECT count(*) FROM supervise.benford_test(%s, 1, 'leading', 'negative'))} ],
	collect => [ 'collect_row(text, text, date, numeric, text, integer, interval)', q{'b' || g, 'r' || g, d, g, 'h' || g % 3, 2, '30 days'}, ['collect_final'] ],
	collide => [ 'collide_step(text, text, daterange, numeric)', q{'r' || g, 's' || g % 3, daterange(d, d + 20), g}, ['collide_final'] ],
	duplicate => [ 'duplicate_step(text, date, numeric, text, text, interval, numeric, boolean)', q{'r' || g, d, g % 3, 'u' || g % 2, 'A-1' || g % 4, '90 days', 1, true}, ['duplicate_final'] ],
	robust_float8 => [ 'robust_float8_step(float8)', 'g * 1.5', [ 'robust_statistics', 'robust_median', 'robust_mad', 'robust_state_final' ] ],
	robust_numeric => [ 'robust_numeric_step(numeric)', q{g * 1.25 * 10::numeric ^ (g % 3 * 8)}, [ 'robust_statistics', 'robust_median', 'robust_mad', 'robust_state_final' ] ],
	robust_interval => [ 'robust_interval_step(interval)', q{g * interval '1 month 2 days 3 hours'}, [ 'robust_median', 'robust_mad', 'robust_state_final' ] ],
	sequence => [ 'sequence_step(text, text, date, numeric, integer, integer, interval)', q{'A' || g, 'r' || g, d, g, 2, 1, '100 days'}, ['sequence_final'] ],
	split => [ 'split_step(text, date, numeric, numeric, interval, integer, boolean)', q{'r' || g, d, g, 10, '9 days', 2, true}, ['split_final'] ],
	status => [ 'status_step(text, text, text, daterange, numeric, interval, integer)',
		q{'r' || g, CASE WHEN g % 2 = 0 THEN 'k' END, CASE WHEN g % 2 = 1 THEN 's' END, daterange(d, d + 20), g, '1 day', 1}, ['status_final'] ]);

$node->safe_psql('postgres', q{
CREATE EXTENSION supervise;
CREATE TABLE kept (type text, state text);

-- Damage a value: one byte, a number at an even place set to what breaks sums, a
-- piece of another value, an end that is missing or too much.
CREATE FUNCTION damaged(value bytea, other bytea) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
	n int := length(value);
	at int := floor(random() * n)::int;
	width int := (ARRAY[1, 2, 4, 8])[1 + floor(random() * 4)::int];
	extreme bytea := (ARRAY['\x0000000000000000', '\xffffffffffffffff', '\xffffffffffffff7f', '\x0000000000000080',
		'\x0100000000000000', '\xffffff7f00000000', '\x000000000000f07f', '\x0000008000000080'])[1 + floor(random() * 8)::int]::bytea;
BEGIN
	CASE floor(random() * 6)::int
		WHEN 0 THEN RETURN set_byte(value, at, floor(random() * 256)::int);
		WHEN 1, 2 THEN
			at := at / 8 * 8 + (ARRAY[0, 4])[1 + floor(random() * 2)::int];
			RETURN CASE WHEN at + width > n THEN value ELSE overlay(value PLACING substr(extreme, 1, width) FROM at + 1) END;
		WHEN 3 THEN RETURN substr(value, 1, at);
		WHEN 4 THEN RETURN value || substr(other, 1 + at, 8 * floor(random() * 4)::int);
		ELSE RETURN overlay(value PLACING substr(other, 1 + at, width) FROM 1 + at);
	END CASE;
END $$;

-- What becomes of damaged values of a type: an answer, or which error.
CREATE FUNCTION fuzz(type text, query text, rounds int) RETURNS TABLE (outcome text, n bigint) LANGUAGE plpgsql AS $$
DECLARE
	good bytea[] := ARRAY(SELECT decode(split_part(state, ':', 2), 'base64') FROM kept WHERE kept.type = fuzz.type);
	bad bytea;
	answer text;
	tally jsonb := '{}';
BEGIN
	FOR i IN 1..rounds LOOP
		bad := damaged(good[1 + i % cardinality(good)], good[1 + (i / 7) % cardinality(good)]);
		IF random() < 0.3 THEN
			bad := damaged(bad || '\x00', good[1]);
		END IF;
		BEGIN
			EXECUTE query INTO answer USING type || '_state:' || replace(encode(bad, 'base64'), E'\n', ''),
				type || '_state:' || replace(encode(good[1 + (i / 3) % cardinality(good)], 'base64'), E'\n', '');
			outcome := 'answered';
		EXCEPTION WHEN OTHERS THEN
			outcome := SQLSTATE || ' ' || regexp_replace(SQLERRM, '\d+', 'N', 'g');
		END;
		tally := tally || jsonb_build_object(outcome, coalesce((tally->>outcome)::bigint, 0) + 1);
	END LOOP;
	RETURN QUERY SELECT key, value::bigint FROM jsonb_each_text(tally);
END $$;
});

foreach my $name (sort keys %type)
{
	my ($step, $arguments, $read, $more) = @{ $type{$name} };
	my $state = "supervise.${name}_state";
	my ($function, $types) = $step =~ /^(\w+)\((.*)\)$/;
	my @answers = map { "(SELECT supervise.$_(m)::text)" } @$read;

	$more //= 'NULL';
	$more =~ s/%s/m/g;
	# A state as it is kept; and what is done to one: combined with a good one,
	# in either order, read, and written again.
	$node->safe_psql('postgres', qq{
		CREATE AGGREGATE kept_$name($types) (SFUNC = supervise.$function, STYPE = $state);
		CREATE AGGREGATE merged_$name($state) (SFUNC = supervise.${name}_combine, STYPE = $state);
		INSERT INTO kept SELECT '$name', kept_$name($arguments)::text
		FROM generate_series(1, 12) AS h, generate_series(1, 1 + h * 2) AS g, LATERAL (SELECT date '2024-01-01' + g * h % 50 AS d) AS days GROUP BY h});
	is($node->safe_psql('postgres', "SELECT count(*) FROM kept WHERE type = '$name' AND state::${state}::text = state"), '12',
		"$name: a state is written as it is read");

	my $query = "SELECT concat($more, " . join(', ', @answers, 'm::text') . ") FROM (SELECT merged_$name(s::$state ORDER BY o) AS m
		FROM (VALUES (1, \$1), (2, \$2)) AS v(o, s) UNION ALL SELECT merged_$name(s::$state ORDER BY -o) FROM (VALUES (1, \$1), (2, \$2)) AS v(o, s)
		UNION ALL SELECT \$1::$state) AS u ORDER BY 1 LIMIT 1";
	my ($status, $out, $err) = $node->psql('postgres', "SELECT setseed($seed); SELECT outcome, n FROM fuzz('$name', \$q\$$query\$q\$, $rounds) ORDER BY 1");
	is($status, 0, "$name: the server lives") or diag($err);

	my %outcome = map { /^(.*)\|(\d+)$/ ? ($1 => $2) : () } split(/\n/, $out);
	my @bad = grep { !/^(answered|22P03 invalid value of type|22P02|22003|22008|22023|54000|22021|22004)/ } keys %outcome;
	is("@bad", '', "$name: $rounds damaged states: errors in words only") or diag($out);
	cmp_ok($outcome{answered} // 0, '>', 0, "$name: some are valid still: " . ($outcome{answered} // 0));
	cmp_ok($rounds - ($outcome{answered} // 0), '>', $rounds / 10, "$name: and some are refused");
}

# In binary: what COPY wrote, damaged, and read again.
foreach my $name (sort keys %type)
{
	my $state = "supervise.${name}_state";
	my $file = "$dir/$name";
	my ($script, @files) = ('');

	$node->safe_psql('postgres', "CREATE TABLE binary_$name (state $state);
		COPY (SELECT state::$state FROM kept WHERE type = '$name' ORDER BY length(state) DESC LIMIT 1) TO '$file' (FORMAT binary)");
	my $bytes = PostgreSQL::Test::Utils::slurp_file($file);
	srand(20240101);
	foreach my $i (1 .. 60)
	{
		my $bad = $bytes;
		my $at = 25 + int(rand(length($bad) - 27));	# header, count of fields, length; and no trailer

		substr($bad, $at, 1) = chr(int(rand(256)));
		substr($bad, 25 + 8 * int(rand(8)), 4) = pack('l', (-1, 0, 1 << 30, -2147483648)[ $i % 4 ]) if $i % 3 == 0;
		open(my $handle, '>:raw', "$file.$i") or die $!;
		print $handle $bad;
		close $handle;
		$script .= "COPY binary_$name FROM '$file.$i' (FORMAT binary);\n";
	}
	chmod 0644, glob("$file.*");
	my ($status, $out, $err) = $node->psql('postgres', "$script SELECT 'alive';", on_error_stop => 0);
	like($out, qr/alive$/, "$name: the server lives with damaged binary states");
	my @said = grep { /ERROR/ && !/invalid value of type|too large|invalid byte sequence|unexpected EOF|incorrect binary data|field size/ } split(/\n/, $err);
	is(scalar(@said), 0, "$name: errors in words only") or diag("@said[0..($#said < 3 ? $#said : 3)]");
	like($err, qr/invalid value of type ${name}_state/, "$name: some are refused");
}

# A value is of one type, and of one version.
foreach my $pair ([ 'collide', 'split' ], [ 'robust_float8', 'robust_interval' ], [ 'benford', 'allocate' ])
{
	my ($is, $claims) = @$pair;
	my ($status, $out, $err) = $node->psql('postgres', "SELECT (replace(state, '${is}_state:', '${claims}_state:')::supervise.${claims}_state)::text FROM kept WHERE type = '$is' LIMIT 1");
	like($err, qr/it is of another type/, "a ${is}_state is no ${claims}_state");
}

done_testing();
