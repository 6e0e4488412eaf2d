#pragma once

namespace retort::tools {

/// "0.1.0"
const char* version();

}  // namespace retort::tools
