#pragma once

#include <utility>

#include "schema/same_state.hpp"
#include "schema/schema.hpp"

namespace retort::diff {

/// True if ALTER can turn one constraint into the other: only the name, the comment, and the tablespace and storage
/// parameters of the index differ.
template <class T>
bool same_structure(T a, T b) {
    a.name = b.name = {};
    a.comment = b.comment = {};
    // A NOT VALID constraint is the same one; validating it is an alteration.
    if constexpr (requires { a.not_valid; })
        if (a.not_valid && !b.not_valid) a.not_valid = false;
    if constexpr (requires { a.tablespace; }) {
        a.storage = b.storage = {};
        a.tablespace = b.tablespace = {};
    }
    if constexpr (requires { a.index_comment; }) a.index_comment = b.index_comment = {};
    return same_state(a, b);
}

/// The same for indexes; statistics targets, which ALTER INDEX can set, are ignored.
inline bool same_index(Index a, Index b) {
    for (Index* each : {&a, &b})
        for (IndexPart& part : each->parts) part.statistics.reset();
    return same_structure(std::move(a), std::move(b));
}

inline bool same_structure(Index a, Index b) { return same_index(std::move(a), std::move(b)); }

}  // namespace retort::diff
