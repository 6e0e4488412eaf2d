#include "migrate/stop.hpp"

#include "schema/error.hpp"

namespace retort::migrate {

void stop_if(const Stop& stop) {
    if (stop && stop()) throw Error("RT299", "the run was interrupted");
}

}  // namespace retort::migrate
