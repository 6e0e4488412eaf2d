#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "scratch/guardian_process.hpp"
#include "scratch/postgres/installation.hpp"
#include "sql/url.hpp"

namespace retort::scratch::postgres {

/// A PostgreSQL server in a private temporary folder, reachable only through a Unix socket there, whose path the server
/// itself does not know: SQL that runs on it cannot connect to it. Without durability (fsync off). The server is
/// stopped and the folder removed with this object or with this process.
class Cluster {
public:
    /// Throws Error RT219 when the server does not start, with the last line of its log.
    explicit Cluster(const Installation& installation);

    /// The URL of a database of the cluster, for one of the roles of scratch/postgres/roles.hpp.
    sql::Url url(const std::string& database, std::string_view role) const;

private:
    std::filesystem::path folder_;
    std::filesystem::path socket_folder_;
    std::unique_ptr<Guardian> guardian_;
};

}  // namespace retort::scratch::postgres
