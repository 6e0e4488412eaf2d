#pragma once

#include <boost/describe.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <retort/model.hpp>

namespace grammar {

/// Managed elsewhere: referenced, never changed.
struct Tenant {
    std::int64_t id;
    static constexpr auto schema() {
        using namespace retort;
        return table("tenants", column<&Tenant::id>().primary_key()).schema("core").external();
    }
};
BOOST_DESCRIBE_STRUCT(Tenant, (), (id))

struct Event {
    std::int64_t id;
    std::int64_t tenant;
    std::chrono::system_clock::time_point at;
    std::string what;

    static constexpr auto schema() {
        using namespace retort;
        return table("events",
                     primary_key<&Event::id, &Event::at>(),
                     column<&Event::tenant>().references<&Tenant::id>(on_delete::cascade))
            .schema("audit")
            .on(postgresql)
            .partition_by_range<&Event::at>();
    }
};
BOOST_DESCRIBE_STRUCT(Event, (), (id, tenant, at, what))

struct Cache {
    std::string key;
    std::string value;
    static constexpr auto schema() {
        using namespace retort;
        return table("cache", column<&Cache::key>().primary_key())
            .unlogged()
            .storage("fillfactor", "70")
            .storage("autovacuum_enabled", "false");
    }
};
BOOST_DESCRIBE_STRUCT(Cache, (), (key, value))

struct Shard {
    std::int64_t id;
    std::string region;
    static constexpr auto schema() {
        using namespace retort;
        return table("shards", column<&Shard::id>().primary_key())
            .on(postgresql)
            .partition_by_hash<&Shard::id>()
            .replica_identity("FULL")
            .row_security();
    }
};
BOOST_DESCRIBE_STRUCT(Shard, (), (id, region))

struct Region {
    std::string name;
    std::int32_t load;
    static constexpr auto schema() {
        using namespace retort;
        return table("regions", column<&Region::load>()).only(postgresql).partition_by_list<&Region::name>();
    }
};
BOOST_DESCRIBE_STRUCT(Region, (), (name, load))

struct OnlySqlite {
    std::string name;
    static constexpr auto schema() {
        return retort::table("only_sqlite", retort::column<&OnlySqlite::name>().primary_key())
            .only(retort::sqlite)
            .without_rowid();
    }
};
BOOST_DESCRIBE_STRUCT(OnlySqlite, (), (name))

struct ByExpression {
    std::int64_t id;
    std::chrono::system_clock::time_point at;
    static constexpr auto schema() {
        return retort::table("by_expression", retort::column<&ByExpression::id>())
            .only(retort::postgresql)
            .partition_by("RANGE (id, at)");
    }
};
BOOST_DESCRIBE_STRUCT(ByExpression, (), (id, at))

}  // namespace grammar
