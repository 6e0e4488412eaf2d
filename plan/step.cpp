#include "plan/step.hpp"
#include "schema/same_state.hpp"

#include <fmt/format.h>

namespace retort::plan {

namespace {

struct Words {
    std::string operator()(const RebuildType& c) const {
        const auto* before = std::get_if<Enum>(&c.from);
        const auto* after = std::get_if<Enum>(&c.to);
        if (before && after && !same_state(*before, *after)) return diff::describe(diff::AlterEnum{*before, *after});
        return fmt::format("type {}: rebuilt", display(name_of(c.to)));
    }
    std::string operator()(const DropOldType& c) const {
        return fmt::format("old type {} dropped", display(name_of(c.from)));
    }
    std::string operator()(const DetachPartition& c) const {
        return fmt::format("table {}: detached from {}", display(c.from.name), display(c.from.partition_of));
    }
    std::string operator()(const AttachPartition& c) const {
        return fmt::format("table {}: attached to {}", display(c.to.name), display(c.to.partition_of));
    }
    std::string operator()(const MoveRows& c) const {
        return fmt::format("table {}: rebuilt, {}", display(c.to.name),
                           c.to.partition_by.empty() ? "not partitioned" : "partitioned by " + c.to.partition_by);
    }
    std::string operator()(const FillColumn& c) const {
        return fmt::format("column {}.{}: filled", display(c.table), c.to.name);
    }
    template <class Change>
    std::string operator()(const Change& change) const {
        return diff::describe(change);
    }
};

}  // namespace

const ObjectName& name_of(const UserType& type) {
    return std::visit([](const auto& each) -> const ObjectName& { return each.name; }, type);
}

ObjectId id_of(const UserType& type) {
    const auto* definition = std::get_if<Definition>(&type);
    return definition ? retort::id_of(*definition) : ObjectId{ObjectKind::enum_, name_of(type), {}};
}

Step step_of(diff::Change change) {
    return std::visit([](auto& each) { return Step(std::move(each)); }, change);
}

Steps steps_of(diff::Differences differences) {
    Steps steps;
    steps.reserve(differences.size());
    for (diff::Change& each : differences) steps.push_back(step_of(std::move(each)));
    return steps;
}

std::string describe(const Step& step) { return std::visit(Words{}, step); }

}  // namespace retort::plan
