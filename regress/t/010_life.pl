# Install, upgrade, drop, dump and restore: nothing is lost, nothing is left.

use strict;
use warnings;

use File::Copy;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

my $node = sv_node('life');

# All that the catalogues say of a database's objects but the system's own:
# what an extension creates, in words, with its definition, without OIDs.
my $catalogue = q{
SELECT kind || ' ' || identity || ' ' || definition FROM (
	SELECT 'function' AS kind, p.oid::regprocedure::text AS identity,
		pg_get_function_result(p.oid) || ' ' || p.prokind::text || p.provolatile::text || p.proparallel::text ||
		p.proisstrict::text || p.prosecdef::text || p.proretset::text || p.proleakproof::text || ' cost ' || p.procost || ' rows ' || p.prorows ||
		' args ' || coalesce(pg_get_function_arguments(p.oid), '') || ' support ' || p.prosupport::text || ' config ' || coalesce(p.proconfig::text, '') ||
		' acl ' || coalesce(p.proacl::text, '') || ' body ' || md5(p.prosrc) || ' ' || coalesce(p.probin, '') AS definition
	FROM pg_proc p WHERE p.oid >= 16384
	UNION ALL
	SELECT 'aggregate', a.aggfnoid::regprocedure::text, (to_jsonb(a) - 'aggfnoid' - 'aggtranstype' - 'aggmtranstype')::text || ' ' || a.aggtranstype::regtype || ' ' || a.aggmtranstype::regtype
	FROM pg_aggregate a WHERE a.aggfnoid >= 16384
	UNION ALL
	SELECT 'type', t.oid::regtype::text, concat_ws(' ', t.typlen, t.typtype, t.typcategory, t.typalign, t.typstorage, t.typinput, t.typoutput, t.typreceive, t.typsend, t.typcollation)
	FROM pg_type t WHERE t.oid >= 16384
	UNION ALL
	SELECT 'column', c.oid::regclass || '.' || a.attname, concat_ws(' ', a.attnum, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attcollation, pg_get_expr(d.adbin, d.adrelid))
	FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
	WHERE c.oid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped AND c.relnamespace <> 'pg_toast'::regnamespace
	UNION ALL
	SELECT 'relation', c.oid::regclass::text, concat_ws(' ', c.relkind, c.relpersistence, c.relacl::text, CASE WHEN c.relkind IN ('v', 'm') THEN md5(pg_get_viewdef(c.oid)) END)
	FROM pg_class c WHERE c.oid >= 16384 AND c.relnamespace <> 'pg_toast'::regnamespace
	UNION ALL
	SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE oid >= 16384
	UNION ALL
	SELECT 'operator', oid::regoperator::text, concat_ws(' ', oprcode, oprcom::regoperator, oprnegate::regoperator, oprcanhash, oprcanmerge, oprrest, oprjoin) FROM pg_operator WHERE oid >= 16384
	UNION ALL
	SELECT 'opclass', opcname, concat_ws(' ', opcintype::regtype, opcdefault, opckeytype::regtype) FROM pg_opclass WHERE oid >= 16384
	UNION ALL
	SELECT 'cast', castsource::regtype || ' to ' || casttarget::regtype, concat_ws(' ', castfunc::regprocedure, castcontext, castmethod) FROM pg_cast WHERE oid >= 16384
	UNION ALL
	SELECT 'schema', nspname, coalesce(nspacl::text, '') FROM pg_namespace WHERE oid >= 16384
	UNION ALL
	SELECT 'member', pg_describe_object(classid, objid, objsubid), deptype::text FROM pg_depend
	WHERE refclassid = 'pg_extension'::regclass AND refobjid >= 16384
	UNION ALL
	SELECT 'comment', pg_describe_object(classoid, objoid, objsubid), description FROM pg_description WHERE objoid >= 16384
) objects
};

# --- What CREATE EXTENSION makes, DROP EXTENSION takes away.
my $empty = sv_rows($node, $catalogue);
is($empty, '', 'a new database has no objects of its own');
$node->safe_psql('postgres', 'CREATE EXTENSION supervise');
my $fresh = sv_rows($node, $catalogue);
like($fresh, qr/^function supervise\.version\(\)/m, 'the extension makes objects');
$node->safe_psql('postgres', 'DROP EXTENSION supervise');
# The server makes the schema that a control file names, but never drops it.
like(sv_rows($node, $catalogue), qr/\Aschema supervise [^\n]*\z/,
	'DROP EXTENSION leaves nothing but the empty schema');
$node->safe_psql('postgres', 'CREATE EXTENSION supervise');
is(sv_rows($node, $catalogue), $fresh, 'the second installation equals the first');
is( $node->safe_psql('postgres',
		q{SELECT count(*) FROM pg_proc WHERE pronamespace = 'supervise'::regnamespace AND NOT EXISTS (
			SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')}),
	'0', 'every function of the schema belongs to the extension');

# --- Nobody can plant an object in its way.
$node->safe_psql('postgres', 'CREATE DATABASE planted');
$node->safe_psql('planted', q{
	CREATE SCHEMA supervise;
	CREATE FUNCTION supervise.version() RETURNS text LANGUAGE sql AS $$SELECT 'planted'$$});
my ($status, $stdout, $stderr) = $node->psql('planted', 'CREATE EXTENSION supervise');
isnt($status, 0, 'CREATE EXTENSION refuses a planted function');
like($stderr, qr/already exists/, 'and says so');

# --- The next version: this tree with its number raised and an empty state
# change.  Its update script must bring an old installation to where a fresh
# installation of it starts.
my ($current) = slurp_file("$ENV{SV_COPY}/supervise.control") =~ /^default_version = '(.*)'/m;
my $next = "$current.99";
my $copy = PostgreSQL::Test::Utils::tempdir() . '/next';
my $overlay = PostgreSQL::Test::Utils::tempdir_short();

system_or_bail('cp', '-a', $ENV{SV_COPY}, $copy);
my $control = slurp_file("$copy/supervise.control");
$control =~ s/^default_version = '.*'/default_version = '$next'/m;
write_file("$copy/supervise.control", $control);
my $header = slurp_file("$copy/src/supervise.h");
$header =~ s/^#define SV_VERSION .*/#define SV_VERSION "$next"/m;
write_file("$copy/src/supervise.h", $header);
mkdir "$copy/sql/upgrade";
write_file("$copy/sql/upgrade/$current--$next.sql",
	"-- Nothing of the state changes.\n");
system_log_or_bail('make', '-C', $copy, '-s', 'PG_CONFIG=pg_config', 'with_llvm=no', 'all');
system_log_or_bail('make', '-C', $copy, '-s', 'PG_CONFIG=pg_config', 'with_llvm=no', "DESTDIR=$overlay", 'install');
# As on a machine that has been upgraded, the old version's script is gone or
# there; CREATE EXTENSION … VERSION needs it here.
my ($share) = glob("$overlay/usr/share/postgresql/*/extension");
my ($old_share) = glob("$ENV{SV_OVERLAY}/usr/share/postgresql/*/extension");
copy("$old_share/supervise--$current.sql", $share) or die "copy: $!";

$node->append_conf('postgresql.conf', "extension_destdir = '$overlay'\n");
$node->restart;
is( $node->safe_psql('postgres', q{SELECT extversion FROM pg_extension WHERE extname = 'supervise'}),
	$current, 'a newer package leaves the installed version as it is');
$node->safe_psql('postgres', 'ALTER EXTENSION supervise UPDATE');
is( $node->safe_psql('postgres', q{SELECT extversion FROM pg_extension WHERE extname = 'supervise'}),
	$next, 'ALTER EXTENSION UPDATE');
$node->safe_psql('postgres', 'CREATE DATABASE fresh TEMPLATE template0');
$node->safe_psql('fresh', 'CREATE EXTENSION supervise');
is(sv_rows($node, $catalogue), sv_rows($node, $catalogue, db => 'fresh'),
	'an upgraded installation equals a fresh one');
my $rows = q{SELECT t::text FROM supervise.catalogue_template t UNION ALL SELECT t::text FROM supervise.catalogue_norm t
	UNION ALL SELECT t::text FROM supervise.catalogue_pack t};
is(sv_rows($node, $rows), sv_rows($node, $rows, db => 'fresh'), 'and so does its catalogue');
is( $node->safe_psql('postgres', 'SELECT supervise.version()'),
	$next, 'the module of the new version is loaded');

# --- Dump and restore.
my $dump = PostgreSQL::Test::Utils::tempdir() . '/dump';
$node->command_ok([ 'pg_dump', '-Fc', '-f', $dump, 'postgres' ], 'pg_dump');
$node->safe_psql('postgres', 'CREATE DATABASE restored TEMPLATE template0');
$node->command_ok([ 'pg_restore', '--exit-on-error', '-d', 'restored', $dump ], 'pg_restore');
is(sv_rows($node, $catalogue, db => 'restored'), sv_rows($node, $catalogue),
	'the restored database equals the dumped one');
is(sv_rows($node, $rows, db => 'restored'), sv_rows($node, $rows), 'and so does its catalogue');

done_testing();

sub write_file
{
	my ($name, $text) = @_;

	open(my $handle, '>', $name) or die "$name: $!";
	print $handle $text;
	close $handle or die "$name: $!";
	return;
}

# A build speaks only when it fails.
sub system_log_or_bail
{
	my @command = @_;
	my $said = `@{[ join(' ', map { "'$_'" } @command) ]} 2>&1`;

	BAIL_OUT("@command: $said") if $?;
	return;
}
