#include "tools/version.hpp"

namespace retort::tools {

const char* version() { return RETORT_VERSION; }

}  // namespace retort::tools
