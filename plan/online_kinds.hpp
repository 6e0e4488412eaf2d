#pragma once

#include <array>
#include <set>
#include <string_view>
#include <utility>

namespace retort::plan {

/// The kinds of change that an online plan makes in a way of their own.
enum class OnlineKind {
    indexes,       ///< built and dropped CONCURRENTLY
    constraints,   ///< checks and foreign keys, NOT VALID and then validated
    not_null,      ///< after a validated CHECK
    keys,          ///< primary keys and unique constraints, USING INDEX
    enums,         ///< new labels in a transaction of their own
    partitions,    ///< attached after a validated CHECK
    type_changes,  ///< in phases: plan/postgres/phases.hpp
    renames        ///< of columns, in phases too
};

/// The words of --online=… and [migrations] online.
constexpr auto online_kind_words = std::to_array<std::pair<std::string_view, OnlineKind>>({
    {"indexes", OnlineKind::indexes},
    {"constraints", OnlineKind::constraints},
    {"not-null", OnlineKind::not_null},
    {"keys", OnlineKind::keys},
    {"enums", OnlineKind::enums},
    {"partitions", OnlineKind::partitions},
    {"type-changes", OnlineKind::type_changes},
    {"renames", OnlineKind::renames},
});

using OnlineKinds = std::set<OnlineKind>;

inline OnlineKinds all_online_kinds() {
    OnlineKinds kinds;
    for (const auto& [word, kind] : online_kind_words) kinds.insert(kind);
    return kinds;
}

}  // namespace retort::plan
