#include "store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace notes {

std::int64_t Store::add_notebook(const std::string& title) const {
    SQLite::Statement statement(database_, "INSERT INTO notebooks (title) VALUES (?) RETURNING id");
    statement.bind(1, title);
    statement.executeStep();
    return statement.getColumn(0).getInt64();
}

void Store::add_note(std::int64_t notebook, const std::string& text) const {
    SQLite::Statement statement(database_, "INSERT INTO notes (notebook_id, text) VALUES (?, ?)");
    statement.bind(1, notebook);
    statement.bind(2, text);
    statement.exec();
}

std::vector<std::string> Store::texts(std::int64_t notebook) const {
    SQLite::Statement statement(database_, "SELECT text FROM notes WHERE notebook_id = ? ORDER BY id");
    statement.bind(1, notebook);
    std::vector<std::string> texts;
    while (statement.executeStep()) texts.push_back(statement.getColumn(0).getString());
    return texts;
}

}  // namespace notes
