#include "tests/reflect/parity.hpp"

#include "models/auth/api_key.hpp"
#include "models/auth/auth_session.hpp"
#include "models/auth/user.hpp"

namespace retort::reflect {
namespace {

TEST(Parity, Auth) {
    expect_parity<auth::User, auth::AuthSession, auth::ApiKey>({"models/auth/user.hpp", "models/auth/auth_session.hpp", "models/auth/api_key.hpp"});
}

}  // namespace
}  // namespace retort::reflect
