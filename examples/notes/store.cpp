#include "store.hpp"

#include <sqlite3.h>

#include <stdexcept>

namespace notes {

namespace {

/// Runs one statement; the first column of its rows.
std::vector<std::string> run(sqlite3* database, const char* sql, const std::vector<std::string>& values) {
    sqlite3_stmt* statement = nullptr;
    std::vector<std::string> column;
    int status = sqlite3_prepare_v2(database, sql, -1, &statement, nullptr);
    for (std::size_t i = 0; i < values.size() && status == SQLITE_OK; ++i)
        status = sqlite3_bind_text(statement, static_cast<int>(i) + 1, values[i].c_str(), -1, SQLITE_TRANSIENT);
    if (status == SQLITE_OK)
        while ((status = sqlite3_step(statement)) == SQLITE_ROW)
            column.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
    sqlite3_finalize(statement);
    if (status != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(database));
    return column;
}

}  // namespace

std::int64_t Store::add_notebook(const std::string& title) const {
    return std::stoll(run(database_, "INSERT INTO notebooks (title) VALUES (?) RETURNING id", {title}).at(0));
}

void Store::add_note(std::int64_t notebook, const std::string& text) const {
    run(database_, "INSERT INTO notes (notebook_id, text) VALUES (?, ?)", {std::to_string(notebook), text});
}

std::vector<std::string> Store::texts(std::int64_t notebook) const {
    return run(database_, "SELECT text FROM notes WHERE notebook_id = ? ORDER BY id", {std::to_string(notebook)});
}

}  // namespace notes
