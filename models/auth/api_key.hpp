#pragma once

#include <boost/describe.hpp>
#include <boost/uuid/uuid.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <retort/model.hpp>

#include "user.hpp"

namespace auth {

/// A key with which a program acts for a user.
struct ApiKey {
    boost::uuids::uuid id;
    boost::uuids::uuid user_id;
    std::string name;                                     ///< chosen by the user
    std::string key_hash;                                 ///< SHA-256 of the key, in hex
    std::optional<std::vector<std::byte>> encrypted_key;  ///< for keys that can be shown again
    bool is_default = false;                              ///< used where no key is named; at most one for each user
    std::optional<std::chrono::system_clock::time_point> last_used_at;
    std::chrono::system_clock::time_point created_at;

    static constexpr auto schema() {
        using namespace retort;
        return table("api_keys",
                     column<&ApiKey::id>().primary_key().on(postgresql).default_sql("gen_random_uuid()"),
                     column<&ApiKey::user_id>().references<&User::id>(on_delete::cascade),
                     column<&ApiKey::name>().varchar(255),
                     column<&ApiKey::key_hash>().varchar(64).unique(),
                     column<&ApiKey::is_default>().server_default(false),
                     column<&ApiKey::created_at>().default_sql("now()"),
                     index<&ApiKey::user_id>().unique().where("is_default").named("uq_api_keys_default"),
                     index<&ApiKey::user_id, desc<&ApiKey::created_at>>());
    }
};
BOOST_DESCRIBE_STRUCT(ApiKey, (), (id, user_id, name, key_hash, encrypted_key, is_default, last_used_at, created_at))

}  // namespace auth
