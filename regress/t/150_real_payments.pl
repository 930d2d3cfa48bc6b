# 189,470 payments of a company to its vendors, as they are: who was paid the
# same amount twice within a week, under two invoice numbers?

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvCollisions;
use SvTest;
use Test::More;

my $file = "$ENV{SV_DATA}/payments/corporate.payment.csv.gz";

plan skip_all => "no $file" unless -r $file;

my $node = sv_node('real');
$node->safe_psql('postgres', qq{
	CREATE EXTENSION supervise;
	CREATE TABLE payment (line bigint GENERATED ALWAYS AS IDENTITY, vendor text, paid_on date, invoice text, amount numeric);
	COPY payment (vendor, paid_on, invoice, amount) FROM PROGRAM 'gzip -dc "$file"' (FORMAT csv, HEADER);
	ANALYZE payment});
is($node->safe_psql('postgres', 'SELECT count(*), count(DISTINCT vendor) FROM payment'),
	'189470|26166', 'every payment is there');

# Paid amounts of one vendor are a subject each; invoices are the sources.
my $claims = q{SELECT vendor || ' ' || trim_scale(amount) AS subject, line::text AS record, invoice AS source, %s, amount FROM public.payment WHERE amount > 0};
my %rule = (within => 6, min_days => 1, same_source => 'false');
my $call = 'SELECT subject, during, days, ARRAY(SELECT unnest(sources) ORDER BY 1) AS sources, ARRAY(SELECT unnest(records) ORDER BY 1) AS records, claims, amount, excess '
  . 'FROM supervise.collisions($q$' . sprintf($claims, 'paid_on AS at') . "\$q\$, within => '6 days')";
my $definition = sv_definition(sprintf($claims, "daterange(paid_on, paid_on, '[]') AS valid"), \%rule);

sv_same($node, $call, $definition, 'real payments: the function and the definition');
note($node->safe_psql('postgres', "SELECT count(*) || ' episodes, ' || sum(claims) || ' payments, ' || sum(excess) || ' in excess' FROM ($call) f"));

done_testing();
