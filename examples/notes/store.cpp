#include "store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <utility>

namespace notes {

std::string slug(const std::string& title) {
    std::string made;
    for (const char c : title) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool kept = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (kept)
            made += upper ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!made.empty() && made.back() != '-')
            made += '-';
    }
    while (!made.empty() && made.back() == '-') made.pop_back();
    return made;
}

std::int64_t Store::add_notebook(const std::string& title) const {
    SQLite::Statement statement(database_, "INSERT INTO notebooks (title, slug) VALUES (?, ?) RETURNING id");
    statement.bind(1, title);
    statement.bind(2, slug(title));
    statement.executeStep();
    return statement.getColumn(0).getInt64();
}

void Store::add_note(std::int64_t notebook, const std::string& text) const {
    SQLite::Statement statement(database_, "INSERT INTO notes (notebook_id, text) VALUES (?, ?)");
    statement.bind(1, notebook);
    statement.bind(2, text);
    statement.exec();
}

void Store::fill_slugs() const {
    SQLite::Statement found(database_, "SELECT id, title FROM notebooks WHERE slug = ''");
    std::vector<std::pair<std::int64_t, std::string>> notebooks;
    while (found.executeStep()) notebooks.emplace_back(found.getColumn(0).getInt64(), found.getColumn(1).getString());
    for (const auto& [id, title] : notebooks) {
        SQLite::Statement update(database_, "UPDATE notebooks SET slug = ? WHERE id = ?");
        update.bind(1, slug(title));
        update.bind(2, id);
        update.exec();
    }
}

std::vector<std::string> Store::texts(std::int64_t notebook) const {
    SQLite::Statement statement(database_, "SELECT text FROM notes WHERE notebook_id = ? ORDER BY id");
    statement.bind(1, notebook);
    std::vector<std::string> texts;
    while (statement.executeStep()) texts.push_back(statement.getColumn(0).getString());
    return texts;
}

}  // namespace notes
