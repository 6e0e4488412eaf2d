// A unit test on a database in memory: its tables come from the models, no migration has to run.

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdio>
#include <stdexcept>

#include <retort/database.hpp>

#include "models/note.hpp"
#include "store.hpp"

namespace {

void expect(bool holds, const char* what) {
    if (!holds) throw std::runtime_error(what);
}

void test() {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE);
    retort::create_all<notes::Notebook, notes::Note>(database.getHandle());

    const notes::Store store(database);
    const auto cooking = store.add_notebook("Cooking");
    store.add_note(cooking, "more salt");
    store.add_note(cooking, "less salt");
    expect(store.texts(cooking) == std::vector<std::string>{"more salt", "less salt"}, "notes in their order");

    bool refused = false;
    try {
        store.add_note(cooking, "");
    } catch (const SQLite::Exception&) {
        refused = true;
    }
    expect(refused, "the CHECK of the model refuses an empty note");
    expect(retort::check<notes::Notebook, notes::Note>(database.getHandle()).empty(),
           "the database is as the models say");
}

}  // namespace

int main() {
    try {
        test();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
