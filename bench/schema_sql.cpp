// Prints SQL that makes N tables of 12 columns, 4 indexes and 3 constraints each, for the
// whole-process runs of tools/bench.sh. With a second argument, the first K tables have one
// column of another type.

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "usage: {} TABLES [CHANGED]\n", argv[0]);
        return 2;
    }
    const int tables = std::atoi(argv[1]);
    const int changed = argc > 2 ? std::atoi(argv[2]) : 0;
    for (int i = 0; i < tables; ++i) {
        fmt::print(
            "CREATE TABLE t{0:05} (id bigint PRIMARY KEY, a {1} NOT NULL UNIQUE, b text DEFAULT 'x', c integer CHECK "
            "(c > 0),"
            " d timestamptz DEFAULT now(), e boolean NOT NULL DEFAULT false, f numeric(10,2), g date, h uuid, i jsonb,"
            " j bytea, k bigint{2});\n",
            i, i < changed ? "varchar(200)" : "text",
            i == 0 ? std::string() : fmt::format(" REFERENCES t{:05} (id)", i / 2));
        fmt::print(
            "CREATE INDEX t{0:05}_i1 ON t{0:05} (c, d DESC);\nCREATE INDEX t{0:05}_i2 ON t{0:05} (lower(b));\n"
            "CREATE INDEX t{0:05}_i3 ON t{0:05} (g) WHERE e;\nCREATE INDEX t{0:05}_i4 ON t{0:05} (k);\n",
            i);
    }
    return 0;
}
