#include "plan/postgres/partition_key.hpp"

#include <fmt/format.h>

#include "schema/error.hpp"

namespace retort::plan::postgres {

void reject_partition_key(const ObjectName& table, const std::string& key, const ObjectId& used) {
    throw Error("RT280",
                fmt::format("{} must be dropped and created again, but the partition key of table {} uses it: {}",
                            display(used), display(table), key),
                "create it under another name and use that in the partition key, in one revision: the table is then "
                "rebuilt");
}

}  // namespace retort::plan::postgres
