#pragma once

#include <filesystem>
#include <memory>

#include "scratch/guardian_process.hpp"
#include "scratch/postgres/installation.hpp"
#include "sql/url.hpp"

namespace retort::scratch::postgres {

/// A PostgreSQL server in a private temporary folder, reachable only through a Unix socket there,
/// without durability (fsync off). The server is stopped and the folder removed with this object
/// or with this process.
class Cluster {
public:
    /// Throws Error RT219 when the server does not start, with the last line of its log.
    explicit Cluster(const Installation& installation);

    /// The URL of a database of the cluster, as its superuser.
    sql::Url url(const std::string& database) const;

private:
    std::filesystem::path folder_;
    std::unique_ptr<Guardian> guardian_;
};

}  // namespace retort::scratch::postgres
