#pragma once

#include <optional>
#include <string>
#include <vector>

namespace retort::declare {

/// One key of an exclusion constraint.
struct ExclusionKey {
    std::string column{};
    std::string expression{};  ///< without outer brackets; one of the two is empty
    std::string collation{};
    std::string opclass{};
    bool descending = false;
    std::string op{};  ///< the operator after WITH
};

/// The parts of an exclusion constraint's definition.
struct ExclusionParts {
    std::string method{};
    std::vector<ExclusionKey> keys{};
    std::string predicate{};  ///< empty: none
    bool deferrable = false;
    bool initially_deferred = false;
};

/// Takes the definition apart, as pg_get_constraintdef prints it: "EXCLUDE USING gist (room WITH =)". None if a model
/// has no words for it.
std::optional<ExclusionParts> exclusion_parts(const std::string& definition);

}  // namespace retort::declare
