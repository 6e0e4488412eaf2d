#pragma once

#include <string>
#include <utility>
#include <vector>

#include "review/diagram/picture.hpp"

namespace retort::diagram {

struct Point {
    double x = 0;
    double y = 0;  ///< downwards
};

struct Frame {
    Point corner{};  ///< the upper left one
    double width = 0;
    double height = 0;
    std::string schema{};  ///< of a group of tables
};

/// The places of a picture's parts, in pixels.
struct Layout {
    double width = 0;
    double height = 0;
    std::vector<Frame> boxes{};                ///< as in Picture::boxes
    std::vector<std::vector<Point>> arrows{};  ///< cubic Bézier curves; none for one that could not be routed
    std::vector<Frame> groups{};               ///< of a grouped picture, by schema
};

// The sizes of the parts of a box, whose text has a fixed width.
inline constexpr double character_width = 7.3;
inline constexpr double row_height = 18;
inline constexpr double header_height = 26;
inline constexpr double padding = 10;
inline constexpr std::size_t longest_text = 44;  ///< characters of a name or type that are shown

/// `text`, or its beginning with "…".
std::string shortened(const std::string& text);

/// Graphviz places the tables, and the same picture has the same layout. Throws std::runtime_error when it can't.
Layout lay_out(const Picture& picture);

}  // namespace retort::diagram
