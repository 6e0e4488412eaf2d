#pragma once

#include <boost/describe.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <retort/model.hpp>

#include "notebook.hpp"

namespace notes {

/// One note in a notebook.
struct Note {
    std::int64_t id;
    std::int64_t notebook_id;
    std::string text;
    std::optional<std::string> source;  ///< where it was read
    std::chrono::system_clock::time_point written_at;

    static constexpr auto schema() {
        using namespace retort;
        return table("notes",
                     column<&Note::id>().primary_key().identity(),
                     column<&Note::notebook_id>().references<&Notebook::id>(on_delete::cascade),
                     column<&Note::text>().check("text <> ''"),
                     column<&Note::written_at>().default_sql("now()"),
                     index<&Note::notebook_id, desc<&Note::written_at>>());
    }
};
BOOST_DESCRIBE_STRUCT(Note, (), (id, notebook_id, text, source, written_at))

}  // namespace notes
