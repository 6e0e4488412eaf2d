#pragma once

#include <utility>

#include "schema/schema.hpp"

namespace retort::diff {

/// True for two constraints that can be made one another by ALTER: name, comment, where and how their index is stored.
template <class T>
bool same_structure(T a, T b) {
    a.name = b.name = {};
    a.comment = b.comment = {};
    // A constraint that awaits validation is the same one; validating it is an alteration.
    if constexpr (requires { a.not_valid; })
        if (a.not_valid && !b.not_valid) a.not_valid = false;
    if constexpr (requires { a.tablespace; }) {
        a.storage = b.storage = {};
        a.tablespace = b.tablespace = {};
    }
    return a == b;
}

/// The same for indexes; what can be set without building one again does not count.
inline bool same_index(Index a, Index b) {
    for (Index* each : {&a, &b})
        for (IndexPart& part : each->parts) part.statistics.reset();
    return same_structure(std::move(a), std::move(b));
}

inline bool same_structure(Index a, Index b) { return same_index(std::move(a), std::move(b)); }

}  // namespace retort::diff
