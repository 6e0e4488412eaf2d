// A program that upgrades its own database when it starts. The revisions in migrations/ are compiled in.

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdio>
#include <exception>
#include <string_view>

#include <retort/database.hpp>
#include <retort/migrations.hpp>

#include "models/note.hpp"
#include "notes_migrations.hpp"
#include "store.hpp"

namespace {

void upgrade(SQLite::Database& database) {
    const notes::Store store(database);
    retort::MigrationOptions options;
    options.application = "notes";
    options.steps["fill_slugs"] = [&](const retort::Connection&) { store.fill_slugs(); };
    options.progress = [](const retort::MigrationProgress& progress) {
        if (progress.event == retort::MigrationProgress::Event::finished)
            std::printf("upgraded to %s\n", progress.revision.title().c_str());
    };
    retort::upgrade(database.getHandle(), notes_migrations(), options);
}

}  // namespace

int main(int argc, char** argv) {
    const bool only_check = argc == 3 && std::string_view(argv[1]) == "--check";
    if (argc != 2 && !only_check) {
        std::fprintf(stderr, "usage: notes [--check] FILE\n");
        return 2;
    }
    try {
        SQLite::Database database(argv[argc - 1], SQLite::OPEN_READWRITE | (only_check ? 0 : SQLite::OPEN_CREATE));
        if (only_check)
            retort::require_head(database.getHandle(), notes_migrations());
        else
            upgrade(database);
        retort::require<notes::Notebook, notes::Note>(database.getHandle());
    } catch (const retort::DifferenceError& error) {
        std::fprintf(stderr, "%s\n", error.what());
        std::fprintf(stderr, "This would make it as the models say:\n\n%s", error.differences().sql.c_str());
        return 1;
    } catch (const retort::Error& error) {
        std::fprintf(stderr, "%s", retort::render(error).c_str());
        return 2;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
    std::puts("ready");
    return 0;
}
