#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <string>

#include <retort/model.hpp>

namespace notes {

enum class Kind { diary, recipes, other };
BOOST_DESCRIBE_ENUM(Kind, diary, recipes, other)

/// What notes are kept in.
struct Notebook {
    std::int64_t id;
    std::string title;
    std::string slug;  ///< of the title, for links
    Kind kind = Kind::other;

    static constexpr auto schema() {
        using namespace retort;
        return table("notebooks",
                     column<&Notebook::id>().primary_key().identity(),
                     column<&Notebook::title>().varchar(200).unique(),
                     column<&Notebook::slug>().varchar(200).default_sql("''").index(),
                     column<&Notebook::kind>().server_default(Kind::other));
    }
};
BOOST_DESCRIBE_STRUCT(Notebook, (), (id, title, slug, kind))

}  // namespace notes
