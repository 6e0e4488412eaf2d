#include "migrate/export/writers.hpp"

namespace retort::migrate {

/// Scripts for `psql -v ON_ERROR_STOP=1 -f` or `sqlite3 -bail`; the downgrades are in a folder of their own.
void write_plain(const ExportItem& item, Exported& to) {
    const std::string name = export_stem(item) + ".sql";
    to.files.push_back({name, export_title(item) + "\n" + export_script(item, Direction::up), item.revision.id});
    if (!has_statements(item, Direction::down)) return;
    to.files.push_back(
        {"undo/" + name, export_title(item) + "\n" + export_script(item, Direction::down), item.revision.id});
}

}  // namespace retort::migrate
