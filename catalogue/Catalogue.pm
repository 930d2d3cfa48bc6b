# The templates of catalogue/*.sql, for documentation and lint: what stands in their
# comment lines.  The database reads them with supervise.read_templates(), which is
# the judge of what a template is; regress/t/300_catalogue.pl compares the two.

package Catalogue;

use strict;
use warnings;
use utf8;

use File::Basename;

# Packs in the order of their files: { pack, domain, en, zh, files, norms, templates }.
sub packs
{
	my ($top) = @_;
	my (%pack, @order);

	foreach my $file (sort(glob("$top/catalogue/*.sql")))
	{
		my ($letters, $template, $item, $at);
		my $skip = 0;

		open(my $in, '<:encoding(UTF-8)', $file) or die "$file: $!\n";
		while (my $line = <$in>)
		{
			$line =~ s/\s+$//;
			if ($line =~ /^-- # ([A-Z][A-Z0-9]+) (\w+): (.+) \| (.+)$/)
			{
				$pack{$1} //= new_pack($1, \@order);
				@{ $pack{$1} }{qw(domain en zh)} = ($2, $3, $4);
			}
			elsif ($line =~ /^-- norm (.*)$/)
			{
				push @{ $at->{norms} //= [] }, [ split(/\s*\|\s*/, $1, -1) ] if $at;
				push @{ $pack{''} }, [ split(/\s*\|\s*/, $1, -1) ] unless $at;
			}
			elsif ($line =~ /^-- ## (\S+)$/)
			{
				my $code = $1;

				($letters) = $code =~ /^([^-]+)/;
				$at = $pack{$letters} //= new_pack($letters, \@order);
				push @{ $at->{norms} }, @{ delete $pack{''} // [] };
				$at->{file}{ basename($file) } = 1;
				$template = { code => $code, file => basename($file), line => $., inputs => [], parameters => [], excluded => [], doubt => [] };
				push @{ $at->{templates} }, $template;
				($item, $skip) = (undef, 0);
			}
			elsif ($template && $line =~ /^-- (query|population)$/)
			{
				$template->{$1} = $skip = 1;
			}
			elsif ($template && !$skip && $line =~ /^-- ([a-z].*)$/)
			{
				$item = { text => $1, kind => '' };
				push @{ $template->{items} }, $item;
			}
			elsif ($template && !$skip && $item && $line =~ /^--   +(\S.*)$/)
			{
				my $text = $1;
				my $first = $template->{items}[-1]{text};
				my $sub = $first =~ /^input / ? qr/^[a-z][a-z0-9_]*: / : $first =~ /^parameter / ? qr/^(?:source|unit|choices): / : qr/^(?!)/;

				if ($text =~ $sub)
				{
					$item = { text => $text };
					push @{ $template->{items}[-1]{lines} }, $item;
				}
				else
				{
					$item->{text} .= ($item->{text} =~ /[ -~]$/ || $text =~ /^[ -~]/ ? ' ' : '') . $text;
				}
			}
		}
		close $in;
	}
	foreach my $template (map { @{ $pack{$_}{templates} } } @order)
	{
		interpret($template, $_) foreach @{ delete $template->{items} // [] };
	}
	return map { $pack{$_} } @order;
}

sub new_pack
{
	my ($letters, $order) = @_;

	push @$order, $letters;
	return { pack => $letters, domain => lc $letters, en => $letters, zh => $letters, norms => [], templates => [] };
}

sub interpret
{
	my ($template, $item) = @_;
	my ($key, $value) = $item->{text} =~ /^(.*?): ?(.*)$/ or return;

	if ($item->{text} =~ /^input (\w+)(\?)?(?: = (\(.*?\)|\S+?))?: (.*)$/)
	{
		my ($name, $optional, $stands_for, $words) = ($1, $2, $3, $4);
		my $input = { name => $name, optional => $optional, stands_for => $stands_for, words($words), columns => [] };

		foreach my $line (@{ $item->{lines} // [] })
		{
			my ($column, $family, $may, $meaning) = $line->{text} =~ /^(\w+): (\w+)(\?)?: (.*)$/ or next;

			push @{ $input->{columns} }, { name => $column, family => $family, optional => $may, words($meaning) };
		}
		push @{ $template->{inputs} }, $input;
	}
	elsif ($item->{text} =~ /^parameter (\w+): ("?[a-z ]+"?(?:\[\])?) = (.*?)(?:, ([^,]*?)\.\.([^,]*?))?: (.*)$/)
	{
		my $parameter = { name => $1, type => $2 =~ tr/"//dr, value => $3, minimum => trim($4), maximum => trim($5), words($6) };

		foreach my $line (@{ $item->{lines} // [] })
		{
			$parameter->{$1} = $2 if $line->{text} =~ /^(\w+): (.*)$/;
		}
		push @{ $template->{parameters} }, $parameter;
	}
	elsif ($key =~ /^(excluded|doubt)_(en|zh)$/)
	{
		my ($kind, $language) = ($1, $2);
		my @open = grep { !exists $_->{$language} } @{ $template->{$kind} };

		if (@open) { $open[0]{$language} = $value }
		else { push @{ $template->{$kind} }, { $language => $value } }
	}
	else
	{
		$template->{$key} = $value;
	}
	return;
}

sub words
{
	my ($en, $zh) = split(/ \| /, $_[0], 2);

	return (en => $en, zh => $zh // '');
}

sub trim { return ($_[0] // '') =~ s/^\s+|\s+$//gr; }

# ---------------------------------------------------------------------------
# Pages: docs/catalogue/<domain>.md and .zh.md, and an index in both languages.
# ---------------------------------------------------------------------------

my %say = (
	en => {
		catalogue => 'Catalogue', other => '中文', severity => 'Severity', score => 'Score', reads => 'What it reads',
		parameters => 'Parameters', shows => 'What a finding shows', excluded => 'Left out by the query',
		doubt => 'To ask, for no column tells', next => 'Next check', source => 'Source', changed => 'Changed from the proposal',
		input => 'input', column => 'column', kind => 'kind', meaning => 'meaning', name => 'name', type => 'type',
		default => 'default', bounds => 'bounds', unit => 'unit', optional => 'optional', stands => 'without it',
		planned => 'Planned', waits => 'waits for', norms => 'Norms', norm => 'norm', valid => 'in force', value => 'value',
		start => 'a starting point, to be set per region', models => 'model', high => 'high', medium => 'medium', low => 'low', critical => 'critical',
		how => "Adopt them one by one with `WORKSPACE.adopt`, or all at once with `WORKSPACE.adopt_pack` ([how](../reference/workspace-adopt.md));\n[write your own](../model.md) in ten minutes. How a template is written: [catalogue/README.md](../../catalogue/README.md).\nWhat the keys of the sources stand for: [catalogue/sources.md](../../catalogue/sources.md).",
	},
	zh => {
		catalogue => '模型目录', other => 'English', severity => '严重程度', score => '得分', reads => '读取的数据',
		parameters => '参数', shows => '线索内容', excluded => '查询已排除的合理解释',
		doubt => '数据无法说明、须向当事方核实的合理解释', next => '下一步核查', source => '依据', changed => '相对原方案的改动(英文)',
		input => '输入', column => '列', kind => '类别', meaning => '含义', name => '名称', type => '类型',
		default => '默认值', bounds => '范围', unit => '单位', optional => '可缺省', stands => '缺省时',
		planned => '计划中', waits => '尚待', norms => '标准', norm => '标准', valid => '有效期', value => '取值',
		start => '起点值,请按本地情况设定', models => '模型', high => '较高', medium => '一般', low => '较低', critical => '重大',
		how => "用 `WORKSPACE.adopt` 逐个采用,或用 `WORKSPACE.adopt_pack` 整包采用([说明](../reference/workspace-adopt.md));\n[十分钟写出自己的模型](../model.zh.md)。模板写法见 [catalogue/README.md](../../catalogue/README.md)。\n依据代号的含义见 [catalogue/sources.md](../../catalogue/sources.md)。",
	});

sub pages
{
	my ($top) = @_;
	my @packs = packs($top);
	my %page;

	return %page unless @packs;
	foreach my $language (qw(en zh))
	{
		my $suffix = $language eq 'en' ? '.md' : '.zh.md';

		$page{"README$suffix"} = index_page($language, @packs);
		$page{"$_->{domain}$suffix"} = domain_page($language, $_) foreach @packs;
	}
	# What looks like a tag is text; the notes at the top are comments.
	s/<(?!!--)/&lt;/g, utf8::encode($_) foreach values %page;
	return %page;
}

sub note { return "<!-- Written by docs/generate from @_: change it there. -->\n"; }

sub cell { return ($_[0] // '') =~ s/\|/\\|/gr; }

sub row { return '| ' . join(' | ', map { cell($_) } @_) . " |\n"; }

sub index_page
{
	my ($l, @packs) = @_;
	my $say = $say{$l};
	my ($suffix, $other) = $l eq 'en' ? ('.md', '.zh.md') : ('.zh.md', '.md');
	my $text = note('catalogue/*.sql') . "\n# $say->{catalogue}\n\n[$say->{other}](README$other)\n\n$say->{how}\n";

	foreach my $pack (@packs)
	{
		$text .= "\n## [$pack->{$l}]($pack->{domain}$suffix)\n\n" . row('', $say->{models}, $say->{severity}) . "|---|---|---|\n";
		foreach my $template (@{ $pack->{templates} })
		{
			my $wait = $template->{waits} ? " ($say->{waits} $template->{waits})" : '';

			$text .= row("[$template->{code}]($pack->{domain}$suffix#" . anchor($template, $l) . ')', $template->{"title_$l"} . $wait,
				$template->{severity} ? $say->{ $template->{severity} } : '');
		}
	}
	return $text;
}

sub anchor
{
	my ($template, $l) = @_;

	return lc("$template->{code} $template->{\"title_$l\"}") =~ s/[^\w\s-]//gr =~ s/\s/-/gr;
}

sub domain_page
{
	my ($l, $pack) = @_;
	my $say = $say{$l};
	my $other = $l eq 'en' ? '.zh.md' : '.md';
	my $index = $l eq 'en' ? 'README.md' : 'README.zh.md';
	my $text = note(map { "catalogue/$_" } sort keys %{ $pack->{file} }) . "\n# $pack->{$l}\n\n"
	  . "[$say->{catalogue}]($index) · [$say->{other}]($pack->{domain}$other)\n";
	my @planned = grep { $_->{waits} } @{ $pack->{templates} };

	$text .= template_text($l, $_) foreach grep { !$_->{waits} } @{ $pack->{templates} };
	if (@{ $pack->{norms} })
	{
		$text .= "\n## $say->{norms}\n\n" . row($say->{norm}, $say->{kind}, $say->{valid}, $say->{value}, $say->{unit}, $say->{source}) . "|---|---|---|---|---|---|\n";
		$text .= row($_->[0], $_->[1], "$_->[2] .. $_->[3]", @$_[ 4 .. 6 ]) foreach @{ $pack->{norms} };
	}
	if (@planned)
	{
		$text .= "\n## $say->{planned}\n";
		$text .= "\n### $_->{code} $_->{\"title_$l\"}\n\n$_->{\"question_$l\"} — $say->{waits} `$_->{waits}`. $say->{source}: $_->{source}\n" foreach @planned;
	}
	return $text;
}

sub template_text
{
	my ($l, $t) = @_;
	my $say = $say{$l};
	my $text = "\n## $t->{code} $t->{\"title_$l\"}\n\n$t->{\"question_$l\"}\n\n";

	$text .= "* **$say->{severity}**: " . ($say->{ $t->{severity} // '' } // '') . "\n";
	$text .= "* **$say->{score}**: $t->{\"score_$l\"}\n" if $t->{"score_$l"};
	$text .= "* **$say->{shows}**: $t->{\"evidence_$l\"}\n" if $t->{"evidence_$l"};
	$text .= "* **$say->{next}**: $t->{\"next_$l\"}\n" if $t->{"next_$l"};
	$text .= "* **$say->{source}**: $t->{source} ([$t->{file}](../../catalogue/$t->{file}))\n";
	$text .= "* **$say->{changed}**: $t->{changed}\n" if $t->{changed};
	$text .= "\n$say->{reads}:\n\n" . row($say->{input}, $say->{column}, $say->{kind}, $say->{meaning}) . "|---|---|---|---|\n";
	foreach my $input (@{ $t->{inputs} })
	{
		my $may = $input->{optional} ? " ($say->{optional}" . ($input->{stands_for} ? "; $say->{stands}: `$input->{stands_for}`" : '') . ')' : '';

		$text .= row("`$input->{name}`", '', '', $input->{$l} . $may);
		$text .= row('', "`$_->{name}`", $_->{family} . ($_->{optional} ? ", $say->{optional}" : ''), $_->{$l}) foreach @{ $input->{columns} };
	}
	if (@{ $t->{parameters} })
	{
		$text .= "\n$say->{parameters}:\n\n" . row($say->{name}, $say->{type}, $say->{default}, $say->{bounds}, $say->{meaning}, $say->{source}) . "|---|---|---|---|---|---|\n";
		foreach my $p (@{ $t->{parameters} })
		{
			my $bounds = $p->{choices} // ($p->{minimum} ne '' || $p->{maximum} ne '' ? "$p->{minimum} .. $p->{maximum}" : '');

			$text .= row("`$p->{name}`", $p->{type}, $p->{value} . ($p->{unit} ? " $p->{unit}" : ''), $bounds, $p->{$l}, $p->{source} // $say->{start});
		}
	}
	foreach my $kind (qw(excluded doubt))
	{
		$text .= "\n$say->{$kind}:\n\n" . join('', map { "* $_->{$l}\n" } @{ $t->{$kind} }) if @{ $t->{$kind} };
	}
	return $text;
}

1;
