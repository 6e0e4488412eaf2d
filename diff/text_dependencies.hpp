#pragma once

#include <optional>

#include "schema/schema.hpp"

namespace retort::diff {

/// A Schema in which every expression has its dependencies. Where no engine was asked (models that were not stored, a
/// snapshot), the functions that an expression calls and the sequence of a default are parsed from its text.
class WithTextDependencies {
public:
    /// Copies `schema` only if a dependency is missing; otherwise it must outlive this object.
    explicit WithTextDependencies(const Schema& schema);

    const Schema& get() const { return completed_ ? *completed_ : schema_; }

private:
    const Schema& schema_;
    std::optional<Schema> completed_;
};

}  // namespace retort::diff
