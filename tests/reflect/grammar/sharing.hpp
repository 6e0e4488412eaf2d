#pragma once

#include <boost/describe.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <retort/model.hpp>

namespace grammar {

struct Entity {
    std::int64_t id;
    static constexpr auto schema() { return retort::mixin(retort::column<&Entity::id>().primary_key().identity()); }
};
BOOST_DESCRIBE_STRUCT(Entity, (), (id))

struct Timestamps {
    std::chrono::system_clock::time_point created_at;
    std::chrono::system_clock::time_point updated_at;
    static constexpr auto schema() {
        using namespace retort;
        return mixin(column<&Timestamps::created_at>().default_sql("now()"),
                     column<&Timestamps::updated_at>().default_sql("now()"),
                     check("updated_at >= created_at"),
                     index<&Timestamps::created_at>());
    }
};
BOOST_DESCRIBE_STRUCT(Timestamps, (), (created_at, updated_at))

/// A base without rules.
struct SoftDelete : Timestamps {
    std::optional<std::chrono::system_clock::time_point> deleted_at;
};
BOOST_DESCRIBE_STRUCT(SoftDelete, (Timestamps), (deleted_at))

struct Author : Entity, SoftDelete {
    std::string name;
    static constexpr auto schema() {
        using namespace retort;
        return table("authors",
                     column<&Author::name>().varchar(100),
                     column<&Author::deleted_at>("removed_at"),
                     column<&Author::updated_at>().default_sql("CURRENT_TIMESTAMP"));
    }
};
BOOST_DESCRIBE_STRUCT(Author, (Entity, SoftDelete), (name))

struct Book : Entity, SoftDelete {
    std::int64_t author_id;
    std::optional<std::int64_t> sequel_of;
    std::string title;
    static constexpr auto schema() {
        using namespace retort;
        return table("books",
                     column<&Book::author_id>().references<Author, &Author::id>(on_delete::cascade),
                     column<&Book::sequel_of>().references<&Book::id>(),
                     unique<&Book::author_id, &Book::title>(),
                     index<&Book::deleted_at>().where("deleted_at IS NULL"));
    }
};
BOOST_DESCRIBE_STRUCT(Book, (Entity, SoftDelete), (author_id, sequel_of, title))

/// A template of models: the history of another one.
template <class T>
struct Revision {
    std::int64_t id;
    std::int64_t subject_id;
    std::string change;
    static constexpr auto schema() {
        using namespace retort;
        return table(T::revisions,
                     column<&Revision::id>().primary_key().identity(),
                     column<&Revision::subject_id>().template references<typename T::Subject, &T::Subject::id>(
                         on_delete::cascade));
    }
    BOOST_DESCRIBE_CLASS(Revision, (), (id, subject_id, change), (), ())
};

struct OfAuthors {
    using Subject = Author;
    static constexpr const char* revisions = "author_revisions";
};
struct OfBooks {
    using Subject = Book;
    static constexpr char revisions[] = "book_revisions";
};
template struct Revision<OfAuthors>;
template struct Revision<OfBooks>;

/// A struct in a header that cannot be edited.
struct Legacy {
    std::int32_t number;
    std::string text;
    std::string secret;
};
BOOST_DESCRIBE_STRUCT(Legacy, (), (number, text, secret))

}  // namespace grammar

template <>
struct retort::model<grammar::Legacy> {
    static constexpr auto schema() {
        using grammar::Legacy;
        return table("legacy",
                     column<&Legacy::number>().primary_key(),
                     column<&Legacy::text>().varchar(80),
                     ignore<&Legacy::secret>());
    }
};
