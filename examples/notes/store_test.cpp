// A unit test on a database in memory: its tables come from the models, no migration has to run.

#include <sqlite3.h>

#include <cstdio>
#include <stdexcept>

#include <retort/database.hpp>

#include "models/note.hpp"
#include "store.hpp"

namespace {

void expect(bool holds, const char* what) {
    if (!holds) throw std::runtime_error(what);
}

void test(sqlite3* database) {
    retort::create_all<notes::Notebook, notes::Note>(database);

    const notes::Store store(database);
    const auto cooking = store.add_notebook("Cooking");
    store.add_note(cooking, "more salt");
    store.add_note(cooking, "less salt");
    expect(store.texts(cooking) == std::vector<std::string>{"more salt", "less salt"}, "notes in their order");

    bool refused = false;
    try {
        store.add_note(cooking, "");
    } catch (const std::runtime_error&) {
        refused = true;
    }
    expect(refused, "the CHECK of the model refuses an empty note");
    expect(retort::check<notes::Notebook, notes::Note>(database).empty(), "the database is as the models say");
}

}  // namespace

int main() {
    sqlite3* database = nullptr;
    sqlite3_open(":memory:", &database);
    int status = 0;
    try {
        test(database);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        status = 1;
    }
    sqlite3_close(database);
    return status;
}
