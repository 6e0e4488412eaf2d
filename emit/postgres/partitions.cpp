#include "emit/postgres/partitions.hpp"

#include <fmt/format.h>

#include "emit/postgres/clauses.hpp"

namespace retort::emit::postgres {

std::string attach_sql(const Table& partition) {
    return fmt::format("{}ATTACH PARTITION {} {}", alter_table_sql(partition.partition_of), quote(partition.name),
                       partition.partition_bound);
}

std::string detach_sql(const ObjectName& parent, const ObjectName& partition) {
    return alter_table_sql(parent) + "DETACH PARTITION " + quote(partition);
}

void emit(const plan::DetachPartition& change, const Context&, Sink& sink) {
    sink.add(detach_sql(change.from.partition_of, change.from.name));
}

void emit(const plan::AttachPartition& change, const Context&, Sink& sink) { sink.add(attach_sql(change.to)); }

}  // namespace retort::emit::postgres
