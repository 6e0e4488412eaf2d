#include "schema/dialect.hpp"

#include <string>

#include "schema/error.hpp"

namespace retort {

Diagnostic unknown_dialect(std::string_view word) {
    return {.code = "RT204",
            .message = "unknown dialect '" + std::string(word) + "'",
            .hint = "the dialects are postgresql and sqlite"};
}

}  // namespace retort
