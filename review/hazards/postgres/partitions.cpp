// ATTACH and DETACH PARTITION.

#include <fmt/format.h>

#include <algorithm>

#include "review/hazards/postgres/context.hpp"

namespace retort::hazards::postgres {

namespace {

bool has_valid_check(const Knowledge& known, const ObjectName& table) {
    const auto found = known.tables.find(table);
    if (found == known.tables.end()) return false;
    return std::any_of(found->second.constraints.begin(), found->second.constraints.end(), [](const auto& each) {
        return each.second.kind == KnownConstraint::Kind::check && each.second.valid;
    });
}

}  // namespace

void judge_attach(Context& context, const ObjectName& table, const Json& command, std::size_t position) {
    const Json& definition = at(at(command, "def"), "PartitionCmd");
    const ObjectName partition = relation_name(at(definition, "name"));
    // An index is attached by ALTER INDEX, which is not judged.
    KnownTable& parent = context.known.tables[table];
    parent.partitioned = true;
    const bool is_default = flag(at(definition, "bound"), "is_default");
    const auto scanned = [&](const ObjectName& each, std::string_view what) {
        const bool proved = has_valid_check(context.known, each);
        context.affect_all(each, Lock::access_exclusive, proved ? Work::catalog : Work::scan);
        if (!proved && !context.known.is_new(each))
            context.find(Rule::attach_partition_scans, position,
                         fmt::format("ATTACH PARTITION reads {}{} under an ACCESS EXCLUSIVE lock", what, display(each)),
                         each);
    };
    scanned(partition, "");
    if (const ObjectName other = parent.default_partition; !other.empty() && !is_default)
        scanned(other, "the default partition ");
    if (is_default) parent.default_partition = partition;
    context.known.tables[partition].parent = table;
}

void judge_detach(Context& context, const ObjectName& table, const Json& command, std::size_t position) {
    const Json& definition = at(at(command, "def"), "PartitionCmd");
    const ObjectName partition = relation_name(at(definition, "name"));
    const bool concurrent = flag(definition, "concurrent");
    const bool finalize = text(command, "subtype") == "AT_DetachPartitionFinalize";
    if (concurrent) rejects_transaction(context, position, "DETACH PARTITION CONCURRENTLY");
    context.affect(table, concurrent || finalize ? Lock::share_update_exclusive : Lock::access_exclusive,
                   Work::catalog);
    // CONCURRENTLY takes it in its second transaction, after the queries that began earlier have ended.
    context.affect(partition, Lock::access_exclusive, Work::catalog);
    KnownTable& parent = context.known.tables[table];
    if (parent.default_partition == partition) parent.default_partition = {};
    context.known.tables[partition].parent = {};
    if (concurrent || finalize) return;
    context.affect(parent.default_partition, Lock::access_exclusive, Work::catalog);
    context.find(Rule::detach_partition_blocks, position,
                 fmt::format("DETACH PARTITION {} blocks all queries of {}", display(partition), display(table)),
                 table);
}

}  // namespace retort::hazards::postgres
