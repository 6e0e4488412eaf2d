#pragma once

namespace retort::plan {

/// The direction of a plan. A downgrade adds a dropped column back without its values, so existing rows get a neutral
/// value where NULL is not allowed.
enum class Direction { up, down };

}  // namespace retort::plan
