#pragma once

#include <cstdint>
#include <string>
#include <vector>

struct sqlite3;

namespace notes {

/// Notes in a SQLite database that somebody else opened.
class Store {
public:
    explicit Store(sqlite3* database) : database_(database) {}

    std::int64_t add_notebook(const std::string& title) const;
    void add_note(std::int64_t notebook, const std::string& text) const;
    std::vector<std::string> texts(std::int64_t notebook) const;

private:
    sqlite3* database_;
};

}  // namespace notes
