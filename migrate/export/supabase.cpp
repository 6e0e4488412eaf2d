#include <fmt/format.h>

#include "migrate/export/writers.hpp"

namespace retort::migrate {

/// The files of supabase/migrations, which have no downgrade.
void write_supabase(const ExportItem& item, Exported& to) {
    if (!info(item.dialect).server)
        throw not_exported(item.revision, "Supabase", "it is for SQLite", "choose another format");
    if (!item.revision.up.transaction)
        to.notes.push_back(fmt::format(
            "{} is not one transaction: the Supabase CLI runs a statement such as CREATE INDEX CONCURRENTLY "
            "outside of its batch since version 2.109",
            item.revision.title()));
    to.files.push_back({export_stem(item) + ".sql", export_title(item) + "\n" + export_section(item, Direction::up),
                        item.revision.id});
}

}  // namespace retort::migrate
