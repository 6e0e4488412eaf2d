#pragma once

#include <boost/describe.hpp>
#include <boost/uuid/uuid.hpp>

#include <chrono>
#include <string>

#include <retort/model.hpp>

#include "user.hpp"

namespace auth {

/// A signed-in device: it lives until it expires or is revoked.
struct AuthSession {
    boost::uuids::uuid id;
    boost::uuids::uuid user_id;
    std::string refresh_token;  ///< opaque, handed out once
    std::chrono::system_clock::time_point expires_at;
    bool is_revoked = false;
    std::chrono::system_clock::time_point created_at;

    static constexpr auto schema() {
        using namespace retort;
        return table("auth_sessions",
                     column<&AuthSession::id>().primary_key().on(postgresql).default_sql("gen_random_uuid()"),
                     column<&AuthSession::user_id>().references<&User::id>(on_delete::cascade),
                     column<&AuthSession::refresh_token>().varchar().unique(),
                     column<&AuthSession::is_revoked>().server_default(false),
                     column<&AuthSession::created_at>().default_sql("now()"));
    }
};
BOOST_DESCRIBE_STRUCT(AuthSession, (), (id, user_id, refresh_token, expires_at, is_revoked, created_at))

}  // namespace auth
