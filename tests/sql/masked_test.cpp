#include "sql/masked.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace retort::sql {
namespace {

TEST(Masked, Passwords) {
    const std::vector<std::pair<std::string, std::string>> texts = {
        {"postgresql://app:secret@db/app", "postgresql://app:***@db/app"},
        {"postgresql+asyncpg://app:se:cret@db:5432/app?ssl=true", "postgresql+asyncpg://app:***@db:5432/app?ssl=true"},
        {"postgresql://app:s/e@c?r@db/app", "postgresql://app:***@db/app"},
        {"mysql://root:secret@db", "mysql://root:***@db"},
        {"postgresql://app:secret", "postgresql://app:***"},
        {"'postgresql:app:se:cr/et@db/app': needs two slashes", "'postgresql:app:***@db/app': needs two slashes"},
        {"not expected: app:secret@db", "not expected: app:***@db"},
        {"postgresql://app:12/3@db/app", "postgresql://app:***@db/app"},
        {"postgresql://app:sec/ret?", "postgresql://app:***"},
        {"url = \"postgresql://app:secret@db/app\"  # the database",
         "url = \"postgresql://app:***@db/app\"  # the database"},
        {"two: 'a://u:one@h' and 'b://u:two@h'", "two: 'a://u:***@h' and 'b://u:***@h'"},
        {"postgresql://db/app?password=secret&user=app", "postgresql://db/app?password=***&user=app"},
        {"postgresql://db/app?user=app&sslpassword=secret", "postgresql://db/app?user=app&sslpassword=***"},
        {"host=db user=app PASSWORD=secret dbname=app", "host=db user=app PASSWORD=*** dbname=app"},
        {"host=db password = 'se cret' user=app", "host=db password = '***' user=app"},
        {"PGPASSWORD=secret psql", "PGPASSWORD=*** psql"},
        {"CREATE ROLE app PASSWORD 'secret'", "CREATE ROLE app PASSWORD '***'"},
        {"OPTIONS (\"user\" 'app', password 'secret')", "OPTIONS (\"user\" 'app', password '***')"},
    };
    for (const auto& [text, expected] : texts) {
        EXPECT_EQ(masked(text), expected);
        EXPECT_EQ(masked(expected), expected) << "a fixed point";
    }
}

TEST(Masked, WhatIsNoPasswordStays) {
    for (const std::string text :
         {"postgresql://app@db:5432/app", "postgresql://db:5432/app", "postgresql:///app?host=/run/postgresql",
          "postgresql://app@[::1]:5432/app", "postgresql://db:5432/app?user=me@server", "postgresql://[::1]:5432/app",
          "sqlite:///app.db", "sqlite:app.db?mode=ro", "sqlite:a@b.db", "models/a.hpp:12:5: error: no member a@b",
          "me@example.org: no", "password authentication failed for user \"app\"",
          "column users.password, type text → varchar(60)", "--rename users.password=users.passphrase",
          "password_hash = 'x'", "password", "://", "password="})
        EXPECT_EQ(masked(text), text);
}

TEST(Masked, PasswordsAsTheyAreWritten) {
    EXPECT_EQ(passwords_in("postgresql://app:s%2Fcret@db/app?sslpassword=key"),
              (std::vector<std::string_view>{"s%2Fcret", "key"}));
    EXPECT_TRUE(passwords_in("postgresql://app@db:5432/app").empty());
    EXPECT_TRUE(passwords_in("sqlite:app.db").empty());
    EXPECT_EQ(masked("cannot connect to b://h/d?password=***: no"), "cannot connect to b://h/d?password=***: no");
}

}  // namespace
}  // namespace retort::sql
