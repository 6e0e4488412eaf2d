#include "migrate/statement.hpp"

#include <gtest/gtest.h>

#include <ostream>

namespace retort::migrate {

void PrintTo(StatementKind kind, std::ostream* out) { *out << static_cast<int>(kind); }

namespace test {
namespace {

TEST(Statement, KindFollowsFromFirstWords) {
    using enum StatementKind;
    const std::pair<const char*, StatementKind> cases[] = {
        {"BEGIN", begin},
        {"begin immediate", begin},
        {"START TRANSACTION READ ONLY", begin},
        {"COMMIT", commit},
        {"commit work", commit},
        {"END", commit},
        {"COMMIT PREPARED 'x'", other},
        {"ROLLBACK", rollback},
        {"ABORT", rollback},
        {"ROLLBACK TO SAVEPOINT a", other},
        {"ROLLBACK WORK TO a", other},
        {"/* a */ -- b\n  ROLLBACK", rollback},
        {"PRAGMA foreign_keys = OFF", foreign_keys},
        {"pragma main.foreign_keys(0)", foreign_keys},
        {"PRAGMA foreign_keys", pragma},
        {"PRAGMA foreign_key_check", foreign_key_check},
        {"PRAGMA main.foreign_key_check(users)", foreign_key_check},
        {"PRAGMA legacy_alter_table = ON", pragma},
        {"CREATE TABLE commit_log (a integer)", other},
        {"beginning", other},
        {"", other},
    };
    for (const auto& [sql, kind] : cases) EXPECT_EQ(kind_of(sql), kind) << sql;
}

}  // namespace
}  // namespace test
}  // namespace retort::migrate
