#pragma once

#include <string_view>

namespace retort::migrate {

/// True for a revision id: 1 to 32 letters, digits or '_' (the version table's column), and no word of a target.
bool is_revision_id(std::string_view text);
inline constexpr std::string_view revision_id_rule =
    "an id has 1 to 32 letters, digits or '_'; base, current, head, heads and none are reserved";

/// True for a branch label: 1 to 64 letters, digits or '_' that are not a number, and no word of a target.
bool is_branch_label(std::string_view text);
inline constexpr std::string_view branch_label_rule =
    "a label has 1 to 64 letters, digits or '_', and is not a number; base, current, head, heads and none are reserved";

}  // namespace retort::migrate
