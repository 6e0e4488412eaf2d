#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <string>

#include <retort/model.hpp>

// Rules for one member in a struct and in its bases.
namespace grammar {

struct Counting {
    std::int32_t at;
    std::string note;
    static constexpr auto schema() {
        using namespace retort;
        return mixin(column<&Counting::at>().server_default(7).check("at > 0"),
                     column<&Counting::note>().varchar(20).unique().named("notes"));
    }
};
BOOST_DESCRIBE_STRUCT(Counting, (), (at, note))

/// Between the two.
struct Marked : Counting {
    static constexpr auto schema() {
        using namespace retort;
        return mixin(column<&Marked::at>().check("at < 100"), column<&Marked::note>().server_default("-"));
    }
};
BOOST_DESCRIBE_STRUCT(Marked, (Counting), ())

struct Ticket : Marked {
    std::int64_t id;
    static constexpr auto schema() {
        using namespace retort;
        return table("tickets",
                     column<&Ticket::id>().primary_key(),
                     column<&Ticket::at>().index().server_default(8),
                     column<&Ticket::note>().varchar(40));
    }
};
BOOST_DESCRIBE_STRUCT(Ticket, (Marked), (id))

struct Animal {
    std::int64_t id;
    static constexpr auto schema() {
        using namespace retort;
        return table("animals", column<&Animal::id>().primary_key());
    }
};
BOOST_DESCRIBE_STRUCT(Animal, (), (id))

/// A model of its own with the members of another one.
struct Dog : Animal {
    std::int32_t barks;
    static constexpr auto schema() {
        using namespace retort;
        return table("dogs", column<&Dog::id>().primary_key().named("dogs_key"));
    }
};
BOOST_DESCRIBE_STRUCT(Dog, (Animal), (barks))

}  // namespace grammar
