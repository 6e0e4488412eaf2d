#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>

#include <retort/model.hpp>

namespace grammar {

enum class Phase { planned, running, finished, count_ };
BOOST_DESCRIBE_ENUM(Phase, planned, running, finished, count_)
enum class HTTPMethod : unsigned char { GET, POST, PUT };
BOOST_DESCRIBE_ENUM(HTTPMethod, GET, POST, PUT)
enum class Priority : std::int16_t { low = -10, normal = 0, high = 10 };
BOOST_DESCRIBE_ENUM(Priority, low, normal, high)
enum class Format { html, pdf };
BOOST_DESCRIBE_ENUM(Format, html, pdf)
enum Old { old_a, old_b };
BOOST_DESCRIBE_ENUM(Old, old_a, old_b)

}  // namespace grammar

template <>
struct retort::model<grammar::Phase> {
    static constexpr auto schema() {
        using grammar::Phase;
        return enumeration<Phase>("project_phase")
            .schema("work")
            .renamed_from("phase")
            .comment("how far it is")
            .label(Phase::planned, "Planned")
            .omit(Phase::count_)
            .old_label("started", Phase::running);
    }
};
template <>
struct retort::model<grammar::Priority> {
    static constexpr auto schema() { return enumeration<grammar::Priority>().as_integer(); }
};
template <>
struct retort::model<grammar::Format> {
    static constexpr auto schema() { return enumeration<grammar::Format>().as_text(); }
};

namespace grammar {

struct Task {
    enum class Status { open, closed };
    BOOST_DESCRIBE_NESTED_ENUM(Status, open, closed)

    std::int32_t id;
    Phase phase;
    HTTPMethod method;
    std::optional<Priority> priority;
    Format format;
    Old old;
    Status status;
    HTTPMethod as_text;
    HTTPMethod as_number;
    Format as_was;

    static constexpr auto schema() {
        using namespace retort;
        return table("tasks",
                     column<&Task::id>().primary_key(),
                     column<&Task::phase>().server_default(Phase::planned),
                     column<&Task::priority>().server_default(Priority::low),
                     column<&Task::format>().server_default(Format::pdf),
                     column<&Task::status>().server_default(Status::open),
                     column<&Task::as_text>().as_text().server_default(HTTPMethod::PUT),
                     column<&Task::as_number>().as_integer().server_default(HTTPMethod::POST),
                     column<&Task::as_was>().old_label("htm", Format::html));
    }
};
BOOST_DESCRIBE_STRUCT(Task, (), (id, phase, method, priority, format, old, status, as_text, as_number, as_was))

enum class Rank { low = 1, high = 10 };
BOOST_DESCRIBE_ENUM(Rank, low, high)
enum class Weather { sun, rain };
BOOST_DESCRIBE_ENUM(Weather, sun, rain)
enum class Season { spring, autumn };
BOOST_DESCRIBE_ENUM(Season, spring, autumn)

/// No column has the type Rank; one has Weather by its name, one has Season on PostgreSQL only.
struct Day {
    std::int64_t id;
    Rank level;
    Rank again;
    std::optional<Rank> by_hand;
    Weather weather;
    std::string forecast;
    Season season;

    static constexpr auto schema() {
        using namespace retort;
        return table("days",
                     column<&Day::id>().primary_key(),
                     column<&Day::level>().as_integer(),
                     column<&Day::again>().as_text(),
                     column<&Day::by_hand>().type("smallint"),
                     column<&Day::weather>().as_text(),
                     column<&Day::forecast>().on(postgresql).type("weather[]"),
                     column<&Day::season>().on(sqlite).as_integer());
    }
};
BOOST_DESCRIBE_STRUCT(Day, (), (id, level, again, by_hand, weather, forecast, season))

}  // namespace grammar
