#pragma once

#include <boost/describe.hpp>
#include <boost/uuid/uuid.hpp>

#include <chrono>
#include <optional>
#include <string>

#include <retort/model.hpp>

namespace auth {

/// What a user may do.
enum class UserRole { therapist, patient, admin };
BOOST_DESCRIBE_ENUM(UserRole, therapist, patient, admin)

/// People who can sign in.
struct User {
    boost::uuids::uuid id;
    std::string email;                ///< login address, unique among all users
    std::string hashed_password;      ///< argon2id, with its parameters in front
    std::string full_name;            ///< as printed on documents
    std::optional<std::string> name;  ///< what the user wants to be called
    UserRole role = UserRole::patient;
    bool is_active = true;  ///< false: may not sign in
    std::chrono::system_clock::time_point created_at;
    std::chrono::system_clock::time_point updated_at;

    static constexpr auto schema() {
        using namespace retort;
        return table("users",
                     column<&User::id>().primary_key().on(postgresql).default_sql("gen_random_uuid()"),
                     column<&User::email>().varchar(255).unique(),
                     column<&User::full_name>().varchar(255),
                     column<&User::name>().varchar(255),
                     column<&User::role>().server_default(UserRole::patient),
                     column<&User::is_active>().server_default(true),
                     column<&User::created_at>().default_sql("now()"),
                     column<&User::updated_at>().default_sql("now()"));
    }
};
BOOST_DESCRIBE_STRUCT(User, (), (id, email, hashed_password, full_name, name, role, is_active, created_at, updated_at))

}  // namespace auth
