#!/bin/sh
# Brings a copy of this folder into each state that 'retort check' tells apart, and shows what it prints and the way
# out: in step, models ahead, pending, changed by hand, edited, two heads, a void proof. Needs retort and sqlite3 on
# PATH. Exits with 1 when a check has another status than expected.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' HUP INT TERM
cp -R "$(dirname "$0")/." "$folder"
cd "$folder"
unset DATABASE_URL RETORT_CONFIG 2>/dev/null || true
failed=0

state() { printf '\n== %s\n' "$1"; }
show() {
  printf '$ %s\n' "$*"
  "$@" 2>&1
}
# check STATUS ARGUMENTS…: runs 'retort check', which must exit with this status.
check() {
  expected=$1
  shift
  status=0
  show retort check "$@" || status=$?
  [ "$status" = "$expected" ] || { echo "exit status $status instead of $expected" >&2; failed=1; }
}
# Inserts a line into a file above the first line that has this text.
above() {
  awk -v text="$2" -v line="$3" 'index($0, text) && !done { print line; done = 1 } { print }' "$1" >new
  cat new >"$1"
}

show retort upgrade

state "1. In step"
check 0

state "2. The models are ahead of the migrations"
above models/person.hpp "    static constexpr" "    std::optional<std::string> city;"
check 1 models migrations
show retort revision --autogenerate -m "cities"

state "3. A migration is pending"
check 1
check 0 --allow pending
show retort upgrade

state "4. The database was changed by hand"
sqlite3 app.db "CREATE INDEX people_by_city ON people (city)"
check 1
sqlite3 app.db "DROP INDEX people_by_city"

state "5. A file was edited after it ran"
cp migrations/0002_cities.sql before
sed 's/city TEXT/city TEXT COLLATE NOCASE/' before >migrations/0002_cities.sql
check 1
cp before migrations/0002_cities.sql

state "6. Two heads, as two branches of a repository make them"
retort revision --head 0001 --splice --rev-id of_another_branch -m "another branch" >/dev/null
check 1 --allow pending
show retort heads
rm migrations/*_another_branch.sql
retort sum >/dev/null 2>&1

state "7. A proof is void: the SQL was edited after it was verified"
retort downgrade -1 >/dev/null 2>&1
above migrations/0002_cities.sql "-- migrate:down" "UPDATE people SET city = 'Bern' WHERE city IS NULL;"
retort sum >/dev/null 2>&1
check 1 --allow pending
show retort verify 0002
show retort upgrade
check 0

exit "$failed"
