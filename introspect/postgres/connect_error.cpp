#include <array>
#include <utility>

#include "introspect/postgres/connection.hpp"
#include "schema/error.hpp"
#include "sql/masked.hpp"

namespace retort::introspect::postgres {
namespace {

/// libpq tells why it could not connect in words only, and so do servers before log-in.
struct Reason {
    std::string_view words;  ///< part of what libpq says
    std::string_view hint;   ///< "{}" stands for the setting
};

constexpr std::array<Reason, 17> reasons = {{
    {"could not translate host name", "check the host in {}"},
    {"password authentication failed", "mend user or password in {}, or set PGPASSWORD or ~/.pgpass"},
    {"no password supplied", "the server wants a password: put it into {}, or set PGPASSWORD or ~/.pgpass"},
    {"Peer authentication failed",
     "the server wants the operating system's user of that name: add a host and a password to {}, or run as that user"},
    {"Ident authentication failed", "check the user in {}, or the server's pg_hba.conf"},
    {"no pg_hba.conf entry", "the server's pg_hba.conf lets no such user in from here: check user and database in {}"},
    {"pg_hba.conf rejects", "the server's pg_hba.conf refuses this user from here: check user and database in {}"},
    {"permission denied for database", "the user in {} needs the privilege CONNECT on this database"},
    {"database \"", "create it (createdb), or mend the database's name in {}"},
    {"role \"", "create it (createuser), or mend the user in {}"},
    {"Connection refused", "nothing listens there: is the server running? check host and port in {}"},
    {"No such file or directory", "no server has a socket there: is it running? check host and port in {}"},
    {"No route to host", "check the host in {}"},
    {"timeout expired", "the server did not answer in time: check host and port in {}"},
    {"too many", "the server has no connection left for this user; try again later"},
    {"SSL", "check sslmode in {}"},
    {"URI", "write postgresql://user@host:5432/database in {}; special characters as %XX"},
}};

/// libpq prints what it could not parse: without the passwords in it.
std::string without_passwords(std::string message, const std::string& target) {
    for (const std::string_view password : sql::passwords_in(target))
        for (std::size_t at = 0; (at = message.find(password, at)) != std::string::npos; at += 3)
            message.replace(at, password.size(), "***");
    return sql::masked(message);
}

std::string fill(std::string_view hint, const std::string& setting) {
    std::string out(hint);
    if (const auto at = out.find("{}"); at != std::string::npos) {
        out.replace(at, 2, setting);
    }
    return out;
}

}  // namespace

Error connect_error(const sql::Url& url, std::string message) {
    while (!message.empty() && message.back() == '\n') {
        message.pop_back();
    }
    message = without_passwords(std::move(message), url.target);
    std::string hint = "check " + url.setting;
    for (const Reason& reason : reasons) {
        if (message.find(reason.words) != std::string::npos) {
            hint = fill(reason.hint, url.setting);
            break;
        }
    }
    // "connection to server at … failed: FATAL:  …" says the place twice.
    if (const auto fatal = message.rfind("FATAL:"); fatal != std::string::npos) {
        message.erase(0, message.find_first_not_of(' ', fatal + 6));
    }
    for (std::size_t at = 0; (at = message.find('\n', at)) != std::string::npos;) {
        message.replace(at, message.find_first_not_of(" \t\n", at) - at, "; ");
    }
    return Error("RT031", "cannot connect to " + url.display + ": " + message, hint);
}

}  // namespace retort::introspect::postgres
