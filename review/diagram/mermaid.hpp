#pragma once

#include <string>

#include "review/diagram/picture.hpp"

namespace retort::diagram {

/// The picture as an erDiagram of Mermaid, which GitHub and GitLab draw. Names with characters that it does not accept
/// are changed.
std::string to_mermaid(const Picture& picture);

}  // namespace retort::diagram
