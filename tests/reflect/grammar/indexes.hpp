#pragma once

#include <boost/describe.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <retort/model.hpp>

namespace grammar {

struct Document {
    std::int64_t id;
    std::string title;
    std::string body;
    nlohmann::json data;
    std::chrono::system_clock::time_point made;
    std::optional<std::int32_t> rank;
    bool is_draft;
    std::string owner;

    static constexpr auto schema() {
        using namespace retort;
        return table(
            "documents",
            column<&Document::id>().primary_key(),
            column<&Document::owner>().index().index().named("ix_owner_again"),
            index<&Document::title>(),
            index<&Document::title, desc<&Document::made>>(),
            index(key<&Document::rank>().desc().nulls_last(),
                  key<&Document::made>().nulls_first(),
                  key<&Document::id>().desc().nulls_first())
                .named("ix_rank"),
            index(expression("lower(title)")),
            index(expression("lower(title)"), expression("lower(owner)"), expression("id % 10"))
                .named("ix_expressions"),
            index<&Document::owner>().where("NOT is_draft").unique(),
            index<&Document::data>().method("gin").storage("fastupdate", "off").only(postgresql),
            index(key<&Document::data>().opclass("jsonb_path_ops")).method("gin").only(postgresql).named("ix_path"),
            index<&Document::made>().method("brin").storage("pages_per_range", "32").only(postgresql),
            index<&Document::id>().method("hash").only(postgresql),
            index<&Document::rank>().include<&Document::title, &Document::owner>().comment("for the front page"),
            index<&Document::rank, &Document::owner>().unique().on(postgresql).nulls_not_distinct(),
            index(key<&Document::body>().collate("C").opclass("text_pattern_ops"))
                .only(postgresql)
                .named("ix_body")
                .renamed_from("ix_text"),
            index(key<&Document::body>().collate("NOCASE")).only(sqlite).named("ix_body"));
    }
};
BOOST_DESCRIBE_STRUCT(Document, (), (id, title, body, data, made, rank, is_draft, owner))

}  // namespace grammar
