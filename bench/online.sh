#!/bin/sh
# The longest wait of a program that inserts and updates rows while a migration runs: the plain plan and the online
# plan of each kind of change, on a table of 1,000,000 rows (ROWS sets another number). Compares the schemas that the
# two end in. Needs pgbench and the server in RETORT_TEST_PG:
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
    *) echo "unknown kind: $1" >&2; exit 2 ;;
  esac
}

prepare() {
  run "$server" -c "DROP DATABASE IF EXISTS bench_online_$1 WITH (FORCE)" -c "CREATE DATABASE bench_online_$1"
}
schema() { pg_dump --schema-only --exclude-table='retort_*' "$1" | grep -v '^--' | grep -v '^\\' ; }

# Prints the longest wait in milliseconds while the migration runs, and the time that it takes in seconds.
measure() {
  kind=$1 mode=$2
  prepare run
  run "$(url run)" -f before.sql -f rows.sql
  rm -rf project; mkdir -p project/migrations
  printf '[database]\nurl = "%s"\n' "$(url run)" >project/retort.toml
  flags=$([ "$mode" = online ] && echo --online || true)
  { printf -- '-- 0001 change\n-- revision: aaaa1111\n-- down_revision: none\n\n-- migrate:up transaction:false\n'
    (cd project && "$retort" diff $flags "$(url run)" "$(url goal)") || [ $? -eq 1 ]
    printf '\n-- migrate:down\n'; } >project/migrations/0001_change.sql
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
  schema "$(url run)" >"$mode.schema"
  cat wait.* | awk -v start="$start" -v end="$end" '
    { at = $5 + $6 / 1e6; if (at >= start && at - $3 / 1e6 <= end && $3 > longest) longest = $3 }
    END { printf "%.0f %.1f\n", longest / 1000, end - start }'
}

printf '%-16s %14s %14s %12s %12s\n' "$rows rows" "plain: wait ms" "online: wait ms" "plain: s" "online: s"
for kind in ${*:-index replaced_index dropped_index check foreign_key not_null unique enum_label}; do
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
