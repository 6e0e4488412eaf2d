#pragma once

#include <map>
#include <string>

#include "introspect/database.hpp"

namespace retort::scratch::postgres {

/// The event triggers of a scratch database, disabled and owned by the superuser, so that SQL can neither fire nor
/// enable them.
class ParkedEventTriggers {
public:
    explicit ParkedEventTriggers(introspect::Database& session) : session_(session) {}

    bool empty() const { return states_.empty(); }

    /// Parks the event triggers of the source role. Needs its rights lifted.
    void park();

    /// Restores state and owner of all. Needs the rights lifted.
    void restore();

private:
    introspect::Database& session_;
    std::map<std::string, std::string> states_;  ///< pg_event_trigger.evtenabled, by oid
};

}  // namespace retort::scratch::postgres
