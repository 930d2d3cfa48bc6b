# Random claims, and what collisions() must say of them, day by day.
#
# The definition below is the text of the documentation turned into SQL and
# nothing else: every claim is spread over its days, a day collides if two
# claims exclude each other on it, runs of such days are the episodes.  It
# shares no idea with the sweep in src/core/overlap.c.

package SvCollisions;

use strict;
use warnings;

use Exporter 'import';
our @EXPORT = qw(sv_claims sv_rules sv_arguments sv_constants sv_definition
	sv_large_tables);

# A rule is what is passed to collisions().  pairs is a query or undef.
sub sv_rules
{
	my @rules;
	my $two = "VALUES ('s1', 's2'), ('s3', 's2'), ('s4', 's1'), ('s5', 's3')";
	my $own = "VALUES ('s1', 's1'), ('s2', 's2'), ('s1', 's3'), ('s2', 's1'), ('s9', 's1')";

	# A source that excludes itself needs same_source.
	foreach my $pairs (undef, $two, $own)
	{
		foreach my $same_source (($pairs // '') eq $own ? 'true' : ('false', 'true'))
		{
			foreach my $within (0, 2, 30)
			{
				foreach my $min_days (1, 4)
				{
					push @rules,
					  { pairs => $pairs, same_source => $same_source,
						within => $within, min_days => $min_days };
				}
			}
		}
	}
	return @rules;
}

# Their arguments after the query.
sub sv_arguments
{
	my ($rule) = @_;
	my $pairs = 'NULL';

	$pairs = "\$p\$SELECT a AS source_a, b AS source_b FROM ($rule->{pairs}) v(a, b)\$p\$"
	  if $rule->{pairs};
	return "within => '$rule->{within} days', min_days => $rule->{min_days}, "
	  . "pairs => $pairs, same_source => $rule->{same_source}";
}

# The same as the constants that collide() takes after the amount.
sub sv_constants
{
	my ($rule) = @_;
	my $pairs = 'NULL';

	$pairs = 'ARRAY[' . join(', ', map { "[$_]" } $rule->{pairs} =~ /\(([^()]*)\)/g) . ']'
	  if $rule->{pairs};
	return "'$rule->{within} days', $rule->{min_days}, $pairs, $rule->{same_source}";
}

# The table random.claim: $sets data sets of one to three subjects each, their
# set's number in the subject; set_no modulo the number of rules is the rule a
# set is judged by.  Sets differ in how many sources there are, how crowded
# their time is, and how long a claim lasts.
sub sv_claims
{
	my ($node, $sets, $seed) = @_;

	$node->safe_psql('postgres', qq{
		CREATE SCHEMA random;
		CREATE TABLE random.claim AS
		WITH seed AS MATERIALIZED (SELECT setseed($seed)),
		sets AS MATERIALIZED (
			SELECT set_no, 1 + floor(random() * 3)::int AS subjects,
				CASE WHEN random() < 0.8 THEN 1 + floor(random() * 5)::int ELSE 40 END AS sources,
				1 + floor(random() * CASE WHEN random() < 0.9 THEN 14 ELSE 120 END)::int AS most, 10 + floor(random() * 90)::int AS span,
				1 + floor(random() * random() * 60)::int AS longest, random() AS ended
			FROM seed, generate_series(1, $sets) set_no)
		SELECT set_no, set_no || '/' || subject AS subject, set_no || '/' || subject || '/' || n AS record,
			's' || 1 + floor(random() * sources)::int AS source,
			daterange(first, CASE WHEN ended > 0.85 AND random() < 0.1 THEN NULL
				ELSE first + 1 + floor(random() * longest)::int END) AS valid,
			CASE WHEN random() < 0.1 THEN -1 ELSE 1 END * round((random() * 2000)::numeric, floor(random() * 3)::int) AS amount
		FROM sets, generate_series(1, subjects) subject, generate_series(1, most) n,
			LATERAL (SELECT date '2024-02-01' + floor(random() * span + 0 * n + 0 * subject)::int AS first) f
		WHERE random() < 0.9;
		ANALYZE random.claim});
	return;
}

# The definition: the episodes of the claims in $claims (a query with the
# columns subject, record, source, valid, amount).  An open-ended claim lasts
# beyond the horizon; so does an episode that reaches it.
sub sv_definition
{
	my ($claims, $rule) = @_;
	my $horizon = "date '2025-06-01'";
	my $excluded =
	  $rule->{pairs}
	  ? "EXISTS (SELECT FROM ($rule->{pairs}) p(x, y)
			WHERE (p.x, p.y) = (a.source, b.source) OR (p.x, p.y) = (b.source, a.source))"
	  : 'true';
	my $largest = $rule->{same_source} eq 'true' ? 'record' : 'source';

	return qq{
	WITH claim AS (SELECT * FROM ($claims) c),
	in_force AS MATERIALIZED (
		SELECT subject, record, source, amount, day::date
		FROM claim, generate_series(lower(valid), coalesce(upper(valid) - 1 + $rule->{within}, $horizon), '1 day') day),
	taking_part AS MATERIALIZED (
		SELECT * FROM in_force a
		WHERE EXISTS (SELECT FROM in_force b
			WHERE a.subject = b.subject AND a.day = b.day AND a.record <> b.record
			AND (a.source <> b.source OR $rule->{same_source}) AND $excluded)),
	colliding AS (
		SELECT subject, day, day - (row_number() OVER (PARTITION BY subject ORDER BY day))::int AS island
		FROM (SELECT DISTINCT subject, day FROM taking_part) d),
	episode AS (
		SELECT subject, min(day) AS first, max(day) AS last FROM colliding GROUP BY subject, island
		HAVING count(*) >= $rule->{min_days}),
	member AS (
		SELECT DISTINCT subject, first, last, record, source, amount
		FROM taking_part JOIN episode USING (subject) WHERE day BETWEEN first AND last),
	total AS (
		SELECT subject, first, max(part) AS largest
		FROM (SELECT subject, first, sum(amount) AS part FROM member GROUP BY subject, first, $largest) parts
		GROUP BY subject, first)
	SELECT subject, daterange(first, CASE WHEN last < $horizon THEN last + 1 END) AS during,
		CASE WHEN last < $horizon THEN last - first + 1 END AS days,
		array_agg(DISTINCT source ORDER BY source) AS sources, array_agg(record ORDER BY record) AS records,
		count(*) AS claims, sum(amount) AS amount, sum(amount) - largest AS excess
	FROM member JOIN total USING (subject, first)
	GROUP BY subject, first, last, largest};
}

# Claims of persons (a power of two) at random, one of whom has a 37th of them: as
# they come, shuffled, and in partitions.
sub sv_large_tables
{
	my ($node, $rows, $persons) = @_;

	$node->safe_psql('postgres', qq{
	CREATE EXTENSION supervise;
	CREATE TABLE claim AS
	SELECT CASE WHEN n % 37 = 0 THEN 'p0' ELSE 'p' || (hashint8extended(n, 1) & ($persons - 1)) END AS subject,
		'r' || n AS record, 'dept ' || (hashint8extended(n, 2) & 7) AS source,
		daterange(d, d + 1 + (hashint8extended(n, 4) & 31)::int) AS valid,
		((hashint8extended(n, 5) & 1048575)::numeric / 100)::numeric(12, 2) AS amount
	FROM generate_series(1, $rows) n, LATERAL (SELECT date '2023-01-01' + (hashint8extended(n, 3) & 1023)::int AS d) d;
	CREATE TABLE shuffled AS SELECT * FROM claim ORDER BY hashint8extended(right(record, -1)::int, 99);
	-- Partitions that keep a person together, and some that do not.
	CREATE TABLE parts (LIKE claim) PARTITION BY HASH (subject);
	CREATE TABLE part0 PARTITION OF parts FOR VALUES WITH (MODULUS 3, REMAINDER 0);
	CREATE TABLE part1 PARTITION OF parts FOR VALUES WITH (MODULUS 3, REMAINDER 1);
	CREATE TABLE part2 PARTITION OF parts FOR VALUES WITH (MODULUS 3, REMAINDER 2);
	INSERT INTO parts TABLE shuffled;
	CREATE TABLE scattered (LIKE claim) PARTITION BY HASH (record);
	CREATE TABLE scattered0 PARTITION OF scattered FOR VALUES WITH (MODULUS 2, REMAINDER 0);
	CREATE TABLE scattered1 PARTITION OF scattered FOR VALUES WITH (MODULUS 2, REMAINDER 1);
	INSERT INTO scattered TABLE shuffled;
	ANALYZE});
	return;
}

1;
