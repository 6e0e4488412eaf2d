#!/bin/sh
# The longest wait of a program that inserts and updates rows while a migration runs: the plain plan and the online
# plan of each kind of change, on a table of 1,000,000 rows (ROWS sets another number). A column that changes its type
# or its name takes three revisions, which run one after the other. Compares the schemas that the two end in. Needs
# pgbench and the server in RETORT_TEST_PG:
# tools/with_postgres.sh bench/online.sh [KIND…]
set -eu
cd "$(dirname "$0")/.."
retort=$(cd "${RETORT_BUILD:-build}" && pwd)/retort
server=${RETORT_TEST_PG:?the server\'s URL, from tools/with_postgres.sh}
rows=${ROWS:-1000000}
work=$(mktemp -d)
writer=""
stop() {
  trap - EXIT
  [ -z "$writer" ] || kill "$writer" 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT
cd "$work"

export PGOPTIONS="-c client_min_messages=warning"
run() { psql -qAtX -v ON_ERROR_STOP=1 "$@"; }
# The server's URL with the name of another database.
url() { printf '%s' "$server" | sed -E "s,/[^/?]*([?]|$),/bench_online_$1\\1,"; }

# The first schema. The writer inserts orders and updates random ones.
cat >before.sql <<SQL
CREATE TYPE status AS ENUM ('open', 'paid');
CREATE TABLE customers (id integer PRIMARY KEY, name text);
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer integer, code text, total integer,
                     status status DEFAULT 'open', note text, placed timestamptz DEFAULT now());
CREATE INDEX orders_note ON orders (note);
SQL
cat >rows.sql <<SQL
INSERT INTO customers SELECT i, 'c' || i FROM generate_series(1, 1000) i;
INSERT INTO orders (customer, code, total, note) SELECT i % 1000 + 1, 'code ' || i, i % 500, md5(i::text)
  FROM generate_series(1, $rows) i;
VACUUM ANALYZE;
SQL
cat >writer.sql <<SQL
\set id random(1, $rows)
\set customer random(1, 1000)
INSERT INTO orders (customer, code, total, note) VALUES (:customer, 'new ' || txid_current(), 1, md5('n' || :id));
UPDATE orders SET total = total + 1 WHERE id = :id;
SQL

# The change of each kind, as SQL on the first schema.
change_of() {
  case $1 in
    index) echo "CREATE INDEX orders_placed ON orders (placed, customer);" ;;
    replaced_index) echo "DROP INDEX orders_note; CREATE INDEX orders_note ON orders (note, placed);" ;;
    dropped_index) echo "DROP INDEX orders_note;" ;;
    check) echo "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0);" ;;
    foreign_key)
      echo "ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer) REFERENCES customers (id);" ;;
    not_null) echo "ALTER TABLE orders ALTER COLUMN code SET NOT NULL;" ;;
    unique) echo "ALTER TABLE orders ADD CONSTRAINT orders_code UNIQUE (code);" ;;
    enum_label)
      echo "ALTER TYPE status ADD VALUE 'lost';
            ALTER TABLE orders ALTER COLUMN status SET DEFAULT 'lost';" ;;
    type_change) echo "ALTER TABLE orders ALTER COLUMN total TYPE bigint;" ;;
    rename) echo "ALTER TABLE orders RENAME COLUMN placed TO placed_at;" ;;
    *) echo "unknown kind: $1" >&2; exit 2 ;;
  esac
}

# The models after the change, for the kinds that take several revisions.
is_phased() { [ "$1" = type_change ] || [ "$1" = rename ]; }
models_of() {
  total=std::int32_t placed=placed rule=""
  case $1 in
    type_change) total=std::int64_t ;;
    rename) placed=placed_at rule='.renamed_from("placed")' ;;
  esac
  cat <<MODELS
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <retort/model.hpp>
enum class Status { open, paid };
struct Customer {
    std::int32_t id;
    std::optional<std::string> name;
    static constexpr auto schema() {
        using namespace retort;
        return table("customers", column<&Customer::id>().primary_key());
    }
};
struct Order {
    std::int64_t id;
    std::optional<std::int32_t> customer;
    std::optional<std::string> code;
    std::optional<$total> total;
    std::optional<Status> status;
    std::optional<std::string> note;
    std::optional<std::chrono::system_clock::time_point> $placed;
    static constexpr auto schema() {
        using namespace retort;
        return table("orders", column<&Order::id>().primary_key().identity_always(),
                     column<&Order::status>().default_sql("'open'"),
                     column<&Order::$placed>().default_sql("now()")$rule,
                     index<&Order::note>().named("orders_note"));
    }
};
MODELS
}

prepare() {
  run "$server" -c "DROP DATABASE IF EXISTS bench_online_$1 WITH (FORCE)" -c "CREATE DATABASE bench_online_$1"
}
# Of a table whose columns are in another order, the lines are the same.
schema() {
  pg_dump --schema-only --exclude-table='retort_*' "$1" | grep -v '^--' | grep -v '^\\' |
    if is_phased "$2"; then sed 's/,$//' | sort; else cat; fi
}

# Prints the longest wait in milliseconds while the migration runs, and the time that it takes in seconds.
measure() {
  kind=$1 mode=$2
  prepare run
  run "$(url run)" -f before.sql -f rows.sql
  rm -rf project; mkdir -p project/migrations
  { printf '[models]\nheaders = ["model.hpp"]\n[database]\nurl = "%s"\n' "$(url run)"
    printf 'scratch_url = "%s"\ntrust_sources = true\n' "$server"; } >project/retort.toml
  flags=$([ "$mode" = online ] && echo --online || true)
  [ "$kind" = rename ] && flags="$flags --rename orders.placed=orders.placed_at"
  if [ "$mode" = online ] && is_phased "$kind"; then
    models_of "$kind" >project/model.hpp
    (cd project && "$retort" revision --autogenerate --online -m "$kind" >revision.log 2>&1) ||
      { cat project/revision.log >&2; exit 2; }
  else
    { printf -- '-- 0001 change\n-- revision: aaaa1111\n-- down_revision: none\n\n-- migrate:up transaction:false\n'
      (cd project && "$retort" diff $flags "$(url run)" "$(url goal)") || [ $? -eq 1 ]
      printf '\n-- migrate:down\n'; } >project/migrations/0001_change.sql
  fi
  rm -f wait.*
  pgbench -n -c 4 -j 1 -T 3600 -f writer.sql -l --log-prefix=wait "$(url run)" >pgbench.log 2>&1 &
  writer=$!
  sleep 2
  start=$(date +%s.%N)
  (cd project && "$retort" upgrade >upgrade.log 2>&1) || { cat project/upgrade.log >&2; exit 2; }
  end=$(date +%s.%N)
  sleep 1
  # So that pgbench writes its log to the end.
  run "$server" -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pgbench'" \
    >terminated
  wait "$writer" 2>/dev/null || true
  writer=""
  schema "$(url run)" "$kind" >"$mode.schema"
  cat wait.* | awk -v start="$start" -v end="$end" '
    { at = $5 + $6 / 1e6; if (at >= start && at - $3 / 1e6 <= end && $3 > longest) longest = $3 }
    END { printf "%.0f %.1f\n", longest / 1000, end - start }'
}

printf '%-16s %14s %14s %12s %12s\n' "$rows rows" "plain: wait ms" "online: wait ms" "plain: s" "online: s"
for kind in ${*:-index replaced_index dropped_index check foreign_key not_null unique enum_label type_change
  rename}; do
  change=$(change_of "$kind")
  prepare goal
  run "$(url goal)" -f before.sql
  printf '%s\n' "$change" | run "$(url goal)" -f -
  set -- $(measure "$kind" plain) $(measure "$kind" online)
  printf '%-16s %14s %14s %12s %12s\n' "$kind" "$1" "$3" "$2" "$4"
  cmp -s plain.schema online.schema && continue
  echo "$kind: the schemas differ" >&2
  diff plain.schema online.schema >&2
  exit 1
done
