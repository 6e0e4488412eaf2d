#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "schema/error.hpp"

namespace retort::hazards {

/// A place in a file.
struct Place {
    Position position{};  ///< the column counts bytes, as errors do
    int character = 0;    ///< the same column in characters
    std::string source_line{};
};

/// Finds the places of bytes in the text of a file; both must outlive it.
class Places {
public:
    Places(const std::string& file, const std::string& text);

    Place at(std::size_t offset) const;

private:
    const std::string& file_;
    std::string_view text_;
    std::vector<std::size_t> lines_;  ///< the offset at which each line begins
};

/// A hint for a word that is no rule: "did you mean …?", or where they are listed.
std::string meant_rule(std::string_view word);

}  // namespace retort::hazards
