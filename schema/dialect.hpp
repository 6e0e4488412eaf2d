#pragma once

#include <string_view>

namespace retort {

/// A database engine that Retort reads and writes.
enum class Dialect { postgresql, sqlite };

/// "postgresql" or "sqlite": the word used in revision files, URLs and messages.
constexpr std::string_view to_string(Dialect dialect) {
    return dialect == Dialect::postgresql ? "postgresql" : "sqlite";
}

}  // namespace retort
