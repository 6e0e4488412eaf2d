// Every file of tests/cases/postgres on a real server (tests/support/case_runner.hpp).

#include <gtest/gtest.h>

#include "tests/emit/postgres_cases.hpp"
#include "tests/support/pg_dump.hpp"
#include "tests/support/postgres.hpp"

namespace retort::test {
namespace {

const bool registered = register_cases("PostgresCase", std::make_shared<PostgresCases>());

/// Skipped, with the reason, if pg_dump is older than the server: then no case compares dumps.
TEST(PostgresCaseDumps, AreCompared) {
    if (!pg_dump_reads_server()) GTEST_SKIP() << "pg_dump is older than this server: no case compares dumps";
    FreshDatabase database;
    database.run("CREATE TABLE seen (id integer)");
    EXPECT_NE(text_of(pg_dump_unordered(database.url())).find("CREATE TABLE public.seen"), std::string::npos);
}

TEST(Goldens, EachBelongsToACase) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(RETORT_GOLDENS)) {
        std::string path = entry.path().lexically_relative(RETORT_GOLDENS).replace_extension(".case").string();
        if (path.starts_with("postgres_online/")) path.replace(0, path.find('/'), "postgres");
        if (entry.path().extension() != ".sql" || path.starts_with("chain/")) continue;
        EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(RETORT_CASES) / path))
            << entry.path() << " has no case";
    }
}

}  // namespace
}  // namespace retort::test
