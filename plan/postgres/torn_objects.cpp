#include "plan/postgres/torn_objects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

namespace retort::plan::postgres {

namespace {

std::string part_key(std::string_view kind, const ObjectName& table, std::string_view name) {
    return fmt::format("{} {} {}", kind, quote(table), name);
}

std::string key(const ObjectId& id) {
    return fmt::format("{} {} {}", static_cast<int>(id.kind), quote(id.name), id.sub);
}

/// The object that a step drops or creates.
struct Half {
    std::string object;
    enum { first, second, either } half;  ///< either: of two steps of this object, the earlier one is the first
};

struct HalfOf {
    std::optional<Half> operator()(const diff::DropDefinition& c) const {
        return Half{key(id_of(c.from)), Half::first};
    }
    std::optional<Half> operator()(const diff::CreateDefinition& c) const {
        return Half{key(id_of(c.to)), Half::second};
    }
    std::optional<Half> operator()(const diff::DropConstraint& c) const {
        return Half{part_key("constraint", c.table, diff::name_of(c.from)), Half::first};
    }
    std::optional<Half> operator()(const diff::AddConstraint& c) const { return Half{key_of(c), Half::second}; }
    std::optional<Half> operator()(const diff::DropIndex& c) const { return Half{key_of(c), Half::first}; }
    std::optional<Half> operator()(const diff::CreateIndex& c) const { return Half{key_of(c), Half::second}; }
    std::optional<Half> operator()(const diff::DropColumn& c) const {
        return Half{part_key("column", c.table, c.from.name), Half::first};
    }
    std::optional<Half> operator()(const diff::AddColumn& c) const {
        return Half{part_key("column", c.table, c.to.name), Half::second};
    }
    std::optional<Half> operator()(const plan::FillColumn& c) const {
        return Half{part_key("column", c.table, c.to.name), Half::either};
    }
    std::optional<Half> operator()(const diff::DropTable& c) const { return table(c.from.name, Half::first); }
    std::optional<Half> operator()(const diff::CreateTable& c) const { return table(c.to.name, Half::either); }
    std::optional<Half> operator()(const plan::DetachPartition& c) const { return table(c.from.name, Half::either); }
    std::optional<Half> operator()(const plan::MoveRows& c) const { return table(c.to.name, Half::either); }
    std::optional<Half> operator()(const plan::AttachPartition& c) const { return table(c.to.name, Half::either); }
    std::optional<Half> operator()(const diff::AlterTable& c) const { return Half{key_of(c), Half::either}; }
    std::optional<Half> operator()(const diff::DropSequence& c) const { return named("sequence", c.from, Half::first); }
    std::optional<Half> operator()(const diff::CreateSequence& c) const {
        return named("sequence", c.to, Half::either);
    }
    std::optional<Half> operator()(const diff::AlterSequence& c) const { return named("sequence", c.to, Half::either); }
    std::optional<Half> operator()(const diff::DropEnum& c) const { return named("type", c.from, Half::first); }
    std::optional<Half> operator()(const diff::CreateEnum& c) const { return named("type", c.to, Half::second); }
    std::optional<Half> operator()(const plan::RebuildType& c) const {
        return Half{part_key("type", name_of(c.to), {}), Half::first};
    }
    std::optional<Half> operator()(const plan::DropOldType& c) const {
        return Half{part_key("type", name_of(c.from), {}), Half::second};
    }
    std::optional<Half> operator()(const diff::AlterColumn& c) const { return Half{key_of(c), Half::either}; }
    template <class Other>
    std::optional<Half> operator()(const Other&) const {
        return std::nullopt;
    }

private:
    static Half table(const ObjectName& name, decltype(Half::half) half) { return {part_key("table", name, {}), half}; }
    template <class T>
    static Half named(std::string_view kind, const T& each, decltype(Half::half) half) {
        return {part_key(kind, each.name, {}), half};
    }
};

/// The key of a step that is not in a transaction with others, if it may be.
std::string key_of(const Step& step) {
    return std::visit(
        [](const auto& each) {
            if constexpr (requires { postgres::key_of(each); })
                return postgres::key_of(each);
            else
                return std::string();
        },
        step);
}

}  // namespace

std::string key_of(const diff::CreateIndex& c) { return part_key("index", {c.table.schema, {}}, c.to.name); }
std::string key_of(const diff::DropIndex& c) { return part_key("index", {c.table.schema, {}}, c.from.name); }
std::string key_of(const diff::AddConstraint& c) { return part_key("constraint", c.table, diff::name_of(c.to)); }
std::string key_of(const diff::AlterConstraint& c) { return part_key("constraint", c.table, diff::name_of(c.to)); }
std::string key_of(const diff::AlterTable& c) { return part_key("state", c.to.name, {}); }
std::string key_of(const diff::AlterColumn& c) { return part_key("altered", c.table, c.to.name); }

std::set<std::string> keys_of_split_steps(const OnlineSteps& steps) {
    std::set<std::string> keys;
    for (std::size_t i = 0; i < steps.steps.size(); ++i)
        if (steps.handlings[i].way != Way::plain)
            if (std::string each = key_of(steps.steps[i]); !each.empty()) keys.insert(std::move(each));
    return keys;
}

std::set<std::string> steps_in_torn_objects(const OnlineSteps& ordered) {
    std::map<std::string, std::size_t> begun;
    std::set<std::string> keys;
    const auto insert = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i <= to; ++i)
            if (ordered.handlings[i].way != Way::plain)
                if (std::string each = key_of(ordered.steps[i]); !each.empty()) keys.insert(std::move(each));
    };
    const auto is_plain = [](const Handling& each) { return each.way == Way::plain; };
    for (std::size_t i = 0; i < ordered.steps.size(); ++i) {
        const Handling& handling = ordered.handlings[i];
        const auto half = std::visit(HalfOf{}, ordered.steps[i]);
        // The part of an alteration that this plan has split off may be in another transaction.
        if (!half || handling.way == Way::by_check) continue;
        const auto first = begun.find(half->object);
        if (first != begun.end() && half->half != Half::first) {
            const auto between = ordered.handlings.begin() + static_cast<std::ptrdiff_t>(first->second) + 1;
            // The old index is dropped when the new one is built, unless a step waits for that.
            const bool replaces = ordered.handlings[first->second].way == Way::replaced;
            const bool waits =
                std::any_of(between, ordered.handlings.begin() + static_cast<std::ptrdiff_t>(i), is_plain);
            if (!replaces || waits) insert(first->second, i);
        }
        if (half->half != Half::second) begun.try_emplace(half->object, i);
    }
    return keys;
}

}  // namespace retort::plan::postgres
