#include "migrate/version.hpp"

namespace retort::migrate {

std::string version() { return RETORT_VERSION; }

}  // namespace retort::migrate
