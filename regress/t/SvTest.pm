# What the TAP tests share: a cluster that finds this build of the extension.
#
#   my $node = sv_node('main', 'work_mem = 1MB', …);
#   my $rows = sv_rows($node, $sql);         the rows, sorted, one text
#   sv_same($node, $sql_a, $sql_b, $name);   equal as multisets, both not empty

package SvTest;

use strict;
use warnings;

use Exporter 'import';
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

our @EXPORT = qw(sv_node sv_rows sv_same sv_leftovers);

sub sv_node
{
	my ($name, @settings) = @_;
	my $node = PostgreSQL::Test::Cluster->new($name);

	$node->init(extra => [ '-E', 'UTF8', '--locale=C.UTF-8' ]);
	$node->append_conf('postgresql.conf',
		join("\n", "extension_destdir = '$ENV{SV_OVERLAY}'",
			"log_statement = none", "max_worker_processes = 16",
			@settings) . "\n");
	$node->start;
	return $node;
}

sub sv_rows
{
	my ($node, $sql, %options) = @_;
	my $rows = $node->safe_psql($options{db} // 'postgres', $sql);

	return join("\n", sort split(/\n/, $rows));
}

# Two queries with the same rows.  Equal because both are empty is a test that
# cannot fail, so it fails.
sub sv_same
{
	my ($node, $a, $b, $name, %options) = @_;
	my ($ra, $rb) = map { sv_rows($node, $_, %options) } ($a, $b);

	if ($ra eq '')
	{
		fail("$name: no rows");
	}
	elsif ($ra eq $rb)
	{
		pass($name);
	}
	else
	{
		my %in_b = map { $_ => 1 } split(/\n/, $rb);
		my %in_a = map { $_ => 1 } split(/\n/, $ra);
		my @only_a = grep { !$in_b{$_} } split(/\n/, $ra);
		my @only_b = grep { !$in_a{$_} } split(/\n/, $rb);
		fail($name);
		diag(scalar(@only_a) . " rows only in the first, "
			  . scalar(@only_b) . " only in the second");
		diag("first:  $_") foreach @only_a[ 0 .. ($#only_a < 4 ? $#only_a : 4) ];
		diag("second: $_") foreach @only_b[ 0 .. ($#only_b < 4 ? $#only_b : 4) ];
	}
	return;
}

# What a call may not leave behind: temporary files and dynamic shared memory.
# The postmaster's own control segment is always there.
sub sv_leftovers
{
	my ($node) = @_;
	my $data = $node->data_dir;
	my @files = glob("$data/base/pgsql_tmp/*");
	my $control = 0;
	my @segments = grep { -e $_ } glob("/dev/shm/PostgreSQL.*");
	my %mine;

	# Segments of other servers of this machine are none of our business: ours
	# are those that our postmaster's user-visible children have mapped.
	foreach my $pid (split(/\s+/, `pgrep -P \$(head -1 $data/postmaster.pid)`))
	{
		open(my $maps, '<', "/proc/$pid/maps") or next;
		while (<$maps>)
		{
			$mine{$1} = 1 if m{(/dev/shm/PostgreSQL\.\d+)};
		}
		close $maps;
	}
	return (scalar(@files), scalar(keys %mine));
}

1;
