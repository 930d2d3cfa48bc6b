# Where a detector is used: materialized views, dumps, roles and row security.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

my $node = sv_node('uses');

$node->safe_psql('postgres', q{
	CREATE EXTENSION supervise;
	CREATE SCHEMA welfare;
	CREATE TABLE welfare.payment (id_card text, pay_id bigint PRIMARY KEY, dept text, period daterange, amount numeric);
	INSERT INTO welfare.payment
	SELECT 'p' || n % 500, n, 'dept ' || (n / 500) % 3, daterange(d, d + 40), n
	FROM generate_series(1, 2000) n, LATERAL (SELECT date '2024-01-01' + n % 97 + 30 * (n / 500) AS d) x;
	CREATE MATERIALIZED VIEW welfare.collision AS
	SELECT * FROM supervise.collisions($$
		SELECT id_card AS subject, pay_id AS record, dept AS source, period AS valid, amount FROM welfare.payment$$);
	CREATE UNIQUE INDEX ON welfare.collision (subject, during)});

# --- A materialized view, refreshed while it is read.
my $rows = sv_rows($node, 'TABLE welfare.collision');
isnt($rows, '', 'a materialized view of collisions');
$node->safe_psql('postgres', q{SET search_path = ''; REFRESH MATERIALIZED VIEW CONCURRENTLY welfare.collision});
is(sv_rows($node, 'TABLE welfare.collision'), $rows, 'REFRESH CONCURRENTLY with an empty search_path');
$node->safe_psql('postgres', q{
	INSERT INTO welfare.payment VALUES ('new', 9001, 'x', '[2024-01-01,2024-02-01)', 10), ('new', 9002, 'y', '[2024-01-31,2024-03-01)', 15.5);
	REFRESH MATERIALIZED VIEW CONCURRENTLY welfare.collision});
is( $node->safe_psql('postgres', q{SELECT during, days, claims, amount, excess FROM welfare.collision WHERE subject = 'new'}),
	'[2024-01-31,2024-02-01)|1|2|25.5|10.0', 'a new collision is there after the refresh');
$node->safe_psql('postgres', q{
	DELETE FROM welfare.payment WHERE pay_id = 9002;
	REFRESH MATERIALIZED VIEW CONCURRENTLY welfare.collision});
is(sv_rows($node, 'TABLE welfare.collision'), $rows, 'and gone when its claim is');

# --- Dump and restore: the views are made and filled again.
my $dump = PostgreSQL::Test::Utils::tempdir() . '/dump.sql';
$node->command_ok([ 'pg_dump', '-f', $dump, 'postgres' ], 'pg_dump');
$node->safe_psql('postgres', 'CREATE DATABASE restored TEMPLATE template0');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', 'restored', '-f', $dump ], 'restore');
is(sv_rows($node, 'TABLE welfare.collision', db => 'restored'), $rows, 'the restored view has the same rows');

# --- Rights: the query runs as its caller.
$node->safe_psql('postgres', q{
	CREATE ROLE clerk LOGIN;
	GRANT USAGE ON SCHEMA supervise, welfare TO clerk});
my ($status, $stdout, $stderr) = $node->psql('postgres', q{SELECT count(*) FROM supervise.collisions('SELECT id_card AS subject, pay_id AS record, dept AS source, period AS valid FROM welfare.payment')},
	extra_params => [ '-U', 'clerk' ]);
isnt($status, 0, 'a relation without SELECT right');
like($stderr, qr/ERROR:  permission denied for (table|relation) payment/, 'is refused in these words');
($status, $stdout, $stderr) = $node->psql('postgres', q{SELECT count(*) FROM supervise.collisions($$SELECT rolname AS subject, oid AS record, rolpassword AS source, current_date AS at FROM pg_catalog.pg_authid$$)},
	extra_params => [ '-U', 'clerk' ]);
like($stderr, qr/permission denied for table pg_authid/, 'so is a catalogue');

# A view lends its owner's rights on the tables it names, not on what a text
# names: the detector inside runs as the reader.
$node->safe_psql('postgres', q{
	CREATE VIEW welfare.live AS SELECT * FROM supervise.collisions(
		'SELECT id_card AS subject, pay_id AS record, dept AS source, period AS valid, amount FROM welfare.payment');
	GRANT SELECT ON welfare.live TO clerk});
($status, $stdout, $stderr) = $node->psql('postgres', 'SELECT count(*) FROM welfare.live', extra_params => [ '-U', 'clerk' ]);
like($stderr, qr/permission denied for (table|relation) payment/, 'a view does not lend the right to run its text');

# --- Row security: a clerk sees the collisions of the rows that are his.
$node->safe_psql('postgres', q{
	GRANT SELECT ON welfare.payment TO clerk;
	ALTER TABLE welfare.payment ENABLE ROW LEVEL SECURITY;
	CREATE POLICY own ON welfare.payment TO clerk USING (dept <> 'dept 2')});
my $own = $node->safe_psql('postgres', q{
	SELECT * FROM supervise.collisions($$SELECT id_card AS subject, pay_id AS record, dept AS source, period AS valid, amount
		FROM welfare.payment WHERE dept <> 'dept 2'$$)});
foreach my $settings ('SET max_parallel_workers_per_gather = 0', 'SET force_parallel_mode = on',
	"SET supervise.work_mem = '64kB'")
{
	is( $node->safe_psql('postgres', "$settings; SELECT * FROM welfare.live", extra_params => [ '-U', 'clerk' ]),
		$own, "row security holds: $settings");
}
isnt($own, '', 'and leaves something to see');
($status, $stdout, $stderr) = $node->psql('postgres', q{SET row_security = off; SELECT count(*) FROM welfare.live},
	extra_params => [ '-U', 'clerk' ]);
like($stderr, qr/query would be affected by row-level security policy for table "payment"/, 'row_security = off is obeyed');

# A plan that was made for one role is not used for another.
is( $node->safe_psql('postgres', q{
		PREPARE p AS SELECT count(*) FROM welfare.live;
		SET plan_cache_mode = force_generic_plan;
		SET ROLE clerk; EXECUTE p; RESET ROLE; EXECUTE p;}),
	join("\n", scalar(split(/\n/, $own)), scalar(split(/\n/, $rows))), 'SET ROLE between two executions');

# --- It reads, and nothing else: not even a function that writes gets through.
$node->safe_psql('postgres', q{
	CREATE TABLE log (n int);
	CREATE FUNCTION writes() RETURNS int LANGUAGE plpgsql AS 'BEGIN INSERT INTO log VALUES (1); RETURN 1; END'});
($status, $stdout, $stderr) = $node->psql('postgres', q{
	SELECT count(*) FROM supervise.collisions('SELECT writes() AS subject, 1 AS record, 1 AS source, current_date AS at')});
like($stderr, qr/ERROR:  cannot execute INSERT in a read-only transaction|INSERT is not allowed in a non-volatile function/,
	'a function that writes is refused');
is($node->safe_psql('postgres', 'SELECT count(*) FROM log'), '0', 'and has written nothing');
is( $node->safe_psql('postgres', q{
		BEGIN;
		SELECT count(*) > 0 FROM welfare.live;
		INSERT INTO log VALUES (2);
		COMMIT;
		SELECT count(*) FROM log}),
	"t\n1", 'the transaction of the caller may still write afterwards');

done_testing();
