#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <string>
#include <vector>

namespace notes {

/// The title in lower case, for links: "more-salt" for "More salt!".
std::string slug(const std::string& title);

/// Notes in a SQLite database that somebody else opened.
class Store {
public:
    explicit Store(SQLite::Database& database) : database_(database) {}

    std::int64_t add_notebook(const std::string& title) const;
    void add_note(std::int64_t notebook, const std::string& text) const;
    std::vector<std::string> texts(std::int64_t notebook) const;
    /// Gives notebooks that have no slug one.
    void fill_slugs() const;

private:
    SQLite::Database& database_;
};

}  // namespace notes
