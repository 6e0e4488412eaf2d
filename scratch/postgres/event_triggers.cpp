#include "scratch/postgres/event_triggers.hpp"

#include <fmt/format.h>

#include "scratch/postgres/roles.hpp"

namespace retort::scratch::postgres {

namespace {

/// Rows: oid, quoted name, state. initdb's superuser has the oid 10.
std::string event_triggers(std::string_view owners) {
    return fmt::format(
        "SELECT e.oid, pg_catalog.quote_ident(e.evtname), e.evtenabled FROM pg_catalog.pg_event_trigger e "
        "WHERE e.evtowner OPERATOR(pg_catalog.{}) 10::pg_catalog.oid ORDER BY e.oid",
        owners);
}

std::string_view action(std::string_view state) {
    return state == "D" ? "DISABLE" : state == "R" ? "ENABLE REPLICA" : state == "A" ? "ENABLE ALWAYS" : "ENABLE";
}

}  // namespace

void ParkedEventTriggers::park() {
    for (const introspect::Row& row : session_.query(event_triggers("<>"))) {
        states_[row.at(0).value_or("")] = row.at(2).value_or("");
        session_.query(fmt::format("ALTER EVENT TRIGGER {} DISABLE", row.at(1).value_or("")));
        session_.query(fmt::format("ALTER EVENT TRIGGER {} OWNER TO {}", row.at(1).value_or(""), superuser));
    }
}

void ParkedEventTriggers::restore() {
    for (const introspect::Row& row : session_.query(event_triggers("="))) {
        const auto state = states_.find(row.at(0).value_or(""));
        if (state == states_.end()) continue;
        session_.query(fmt::format("ALTER EVENT TRIGGER {} OWNER TO {}", row.at(1).value_or(""), source_role));
        session_.query(fmt::format("ALTER EVENT TRIGGER {} {}", row.at(1).value_or(""), action(state->second)));
    }
}

}  // namespace retort::scratch::postgres
