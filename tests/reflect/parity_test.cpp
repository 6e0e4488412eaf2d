#include "tests/reflect/parity.hpp"

#include "models/auth/api_key.hpp"
#include "models/auth/auth_session.hpp"
#include "models/auth/user.hpp"
#include "models/shop/customer.hpp"
#include "models/shop/order.hpp"
#include "models/shop/product.hpp"
#include "schema/same_state.hpp"

namespace retort::reflect {
namespace {

TEST(Parity, Auth) {
    expect_parity<auth::User, auth::AuthSession, auth::ApiKey>(
        {"models/auth/user.hpp", "models/auth/auth_session.hpp", "models/auth/api_key.hpp"});
}

TEST(Parity, Shop) {
    expect_parity<shop::Customer, shop::Address, shop::Category, shop::Product, shop::Order, shop::OrderItem,
                  shop::Shipment>({"models/shop/order.hpp"});
}

TEST(Parity, CommentsAreTheOnlyDifference) {
    for (const Dialect dialect : {Dialect::postgresql, Dialect::sqlite}) {
        Schema with = lower(read({"models/auth/api_key.hpp", "models/auth/auth_session.hpp"}, true), dialect);
        const Schema without = schema_of<auth::User, auth::AuthSession, auth::ApiKey>(dialect);
        EXPECT_EQ(same_state(with, without), dialect == Dialect::sqlite);
        if (dialect == Dialect::postgresql) {
            EXPECT_EQ(with.tables.at({"", "users"}).comment, "People who can sign in.");
            EXPECT_EQ(with.tables.at({"", "users"}).find_column("email")->comment,
                      "login address, unique among all users");
            EXPECT_EQ(with.enums.at({"", "user_role"}).comment, "What a user may do.");
        }
        for (auto& [name, table] : with.tables) {
            table.comment.clear();
            for (Column& column : table.columns) column.comment.clear();
        }
        for (auto& [name, type] : with.enums) type.comment.clear();
        EXPECT_TRUE(without_positions(with) == without_positions(without));
    }
}

}  // namespace
}  // namespace retort::reflect
