#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <string>
#include <vector>

namespace notes {

/// Notes in a SQLite database that somebody else opened.
class Store {
public:
    explicit Store(SQLite::Database& database) : database_(database) {}

    std::int64_t add_notebook(const std::string& title) const;
    void add_note(std::int64_t notebook, const std::string& text) const;
    std::vector<std::string> texts(std::int64_t notebook) const;

private:
    SQLite::Database& database_;
};

}  // namespace notes
