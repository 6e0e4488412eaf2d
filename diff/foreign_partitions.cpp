#include "diff/foreign_partitions.hpp"

#include <string>
#include <string_view>

namespace retort::diff {

bool is_foreign_partition(const Definition& definition, const ObjectName& parent) {
    return definition.kind == ObjectKind::foreign_table &&
           definition.sql.starts_with("CREATE FOREIGN TABLE " + quote(definition.name) + " PARTITION OF " +
                                      quote(parent) + " ");
}

bool is_foreign_child(const Definition& definition, const ObjectName& parent) {
    if (definition.kind != ObjectKind::foreign_table) return false;
    if (is_foreign_partition(definition, parent)) return true;
    constexpr std::string_view start = "\n) INHERITS (";
    const std::size_t at = definition.sql.find(start);
    if (at == std::string::npos) return false;
    const std::size_t from = at + start.size();
    const std::string parents =
        ", " + definition.sql.substr(from, definition.sql.find(") SERVER ", from) - from) + ", ";
    return parents.find(", " + quote(parent) + ", ") != std::string::npos;
}

bool has_own_default(const Definition& child, const std::string& column) {
    const std::string altered = ";\nALTER FOREIGN TABLE " + quote(child.name) + " ALTER COLUMN " + quote(column) + " ";
    if (child.sql.find(altered + "SET DEFAULT ") != std::string::npos ||
        child.sql.find(altered + "DROP DEFAULT") != std::string::npos)
        return true;
    const std::size_t declared = child.sql.find("\n    " + quote(column) + " ");
    return declared != std::string::npos &&
           child.sql.substr(declared, child.sql.find('\n', declared + 1) - declared).find(" DEFAULT ") !=
               std::string::npos;
}

}  // namespace retort::diff
