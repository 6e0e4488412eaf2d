#pragma once

#include <filesystem>
#include <memory>

#include "introspect/keeper.hpp"
#include "introspect/postgres/installation.hpp"
#include "introspect/url.hpp"

namespace retort::introspect::postgres {

/// A PostgreSQL server of our own in a private temporary folder, reachable through a Unix
/// socket there and nowhere else, with nothing made durable. It stops, and the folder goes,
/// with this object or with this process.
class Cluster {
public:
    /// Throws Error RT035 when the server does not start, with the last line of its log.
    explicit Cluster(const Installation& installation);

    /// A database of the cluster, as its superuser.
    Url url(const std::string& database) const;

private:
    std::filesystem::path folder_;
    std::unique_ptr<Keeper> keeper_;
};

}  // namespace retort::introspect::postgres
