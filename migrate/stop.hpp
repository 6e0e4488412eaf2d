#pragma once

#include <functional>

namespace retort::migrate {

/// Asked between statements: true ends the run. Empty: never.
using Stop = std::function<bool()>;

/// Throws Error RT299 if `stop` says so.
void stop_if(const Stop& stop);

}  // namespace retort::migrate
