#pragma once

#include <optional>

#include "schema/schema.hpp"

namespace retort::diff {

/// `state` as a plan sees it. No plan creates an invalid index, so on the second side all of these are absent. On the
/// first side they exist, and must be dropped or replaced; those that both sides have are left alone. `state` is copied
/// only if it has such an index. Both schemas must outlive it.
class WithValidIndexes {
public:
    enum class Side { first, second };
    WithValidIndexes(const Schema& state, const Schema& other, Side side);

    const Schema& get() const { return changed_ ? *changed_ : state_; }

private:
    const Schema& state_;
    std::optional<Schema> changed_;
};

}  // namespace retort::diff
