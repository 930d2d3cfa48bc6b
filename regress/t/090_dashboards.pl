# The dashboards: every question runs as the BI role over TCP with a password and
# nothing else, gives what the view of its name gives, and what the report shows;
# every table and column that the Superset files name is there, of its type.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use JSON::PP;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

my $dashboards = "$ENV{SV_COPY}/dashboards";
my $node = sv_node('dashboards', "listen_addresses = '127.0.0.1'", "password_encryption = 'scram-sha-256'");

# Something in every state and of every alert, so that no question is empty: a step
# that was taken long ago is late.
$node->safe_psql('postgres', q{
	CREATE EXTENSION supervise;
	CREATE ROLE boss LOGIN CREATEROLE;
	GRANT CREATE ON DATABASE postgres TO boss;
	SET SESSION AUTHORIZATION boss;
	SELECT supervise.create_workspace('oversight');
	INSERT INTO oversight.department VALUES ('civil', 'Civil', '民政局'), ('health', 'Health', '卫健局');
	SELECT oversight.add_model('m', $$SELECT 's' || i AS subject, i * 10.5 AS amount, 'civil' AS department, 'r' || i % 3 AS region FROM generate_series(1, 90) i$$,
		'M', '模型', population => $$SELECT 's' || i AS subject, CASE WHEN i < 91 THEN 'assessable' ELSE 'insufficient_data' END AS state, 'no id' AS reason FROM generate_series(1, 97) i$$);
	SELECT oversight.add_model('n', $$SELECT 'n' || i AS subject, 'health' AS department FROM generate_series(1, 12) i$$, 'N', '模型二', severity => 'critical');
	SELECT oversight.run('m'), oversight.run('n');
	SELECT oversight.assign(i) FROM generate_series(1, 20) i;
	SELECT oversight.verify(i, 'confirmed', 'rule_gap', 7.25) FROM generate_series(1, 9) i;
	SELECT oversight.verify(i, 'refuted', 'source_error') FROM generate_series(10, 14) i;
	SELECT oversight.rectify(i, 'paid back', 5.5) FROM generate_series(1, 4) i;
	SELECT oversight.exempt(21, 'known', oversight.today());
	RESET SESSION AUTHORIZATION;
	UPDATE oversight.finding SET state = 'closed', outcome = 'refuted', cause = 'permitted', closed_at = now() WHERE finding_id BETWEEN 15 AND 18;
	UPDATE oversight.finding SET state_since = now() - (finding_id % 40) * interval '1 day' WHERE finding_id < 60;
	SET SESSION AUTHORIZATION boss;
	SELECT supervise.create_roles('oversight');
	CREATE ROLE tool LOGIN PASSWORD 'only this' IN ROLE oversight_bi;
	CREATE ROLE reader LOGIN IN ROLE oversight_reviewer;
	SELECT oversight.grant_scope('tool'), oversight.grant_scope('reader');
});
# Only with the password, only over TCP.
my $hba = $node->data_dir . '/pg_hba.conf';
append_to_file($hba, '');
my $rules = "host all tool 127.0.0.1/32 scram-sha-256\nlocal all tool reject\n" . slurp_file($hba);
unlink $hba;
append_to_file($hba, $rules);
$node->reload;
my $tcp = 'host=127.0.0.1 port=' . $node->port . ' user=tool dbname=postgres password=only\ this';

sub tool
{
	my ($sql) = @_;
	my ($out, $err) = ('', '');

	IPC::Run::run([ 'psql', '-X', '-A', '-t', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $tcp, '-f', '-' ], '<', \$sql, '>', \$out, '2>', \$err);
	return ($out, $err);
}
my ($out, $err) = tool('SELECT current_user, inet_client_addr()');
is("$out$err", "tool|127.0.0.1\n", 'the BI role comes in over TCP with a password');

# --- Every question, as plain SQL and as a view.
my (%columns, %questions);
foreach my $line (split(/\n/, (tool(q{SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'oversight_bi'}))[0]))
{
	my ($table, $column, $type) = split(/\|/, $line);
	$columns{$table}{$column} = $type;
}
foreach my $file (sort(glob("$dashboards/[0-9]-*.sql")))
{
	my ($all, $complaint) = tool(slurp_file($file));
	is($complaint, '', "$file runs as it is");
	foreach my $piece (split(/^-- question: /m, slurp_file($file)))
	{
		my ($name, $sql) = $piece =~ /\A(\w+) \|.*?^((?:SELECT|WITH)\b.*;)\s*\z/ms or next;
		$questions{$name} = 1;
		my ($plain, $e1) = tool($sql);
		my ($view, $e2) = tool("TABLE oversight_bi.$name;");
		is($e1 . $e2, '', "$name runs");
		isnt($plain, '', '  has rows');
		is($view, $plain, '  and is the view of its name');
	}
}
cmp_ok(scalar(keys %questions), '>', 12, 'questions');

# --- The report shows the same numbers.
my $report = $node->safe_psql('postgres', q{SELECT oversight.report('en')}, extra_params => [ '-U', 'reader' ]);
like($report, qr/^<!DOCTYPE html>.*<\/html>$/s, 'the report');
foreach my $page (qw(overview worklist models data))
{
	my ($section) = $report =~ /<section id="$page".*?(<div class="tiles">.*?)<\/div><\/div>/s;
	my @shown = map { s/<i>.*?<\/i> //gr =~ s/&gt;//gr } ($section // '') =~ /<b>(.*?)<\/b>/g;
	my $row = decode_json((tool("SELECT to_jsonb(q) FROM oversight_bi.${page}_figures q"))[0]);
	my @wanted = map { my $n = $row->{$_}; /precision|share/ ? sprintf('%.0f%%', 100 * $n) : commas($n) }
	  map { /^(\w+)/ } (split(/^-- question: /m, slurp_file(glob("$dashboards/[0-9]-$page.sql"))))[1] =~ /^-- column: (.*)$/gm;
	is("@shown", "@wanted", "figures of page $page");
}
my ($cases) = tool('SELECT count(*) FROM oversight_bi.worklist_case');
my ($late) = tool(q{SELECT count(*) FROM oversight_bi.worklist_case WHERE alert_colour = 'red' AND days_left < 0});
cmp_ok($late, '>', 5, 'some are late');
is(() = $report =~ /<span class="alert red">■ Late<\/span>/g, 0 + $late, '  and say so in words');
is(() = $report =~ /<tr><td class="n">\d+<\/td><td class="k"><span class="alert/g, 60, 'sixty cases are listed');
like($report, qr/>@{[ $cases - 60 ]} more, not shown here/, '  and the rest is counted');

# --- Superset: what an import reads, and what it names.
my %type_of = (TEXT => 'text', BIGINT => 'bigint|integer|numeric', NUMERIC => 'numeric', DATE => 'date',
	'TIMESTAMP WITH TIME ZONE' => 'timestamp with time zone');
my %yaml = map { (s{^\Q$dashboards/superset/\E}{}r => yaml(slurp_file($_))) }
  glob("$dashboards/superset/*.yaml $dashboards/superset/*/*.yaml $dashboards/superset/*/*/*.yaml");
is_deeply([ @{ $yaml{'metadata.yaml'} }{qw(version type)} ], [ '1.0.0', 'Dashboard' ], 'metadata');
my ($database) = values %{ { map { ($_ => $yaml{$_}) } grep { m{^databases/} } keys %yaml } };
like($database->{sqlalchemy_uri}, qr{^postgresql\+psycopg2://\w+:XXXXXXXXXX\@}, 'the database comes without a password');
# Superset's import takes these without asking whether they are there.
is_deeply([ grep { !exists $database->{$_} } qw(database_name cache_timeout expose_in_sqllab allow_run_async allow_ctas allow_cvas allow_file_upload extra uuid) ],
	[], '  and says all that an import wants');

my (%uuid, %dataset, %chart, @wrong);
foreach my $name (sort keys %yaml)
{
	next if $name eq 'metadata.yaml';
	my $uuid = $yaml{$name}{uuid};
	push @wrong, "$name: $uuid" if $uuid !~ /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/ || $uuid{$uuid}++;
	push @wrong, "$name: version" if $yaml{$name}{version} ne '1.0.0';
}
is_deeply(\@wrong, [], 'every file has an id of its own');
@wrong = ();
foreach my $name (grep { m{^datasets/} } sort keys %yaml)
{
	my $d = $dataset{ $yaml{$name}{uuid} } = $yaml{$name};
	push @wrong, "$name: no view $d->{schema}.$d->{table_name}" unless $d->{schema} eq 'oversight_bi' && $questions{ $d->{table_name} };
	push @wrong, "$name: its database" unless $d->{database_uuid} eq $database->{uuid};
	foreach my $column (@{ $d->{columns} })
	{
		my $there = $columns{ $d->{table_name} }{ $column->{column_name} } // 'nothing';
		push @wrong, "$name: $column->{column_name} is $there, not $column->{type}" unless $there =~ /^(?:$type_of{ $column->{type} })$/;
	}
}
is_deeply(\@wrong, [], 'every table and column of a dataset is there, of its type');
is(scalar(keys %dataset), scalar(keys %questions), '  one for each question');
@wrong = ();
foreach my $name (grep { m{^charts/} } sort keys %yaml)
{
	my $c = $chart{ $yaml{$name}{uuid} } = $yaml{$name};
	my $d = $dataset{ $c->{dataset_uuid} } or push(@wrong, "$name: no dataset"), next;
	my %there = map { ($_->{column_name} => 1) } @{ $d->{columns} };
	my $p = $c->{params};
	my @metrics = grep { defined } $p->{metric}, @{ $p->{metrics} // [] };
	my @used = grep { defined } $p->{x_axis}, @{ $p->{groupby} // [] }, @{ $p->{all_columns} // [] }, keys %{ $p->{column_config} // {} },
	  map { $_->{sqlExpression} =~ /^MAX\((\w+)\)$/ } @metrics;
	push @wrong, "$name: uses nothing" unless @used;
	push @wrong, map { "$name: no column $_" } grep { !$there{$_} } @used;
	push @wrong, "$name: Chinese label" if $name =~ /_zh\.yaml$/ && $c->{slice_name} !~ /\p{Han}/;
	my ($o, $e) = tool('SELECT ' . join(', ', (map { $_->{sqlExpression} } @metrics), @metrics ? () : @used) . " FROM oversight_bi.$d->{table_name}");
	push @wrong, "$name: $e" if $e ne '';
}
is_deeply(\@wrong, [], 'every column and metric of a chart is in its dataset, and runs');
@wrong = ();
my %placed;
foreach my $name (grep { m{^dashboards/} } sort keys %yaml)
{
	my $position = $yaml{$name}{position};
	my %seen;
	foreach my $item (grep { ref } values %$position)
	{
		push @wrong, map { "$name: $item->{id}: no $_" } grep { !$position->{$_} } @{ $item->{children} // [] }, @{ $item->{parents} // [] };
		$seen{$_}++ foreach @{ $item->{children} // [] };
		next unless $item->{type} eq 'CHART';
		push @wrong, "$name: $item->{id}: no such chart" unless $chart{ $item->{meta}{uuid} };
		$placed{ $item->{meta}{uuid} }++;
	}
	foreach my $row (grep { ref && $_->{type} eq 'ROW' } values %$position)
	{
		my $width = 0;
		$width += $position->{$_}{meta}{width} foreach @{ $row->{children} };
		push @wrong, "$name: $row->{id} is $width wide" if $width > 12;
	}
	push @wrong, "$name: a chart twice" if grep { $_ > 1 } values %seen;
}
push @wrong, map { "$chart{$_}{slice_name} is on no dashboard" } grep { ($placed{$_} // 0) != 1 } keys %chart;
is_deeply(\@wrong, [], 'every chart is on one dashboard, none wider than twelve columns');
is(scalar(grep { m{^dashboards/} } keys %yaml), 8, 'four pages in two languages');

done_testing();

# ---------------------------------------------------------------------------

sub commas
{
	my ($n) = @_;
	my $text = sprintf('%.0f', int($n + 0.5));

	1 while $text =~ s/^(\d+)(\d{3})/$1,$2/;
	return $text;
}

# Block mappings and sequences whose scalars are JSON: as much YAML as there is here.
sub yaml
{
	my ($text) = @_;
	my @lines = grep { !/^#/ } split(/\n/, $text);

	return yaml_block(\@lines, 0);
}

sub yaml_block
{
	my ($lines, $indent) = @_;
	my $block;

	while (@$lines && $lines->[0] =~ /^( *)(-|[\w-]+:)(?: (.*))?$/ && length($1) == $indent)
	{
		my ($key, $scalar) = ($2, $3);
		shift @$lines;
		my $value = defined $scalar ? JSON::PP->new->utf8->allow_nonref->decode($scalar) : yaml_block($lines, $indent + 2);
		if ($key eq '-') { push @{ $block //= [] }, $value }
		else { $block->{ $key =~ s/:$//r } = $value }
	}
	return $block;
}
