#pragma once

#include <filesystem>
#include <memory>

#include "scratch/guardian_process.hpp"
#include "scratch/postgres/installation.hpp"
#include "sql/url.hpp"

namespace retort::scratch::postgres {

/// A PostgreSQL server of our own in a private temporary folder, reachable through a Unix
/// socket there and nowhere else, with nothing made durable. It stops, and the folder goes,
/// with this object or with this process.
class Cluster {
public:
    /// Throws Error RT219 when the server does not start, with the last line of its log.
    explicit Cluster(const Installation& installation);

    /// A database of the cluster, as its superuser.
    sql::Url url(const std::string& database) const;

private:
    std::filesystem::path folder_;
    std::unique_ptr<Keeper> keeper_;
};

}  // namespace retort::scratch::postgres
