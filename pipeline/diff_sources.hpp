#pragma once

#include <functional>
#include <optional>

#include "pipeline/comparison.hpp"
#include "pipeline/project.hpp"
#include "pipeline/source.hpp"
#include "plan/online_kinds.hpp"

namespace retort::pipeline {

struct DiffOptions {
    std::optional<Dialect> dialect{};  ///< for sources without one
    SettleRenames settle_renames{};    ///< for renames that are not declared; may be empty
    /// Called when both sides are read and before renames are settled; `plan` is still empty. May be empty.
    std::function<void(const Comparison&)> sides_read{};
    std::optional<plan::OnlineKinds> online{};  ///< a script that does not block reads and writes (emit/online.hpp)
};

/// Compares two sources of any kind, and plans the changes that turn `from` into `to`. In a comparison without models
/// all names are explicit.
/// Throws the errors of common_dialect, SourceReader and emit::plan; RT057 for a plan that the engine would reject
/// because of an excluded object.
Comparison diff_sources(const Source& from, const Source& to, Project& project, const DiffOptions& options = {});

}  // namespace retort::pipeline
