#include <fmt/format.h>

#include "migrate/export/writers.hpp"

namespace retort::migrate {

/// dbmate's markers are those of revision files. A section is one message to the server.
void write_dbmate(const ExportItem& item, Exported& to) {
    require_one_message(item, "dbmate");
    const auto section = [&](Direction direction, const char* marker) {
        return fmt::format("\n-- migrate:{}{}\n{}", marker,
                           item.revision.section(direction).transaction ? "" : " transaction:false",
                           export_section(item, direction));
    };
    to.files.push_back({export_stem(item) + ".sql",
                        export_title(item) + section(Direction::up, "up") + section(Direction::down, "down"),
                        item.revision.id});
}

}  // namespace retort::migrate
