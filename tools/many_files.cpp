#include "tools/many_files.hpp"

#include <fmt/format.h>

namespace retort::tools {

Error unusable(const Position& position, const std::string& why, const std::string& hint) {
    return Error(Diagnostic{.code = "RT358",
                            .message = position.known() ? why : fmt::format("can't use {}: {}", position.file, why),
                            .position = position,
                            .hint = hint});
}

}  // namespace retort::tools
