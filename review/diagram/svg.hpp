#pragma once

#include <string>
#include <string_view>

#include "review/diagram/picture.hpp"

namespace retort::diagram {

/// Text for XML and HTML: the characters with a meaning there are escaped, and those that control the direction of
/// writing or a terminal are shown as their numbers.
std::string escaped(std::string_view text);

/// The picture as one <svg> element with a title and a description, in light and dark. The same picture gives the same
/// bytes. `file`: for a file of its own, with the XML declaration.
std::string to_svg(const Picture& picture, bool file);

}  // namespace retort::diagram
