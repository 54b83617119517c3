#!/bin/bash
# coverage.sh - every rule and every message must be shown by a golden case, in one of the languages.
#
# Looked through are stdout, stderr and the lists of findings of all cases but those that print the rules themselves.
# What cannot be reached from the command line stands in `unreachable` beside this script, with the reason; what stands there and
# is shown after all, or is no more, fails too.
cd "$(dirname "$0")" || exit
perl - ../../src/base/messages.def ../../src/data/rules.def <<'PERL'
use strict;
use warnings;

# The literals of "…" "…", joined.
sub text_of { join '', map { s/\\(.)/$1/gr } $_[0] =~ /"((?:\\.|[^"\\])*)"/g }

# A pattern of words around {0}; undef when there is no word in it.
sub regex_of {
    my @parts = split /\{\d\}/, $_[0], -1;
    return undef unless grep { /\w/ } @parts;
    my $regex = join '[^\n]*', map { quotemeta } @parts;
    $regex =~ s/^(?:\[\^\\n\]\*)+//;
    return $regex;
}

sub slurp { open my $file, '<', $_[0] or return ''; local $/; scalar <$file> }

my $said = join "\n", map { slurp($_) }
    grep { !m{^list-rules/} } glob('*/stdout */stderr */expect/*/kiem-tra*.csv');
my (%allowed, %known, @faults);
/^(\w+)\s+\S/ and $allowed{$1} = 1 for split /\n/, slurp('unreachable');

my $string = qr/"(?:\\.|[^"\\])*"(?:\s*"(?:\\.|[^"\\])*")*/;
sub check {
    my ($id, $prefix, @literals) = @_;
    $known{$id} = 1;
    my @texts = map { $prefix . text_of($_) } @literals;
    my @worded = grep { defined } map { regex_of($_) } @texts;
    my $shown = grep { $said =~ /$_/ } @worded;
    push @faults, "$id is shown by no case: $texts[0]" if @worded && !$shown && !$allowed{$id};
    push @faults, "$id is shown: take it from the list `unreachable`" if $shown && $allowed{$id};
}

my $messages = slurp($ARGV[0]);
check($1, '', $2, $3) while $messages =~ /^MESSAGE\((\w+),\s*($string),\s*($string)\)/mg;
my $rules = slurp($ARGV[1]);
check($2, "$2: ", $3, $4) while $rules =~ /^RULE\((\w+), "(\w+)", \w+,\s*($string),\s*($string),/mg;

my $rows = () = "$messages$rules" =~ /^(?:MESSAGE|RULE)\(/mg;
push @faults, 'only ' . keys(%known) . " of $rows rows were understood" if keys %known != $rows;
push @faults, "$_ is no message or rule any more" for grep { !$known{$_} } sort keys %allowed;
print "$_\n" for @faults;
print keys(%known) - @faults, ' passed, ', scalar @faults, " failed\n";
exit(@faults > 0);
PERL
