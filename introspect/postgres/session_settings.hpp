#pragma once

#include <map>
#include <string>

#include "introspect/postgres/connection.hpp"

namespace retort::introspect::postgres {

/// The role and the settings of a session that somebody else opened. Parameters that no module defines ("app.tenant")
/// are not among them: the server lists none of these.
class SessionSettings {
public:
    /// Reads them.
    explicit SessionSettings(Connection& connection) : before_(read(connection)) {}

    /// Sets those that have changed since.
    void restore(Connection& connection) const;

    /// Sets the role and search_path until the open transaction ends.
    void restore_for_transaction(Connection& connection) const;

private:
    struct Value {
        std::string text;
        bool set = false;  ///< in the session, by SET
    };
    using Values = std::map<std::string, Value>;

    static Values read(Connection& connection);

    Values before_;
};

}  // namespace retort::introspect::postgres
