#pragma once

#include <string>

#include "common.hpp"

namespace shop {

struct Customer;

/// Where a customer lives or gets parcels.
struct Address {
    std::int64_t id;
    std::int64_t customer_id;
    std::string street;
    std::string city;
    char country[3];  ///< ISO 3166-1, two letters

    static constexpr auto schema();
};
BOOST_DESCRIBE_STRUCT(Address, (), (id, customer_id, street, city, country))

/// People and companies that buy. A customer and the default address refer to each other.
struct Customer : Timestamps {
    enum class Tier { basic, plus, business };
    BOOST_DESCRIBE_NESTED_ENUM(Tier, basic, plus, business)

    std::int64_t id;
    std::string email;
    std::string name;
    Tier tier = Tier::basic;
    std::optional<std::int64_t> default_address_id;
    std::optional<std::string> vat_number;

    static constexpr auto schema() {
        using namespace retort;
        return table(
            "customers",
            column<&Customer::id>().primary_key().identity(),
            column<&Customer::email>().varchar(320),
            column<&Customer::name>().varchar(200).check("name <> ''"),
            column<&Customer::tier>().server_default(Tier::basic),
            column<&Customer::default_address_id>().references<&Address::id>(on_delete::set_null).initially_deferred(),
            column<&Customer::vat_number>().varchar(32),
            check("tier <> 'business' OR vat_number IS NOT NULL").named("business_has_vat_number"),
            index(expression("lower(email)")).unique().named("customers_email_lower"));
    }
};
BOOST_DESCRIBE_STRUCT(Customer, (Timestamps), (id, email, name, tier, default_address_id, vat_number))

constexpr auto Address::schema() {
    using namespace retort;
    return table("addresses",
                 column<&Address::id>().primary_key().identity(),
                 column<&Address::customer_id>().references<&Customer::id>(on_delete::cascade).index(),
                 column<&Address::country>().check("country = upper(country)"));
}

}  // namespace shop
