#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>

#include <retort/model.hpp>

template <>
struct retort::model<retort::naming_convention> {
    static constexpr auto schema() {
        return naming()
            .primary_key("pk_{table}")
            .unique("uq_{table}_{columns}")
            .check("ck_{table}_{column}")
            .foreign_key("fk_{table}_{columns}_{target}")
            .index("ix_{table}_{columns}")
            .exclusion("ex_{table}_{columns}");
    }
};

namespace grammar {

struct Owner {
    std::int32_t id;
    std::string name;
    static constexpr auto schema() {
        using namespace retort;
        return table("owners",
                     column<&Owner::id>().primary_key(),
                     column<&Owner::name>().unique().check("name <> ''"),
                     unique<&Owner::name, &Owner::id>().named("mine"));
    }
};
BOOST_DESCRIBE_STRUCT(Owner, (), (id, name))

struct ThingWithAVeryLongNameIndeed {
    std::int32_t id;
    std::optional<std::int32_t> the_owner_of_this_thing_that_has_a_very_long_name_1;
    std::optional<std::int32_t> the_owner_of_this_thing_that_has_a_very_long_name_2;
    static constexpr auto schema() {
        using namespace retort;
        using T = ThingWithAVeryLongNameIndeed;
        return table(
            "thing_with_a_very_long_name_indeed",
            column<&T::id>().primary_key(),
            column<&T::the_owner_of_this_thing_that_has_a_very_long_name_1>().references<&Owner::id>().index(),
            column<&T::the_owner_of_this_thing_that_has_a_very_long_name_2>().references<&Owner::id>().index(),
            check("id > 0"),
            check("id > 1"),
            exclude(key<&T::id>().with("="), key<&T::the_owner_of_this_thing_that_has_a_very_long_name_1>().with("="))
                .method("btree")
                .only(postgresql));
    }
};
BOOST_DESCRIBE_STRUCT(ThingWithAVeryLongNameIndeed, (),
                      (id, the_owner_of_this_thing_that_has_a_very_long_name_1,
                       the_owner_of_this_thing_that_has_a_very_long_name_2))

}  // namespace grammar
