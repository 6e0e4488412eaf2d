#include "diff/foreign_partitions.hpp"

#include <string>

namespace retort::diff {

bool is_foreign_partition(const Definition& definition, const ObjectName& parent) {
    return definition.kind == ObjectKind::foreign_table &&
           definition.sql.starts_with("CREATE FOREIGN TABLE " + quote(definition.name) + " PARTITION OF " +
                                      quote(parent) + " ");
}

}  // namespace retort::diff
