# A row is packed when it is read and unpacked when it is judged, maybe by another
# process (src/sv_pack.h): whatever types, extremes and scales are in it, and
# whichever row comes first, it must be the same row afterwards.
#
# Random data sets of nasty values are read as two sources that claim the same:
# then what collisions() finds is every row again, which the definition in SQL
# knows.  The other detectors are compared, with workers and without.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

my $node = sv_node('packing', 'autovacuum = off', 'jit = off', 'max_parallel_workers = 8', 'min_parallel_table_scan_size = 0',
	'parallel_setup_cost = 0', 'parallel_tuple_cost = 0', 'dynamic_shared_memory_type = mmap');

$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION supervise;
CREATE SCHEMA packing;
CREATE TYPE packing.key AS (a int, b text);
-- One of these.
CREATE FUNCTION packing.pick(VARIADIC choices text[]) RETURNS text LANGUAGE sql VOLATILE AS
	'SELECT choices[1 + floor(random() * array_length(choices, 1))::int]';
CREATE FUNCTION packing.digits(n int) RETURNS text LANGUAGE sql VOLATILE AS
	$$SELECT coalesce(string_agg(floor(random() * 10)::int::text, ''), '') FROM generate_series(1, n)$$;
CREATE FUNCTION packing.any_text() RETURNS text LANGUAGE sql VOLATILE AS $$
	SELECT CASE floor(random() * 9)::int
		WHEN 0 THEN packing.digits(18)
		WHEN 1 THEN packing.digits(17) || packing.pick('X', 'x', 'Y')
		WHEN 2 THEN packing.digits(floor(random() * 20)::int)
		WHEN 3 THEN '000' || packing.digits(1)
		WHEN 4 THEN left(md5(random()::text), floor(random() * 10)::int)
		WHEN 5 THEN md5(random()::text)
		WHEN 6 THEN repeat(md5(random()::text), 1 + floor(random() * 30)::int)
		WHEN 7 THEN packing.pick('', ' ', '村', '999999999999999999', '0', '99999999999999999X', repeat('9', 38))
		ELSE packing.digits(3) END $$;
CREATE FUNCTION packing.any_integer() RETURNS bigint LANGUAGE sql VOLATILE AS $$
	SELECT CASE floor(random() * 4)::int
		WHEN 0 THEN packing.pick('-9223372036854775808', '9223372036854775807', '-9223372036854775807', '0', '-1', '1', '4611686018427387904', '-4611686018427387905')::bigint
		WHEN 1 THEN floor((random() - 0.5) * 1.8e19)::bigint
		WHEN 2 THEN packing.pick('-2147483648', '2147483647', '2147483648', '-2147483649')::bigint
		ELSE floor((random() - 0.5) * 1000)::bigint END $$;
CREATE FUNCTION packing.any_amount() RETURNS numeric LANGUAGE sql VOLATILE AS $$
	SELECT CASE floor(random() * 7)::int
		WHEN 0 THEN NULL
		WHEN 1 THEN packing.pick('0', '-0.0', '0.00', '0.0001', '36028797018963967', '36028797018963968', '-36028797018963968', '72057594037927935', '72057594037927936', '-72057594037927936', '-72057594037927937')::numeric
		WHEN 2 THEN (packing.pick('', '-') || packing.pick('1', '4') || packing.digits(37))::numeric / 10
		WHEN 3 THEN (packing.pick('', '-') || '0.' || packing.digits(floor(random() * 39)::int))::numeric
		WHEN 4 THEN (packing.pick('', '-') || '7' || packing.digits(floor(random() * 10)::int) || '.' || packing.digits(floor(random() * 20)::int))::numeric
		WHEN 5 THEN packing.pick('1e20', '1.50', '1.5', '100', '100.00', '1e-38', '123456789012345.6789')::numeric
		ELSE floor(random() * 1e6) / 100 END $$;
CREATE FUNCTION packing.any_day() RETURNS date LANGUAGE sql VOLATILE AS $$
	SELECT CASE floor(random() * 6)::int
		WHEN 0 THEN packing.pick(NULL, '4714-11-24 BC', '5874897-12-30', '1970-01-01', '2000-01-01', '1999-12-31')::date
		ELSE '2020-01-01'::date + floor(random() * 1000)::int END $$;

CREATE TABLE packing.nasty (subject text, record text, source text, first date, last date, amount numeric, n int);

-- What a data set is made of: types, and how many sources there are.
CREATE FUNCTION packing.make(seed int, n int, form int, OUT subject text, OUT subject_text text, OUT record text, OUT record_text text, OUT period text, OUT amount text)
LANGUAGE plpgsql AS $$
DECLARE
	forms text[][] := ARRAY[
		-- how a text is read, how that is written, what texts there are
		['%s::bigint', '%s::bigint::text', 'packing.any_integer()::text'],
		['%s::int', '%s', 'greatest(least(packing.any_integer(), 2147483647), -2147483648)::text'],
		['%s::smallint', '%s', 'greatest(least(packing.any_integer(), 32767), -32768)::text'],
		['%s', '%s', 'packing.any_text()'],
		['%s', '%s', 'packing.digits(18)'],
		['%s::varchar', '%s', 'packing.pick(packing.digits(18), packing.digits(17) || ''X'', md5(random()::text))'],
		['%s::char(40)', 'rtrim(left(%s, 40))', 'rtrim(left(packing.any_text(), 40))'],
		['%s::uuid', '%s', 'packing.pick(md5(random()::text), ''31323334353637383930313233343536'', repeat(''0'', 32), ''3132333435363738''|| left(md5(random()::text), 16))::uuid::text'],
		['%s::numeric', 'trim_scale(%s::numeric)::text', 'coalesce(packing.any_amount(), 3)::text'],
		['%s::float8', '%s::float8::text', '(random() * 10 ^ (floor(random() * 40)::int - 20))::text'],
		['%s::date', '%s', 'coalesce(packing.any_day(), ''-infinity'')::text'],
		['%s::timestamptz', '%s', '(''2020-01-01''::timestamptz + random() * interval ''1 year'')::text'],
		['%s::inet', 'host(%s::inet)', '(''10.0.0.0''::inet + floor(random() * 1e6)::int)::text'],
		['%s::"char"', '%s', 'chr(33 + floor(random() * 90)::int)'],
		['%s::packing.key', '%s::packing.key::text', '(floor(random() * 1e6)::int, packing.any_text())::packing.key::text'],
		['%s::int4range', '%s', 'int4range(floor(random() * 10)::int, 10 + floor(random() * 1000)::int)::text'],
		['%s::text[]', '%s', 'ARRAY[packing.any_text(), packing.any_text()]::text']];
	f int;
	r int;
	sources int;
BEGIN
	PERFORM setseed(seed / 10000.0);
	f := coalesce(form, 1 + floor(random() * array_length(forms, 1))::int);
	r := 1 + floor(random() * array_length(forms, 1))::int;
	subject := format(forms[f][1], 'subject');
	subject_text := format(forms[f][2], 'subject');
	record := format(forms[r][1], 'record');
	record_text := format(forms[r][2], 'record');
	period := packing.pick('daterange(first, last, ''[]'') AS valid', 'coalesce(first, ''-infinity'') AS valid_from, last AS valid_to',
		'first AS at', 'tsrange(first, last, ''[]'') AS valid', 'tstzrange(first, last, ''[]'') AS valid');
	amount := packing.pick('amount', 'amount', 'amount', 'amount::numeric(38,1)', 'amount::float8::numeric', NULL);
	sources := packing.pick('1', '3', '3000')::int;
	TRUNCATE packing.nasty;
	EXECUTE format('INSERT INTO packing.nasty
		SELECT DISTINCT ON (%1$s) subject, %3$s, ''s'' || floor(random() * %4$s)::int || packing.pick('''', ''of a longer name, some of it''), CASE WHEN first > last THEN last ELSE first END, CASE WHEN first > last THEN first ELSE last END, packing.any_amount(), n
		FROM (SELECT n, %2$s AS subject, packing.any_day() AS first, packing.any_day() AS last FROM generate_series(1, %5$s) AS n) AS s',
		subject, forms[f][3], forms[r][3], sources, n);
	IF period = 'first AS at' THEN
		UPDATE packing.nasty SET first = coalesce(first, '2020-02-02'), last = coalesce(first, '2020-02-02');
	ELSIF period LIKE 'ts%' THEN
		UPDATE packing.nasty SET first = CASE WHEN first < '200000-01-01' THEN first END, last = CASE WHEN last < '200000-01-01' THEN last END;
	END IF;
	IF amount LIKE '%::%' THEN
		EXECUTE format('UPDATE packing.nasty SET amount = %s', amount);
	END IF;
END $$;

-- Every row twice, by two sources: what is found is the row again.
CREATE FUNCTION packing.round_trip(seed int, n int, form int, OUT what text, OUT rows int, OUT workers int, OUT wrong int, OUT example text) LANGUAGE plpgsql AS $$
DECLARE
	m record;
BEGIN
	m := packing.make(seed, n, form);
	what := m::text;
	EXECUTE format('CREATE TEMP TABLE expected AS
		SELECT %1$s AS subject, daterange(first, last, ''[]'') AS during, last - first + 1 AS days, ARRAY[source || ''a'', source || ''b''] AS sources,
			ARRAY[%2$s, %2$s] AS records, 2::bigint AS claims, %3$s AS amount FROM packing.nasty', m.subject_text, m.record_text, coalesce(m.amount || ' * 2', 'NULL::numeric'));
	EXECUTE format($c$CREATE TEMP TABLE found AS SELECT subject, during, days, sources, records, claims, amount FROM supervise.collisions(
		'SELECT %s AS subject, %s AS record, source || s AS source, %s%s FROM packing.nasty, (VALUES (''a''), (''b'')) AS s(s)')$c$,
		m.subject, m.record, replace(m.period, '''', ''''''), ', ' || m.amount || ' AS amount');
	SELECT count(*) INTO rows FROM expected;
	SELECT c.workers INTO workers FROM supervise.detector_calls() AS c ORDER BY call DESC LIMIT 1;
	SELECT count(*), min(d) INTO wrong, example FROM (
		SELECT 'missed: ' || e FROM (SELECT e::text FROM expected AS e EXCEPT ALL SELECT f::text FROM found AS f) AS e(e)
		UNION ALL SELECT 'found: ' || f FROM (SELECT f::text FROM found AS f EXCEPT ALL SELECT e::text FROM expected AS e) AS f(f)) AS d(d);
	DROP TABLE expected, found;
END $$;
SQL

my $serial = 'SET max_parallel_workers_per_gather = 0';
my $parallel = 'SET max_parallel_workers_per_gather = 2';

# Files of dynamic shared memory, once all workers are gone.
sub segments
{
	my @files;

	foreach (1 .. 100)
	{
		@files = glob($node->data_dir . '/pg_dynshmem/*');
		last if @files <= 3;    # the server's own
		select(undef, undef, undef, 0.05);
	}
	return scalar(@files);
}

# What is wrong with so many data sets of n rows, and how many workers read and
# judged the last of them.
sub lost
{
	my ($settings, $from, $to, $n, $form) = @_;
	my ($out, $err);

	$form //= 'NULL';
	$node->psql('postgres', qq{
		SET client_min_messages = debug1;
		$settings;
		SELECT t.* FROM generate_series($from, $to) AS seed, packing.round_trip(seed, $n, $form) AS t WHERE wrong <> 0 OR rows = 0;
		SELECT workers FROM supervise.detector_calls() ORDER BY call DESC LIMIT 1}, stdout => \$out, stderr => \$err);
	my ($wrong, $workers) = $out =~ /^(.*?)\n?(\d*)\z/s;
	return ($wrong . join('', $err =~ /(?:ERROR|WARNING).*/g), $workers, scalar(() = $err =~ /judged \d+ groups/g));
}

sub comes_back
{
	my ($what, $reading, $judging, @how) = @_;
	my ($wrong, $workers, $judged) = lost(@how);

	is($wrong, '', "$what: every row is what it was");
	cmp_ok($workers, $reading ? '>' : '==', 0, "$what: read " . ($reading ? 'by workers' : 'alone'));
	cmp_ok($judged, $judging ? '>' : '==', 0, "$what: judged " . ($judging ? 'by workers' : 'alone'));
	return;
}

my $sets = $ENV{SV_SETS} // 200;
comes_back("$sets data sets", 0, 0, $serial, 1, $sets, 50);
# few rows are read before a worker has started, unless all are left to them
my $others = "$parallel; SET parallel_leader_participation = off";
comes_back('by workers', 1, 0, $others, 1001, 1000 + $sets / 20, 2000);
comes_back('spilled', 0, 0, "$serial; SET supervise.work_mem = '64kB'", 2001, 2002, 3000);
comes_back('by workers, spilled', 1, 0, "$others; SET supervise.work_mem = '64kB'", 2003, 2006, 2000);
comes_back('judged', 1, 1, $parallel, 3001, 3001, 101000, 15);
comes_back('judged, spilled', 1, 1, "$parallel; SET supervise.work_mem = '1MB'", 3002, 3002, 101000, 6);

# The other detectors, on 210,000 rows of extremes: as without workers.  Rows of
# duplicates have more values than one word has lengths of (16), kinds and
# statuses are more than there are numbers for (1,024), peers have all the
# optional columns there are.
$node->safe_psql('postgres', q{
	CREATE TABLE packing.rows AS
	SELECT n, CASE WHEN n / 7 % 3 = 0 THEN lpad((n / 7)::text, 18, '0') WHEN n / 7 % 3 = 1 THEN lpad((n / 7)::text, 17, '0') || 'X' ELSE 'a name that is long, number ' || n / 7 END AS text,
		CASE n % 5 WHEN 0 THEN -9223372036854775808 + n / 5 WHEN 1 THEN 9223372036854775807 - n / 5 WHEN 2 THEN n WHEN 3 THEN -n ELSE 4611686018427387904 + n END AS integer,
		CASE n % 4 WHEN 0 THEN 'kind ' || n % 3001 WHEN 1 THEN n % 1000 || '' WHEN 2 THEN NULL ELSE 'k' END AS kind,
		CASE n % 6 WHEN 0 THEN daterange(NULL, '2020-01-01'::date + n % 900) WHEN 1 THEN daterange('2020-01-01'::date + n % 900, NULL) WHEN 2 THEN daterange(NULL, NULL)
			ELSE daterange('2020-01-01'::date + n % 900, '2020-01-02'::date + n % 1000 + n % 900) END AS valid,
		'2020-01-01'::date + n % 400 AS at,
		CASE n % 7 WHEN 0 THEN NULL WHEN 1 THEN 12345678901234567890123.12 WHEN 2 THEN -0.0000001 WHEN 3 THEN n WHEN 4 THEN 36028797018963968 ELSE round(n / 100.0, 2) END AS amount
	FROM generate_series(1, 210000) AS n;
	CREATE VIEW packing.twins AS
	SELECT n * s AS record, coalesce(amount, 0) AS amount, at, text AS a, integer AS b, -(integer / 2) AS c, text || 'x' AS d, n / 7 AS e, left(text, 3) AS f, right(text, 4) AS g, kind IS NULL AS h,
		n % 2 AS i, n % 3 AS j, at AS k, text::char(30) AS l, n::numeric / 10 AS m, md5(text)::uuid AS o, n::float8 AS p, valid AS q
	FROM packing.rows, (VALUES (1), (-1)) AS s(s) WHERE n % 10 > 4;
	VACUUM ANALYZE packing.rows});
my %call = (
	'duplicates of 16 columns' => q{duplicates('packing.twins', '{a,b,c,d,e,f,g,h,i,j,k,l,m,o,p,q}')},
	'sequence_runs' => q{sequence_runs('SELECT n % 5 AS series, integer AS number, text AS record, nullif(at, ''2020-02-02'') AS at, amount FROM packing.rows', 2)},
	'sequence_runs, texts' => q{sequence_runs('SELECT left(text, 14) AS series, coalesce(left(kind, 1), ''a'') || n / 4 AS number, integer AS record, amount FROM packing.rows', 2)},
	'status_conflicts' => q{status_conflicts('SELECT n / 7 AS subject, text AS record, valid, kind, amount FROM packing.rows',
		'SELECT (n / 7)::bigint AS subject, ''status '' || n % 2500 AS status, valid, kind AS record FROM packing.rows WHERE n % 5 = 1')},
	'collisions' => q{collisions('SELECT text AS subject, integer AS record, coalesce(kind, '''') AS source, valid, amount FROM packing.rows')},
	'collisions, pairs' => q{collisions('SELECT text AS subject, integer AS record, coalesce(kind, '''') AS source, valid, amount FROM packing.rows', pairs => 'VALUES (''k'', ''1''), (''kind 4'', ''k''), ('''', ''k'')')}
	  =~ s/'VALUES (.*)'\)$/'SELECT a AS source_a, b AS source_b FROM (VALUES $1) AS p(a, b) UNION ALL SELECT DISTINCT coalesce(kind, ''''), ''none'' FROM packing.rows')/r,
	'outliers' => q{outliers('SELECT ARRAY[text, coalesce(kind, ''none''), (n % 3)::text, (n % 5)::text, (n % 11)::text, ''all''] AS peer_group, integer AS record, coalesce(amount, n) AS value FROM packing.rows', 3, 3)});

sub answer
{
	my ($call, $settings) = @_;
	my ($out, $err);

	$node->psql('postgres', "SET client_min_messages = debug1; $settings;
		SELECT count(*), md5(string_agg(t, E'\\n')) FROM (SELECT f::text AS t FROM supervise.$call AS f OFFSET 0) AS f;
		SELECT rows_read, rows_judged, skipped, subjects, found FROM supervise.detector_calls() ORDER BY call DESC LIMIT 1", stdout => \$out, stderr => \$err);
	return ($out . join('', $err =~ /(?:ERROR|WARNING).*/g), scalar(() = $err =~ /judged \d+ groups/g));
}

foreach my $name (sort keys %call)
{
	my ($expected) = answer($call{$name}, $serial);
	my ($found, $judged) = answer($call{$name}, $parallel);

	like($expected, qr/\A[1-9].*\n.*\z/, "$name: something is found");
	is($found, $expected, "$name: by workers");
	cmp_ok($judged, '>', 0, "$name: and judged by them");
	is((answer($call{$name}, "$parallel; SET supervise.work_mem = '1MB'"))[0], $expected, "$name: by workers, spilled");
}
cmp_ok(segments(), '<=', 3, 'no shared memory is left');

$node->stop;
done_testing();
