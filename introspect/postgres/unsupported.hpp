#pragma once

#include <string_view>
#include <vector>

namespace retort::introspect::postgres {

/// The words, in a filter, of the kinds of object that a Schema can't hold, and that are only listed.
std::vector<std::string_view> unsupported_kinds();

}  // namespace retort::introspect::postgres
