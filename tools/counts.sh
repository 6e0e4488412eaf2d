#!/bin/sh
# Counts what the structure of the sources is measured by (docs/design/counts.md). With -v each count is followed by its
# locations; with --check it fails if a count is above its limit in tools/counts.limits:
# tools/counts.sh [-v | --check] [count...]
set -eu
cd "$(dirname "$0")/.."

mode=""
case "${1:-}" in
  -v | --check) mode=$1; shift ;;
  -*) echo "usage: tools/counts.sh [-v | --check] [count...]" >&2; exit 2 ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

git ls-files '*.cpp' '*.hpp' '*.c' '*.h' >"$work/all"
git ls-files '*.cpp' '*.hpp' '*.c' '*.h' '*.def' '*.cmake' '*CMakeLists.txt' '*.sh' '*.awk' >"$work/code"
# The product: without tests, benchmarks, examples and example models.
grep -Ev '^(tests|bench|examples|models)/' "$work/all" >"$work/product"
xargs awk -f tools/functions.awk <"$work/product" >"$work/functions"

# search PATTERN [EXCLUDED FILES]: the lines of the product with the pattern, as file:line: text.
search() {
  grep -Ev "^(${2:-})\$" "$work/product" | xargs grep -nE -- "$1" /dev/null || true
}

# Each function prints one location per item; the number of lines is the count.

# Functions outside schema/ that name four or more of the six lists of a table's parts: primary_key, uniques, checks,
# foreign_keys, exclusions, indexes.
part_enumerations() {
  awk '$4 >= 4 && $1 !~ /^schema\// { print $1 ": " $4 " of 6 lists" }' "$work/functions"
}

# Lines that compare a Dialect, or switch on one, outside the file that defines it.
dialect_comparisons() {
  search '[!=]= *Dialect::|Dialect::[a-z]+ *[!=]=|case Dialect::|switch \([a-z_.>()-]*dialect' 'schema/dialect\.[ch]pp'
}

# Uses of std::get_if with a kind of change, outside plan/ and diff/describe.cpp.
change_scans() {
  kinds='(Create|Drop|Alter|Rebuild|Add)[A-Z][A-Za-z]*|DetachPartition|MoveRows|AttachPartition'
  search "get_if<(const )?(diff::|plan::)?($kinds)>" 'plan/.*|diff/describe\.cpp'
}

# Lines of C++ sources, CMake files and scripts, tests included, with more than 120 columns: characters, not bytes.
long_lines() {
  xargs awk '
    { line = $0; gsub(/[\200-\277]/, "", line) }
    length(line) > 120 { print FILENAME ":" FNR ": " length(line) }' <"$work/code"
}

# The length of the longest function in lines, without the inner lines of raw strings (SQL).
longest_function() {
  sort -k2,2nr -k1,1 "$work/functions" | head -1 | awk '{ print $1 ": " $2 " lines" }'
}

# Functions with more than 25 branches: if, for, while, catch, ?: and case. A case that only returns a value does not
# count, so that a table written as a switch is no finding.
branching_functions() {
  awk '$3 > 25 { print $1 ": " $3 " branches" }' "$work/functions"
}

# Places that take the modifier of a type apart: they search its text for the opening parenthesis.
modifier_parsers() {
  search '(sql|type)\.find\(.\(.\)'
}

# Files that read SQL character by character: they compare one with the quote of a literal. The excluded files write
# a literal or a connection string, look for passwords in any text, or have to do with a path or a command line of a
# shell.
lexers() {
  others='schema/name\.cpp|sql/masked\.cpp|introspect/postgres/libpq\.cpp|scratch/postgres/installation\.cpp'
  search "(== |find\\()'\\\\''" "$others|reflect/reader/command_line\.cpp" | awk -F: '!seen[$1]++'
}

# Places that follow references from object to object until no more are found, instead of calling the closure function
# of schema/closure.hpp, which is among them. reflect/ follows #include lines.
closures() {
  search 'while \(!(open|todo|pending|work)\.empty\(\)\)' 'reflect/.*'
}

# Error codes that more than one place raises. A comment raises nothing, and neither does a comparison with a code.
shared_codes() {
  search '"RT[0-9][0-9][0-9]"' | awk '
    {
      split($0, field, ":")
      text = substr($0, length(field[1]) + length(field[2]) + 3)
      sub(/(^|[ \t])\/\/.*/, "", text)
      gsub(/[!=]= "RT[0-9][0-9][0-9]"/, "", text)
      for (; match(text, /"RT[0-9][0-9][0-9]"/); text = substr(text, RSTART + RLENGTH)) {
        code = substr(text, RSTART + 1, 5)
        where[code] = where[code] " " field[1] ":" field[2]
        ++times[code]
      }
    }
    END { for (code in times) if (times[code] > 1) print code ":" where[code] }' | sort
}

counts="part_enumerations dialect_comparisons change_scans long_lines longest_function branching_functions
modifier_parsers lexers closures shared_codes"
[ $# -eq 0 ] || counts=$*

status=0
for count in $counts; do
  "$count" >"$work/found"
  if [ "$count" = longest_function ]; then
    number=$(awk '{ print $2 }' "$work/found")
  else
    number=$(wc -l <"$work/found")
  fi
  if [ "$mode" = --check ]; then
    limit=$(awk -v name="$count" '$1 == name { print $2 }' tools/counts.limits)
    [ -n "$limit" ] || { echo "counts: tools/counts.limits has no line for $count" >&2; exit 2; }
    [ "$number" -gt "$limit" ] || continue
    echo "counts: $count is $number, the limit is $limit (tools/counts.sh -v $count lists the locations)" >&2
    status=1
  else
    printf '%-20s %4d\n' "$count" "$number"
    [ "$mode" != -v ] || sed 's/^/    /' "$work/found"
  fi
done
exit "$status"
