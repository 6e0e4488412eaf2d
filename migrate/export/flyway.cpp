#include <fmt/format.h>

#include "migrate/export/writers.hpp"
#include "migrate/file_name.hpp"

namespace retort::migrate {

/// V files, U files for the undo of Flyway's paid editions, and a script configuration where a default does not fit
/// (Flyway, Script Config Files).
void write_flyway(const ExportItem& item, Exported& to) {
    for (const Direction direction : {Direction::up, Direction::down}) {
        const bool up = direction == Direction::up;
        if (!up && !has_statements(item, direction)) continue;
        const std::string name = fmt::format("{}{}__{}.sql", up ? 'V' : 'U', item.version, slug(item.revision.message));
        const std::string sql = export_section(item, direction);
        to.files.push_back({name, export_title(item) + "\n" + sql, item.revision.id});
        std::string settings;
        if (!item.revision.section(direction).transaction) settings += "executeInTransaction=false\n";
        if (sql.find("${") != std::string::npos) settings += "placeholderReplacement=false\n";
        if (!settings.empty()) to.files.push_back({name + ".conf", settings, item.revision.id});
    }
}

}  // namespace retort::migrate
