#pragma once

#include <boost/describe.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <retort/model.hpp>

namespace grammar {

struct Node {
    std::int32_t tree;
    std::int32_t id;
    std::optional<std::int32_t> parent;
    std::string name;
    std::string slug;
    std::optional<std::string> code;
    std::int32_t position;

    static constexpr auto schema() {
        using namespace retort;
        return table("nodes",
                     primary_key<&Node::tree, &Node::id>().named("pk_nodes").comment("a tree's own numbers"),
                     unique<&Node::tree, &Node::name>(),
                     unique<&Node::tree, &Node::slug>().named("uq_nodes_slug").include<&Node::name>(),
                     unique<&Node::tree, &Node::position>().on(postgresql).initially_deferred(),
                     unique<&Node::code>().on(postgresql).nulls_not_distinct(),
                     check("position >= 0"),
                     check("tree > 0 AND id > 0").named("ck_nodes_positive").comment("zero is none"),
                     column<&Node::name>().check("name <> ''").named("ck_nodes_name").check("length(name) < 100"),
                     foreign_key<&Node::tree, &Node::parent>()
                         .references<&Node::tree, &Node::id>(on_update::cascade, on_delete::restrict_)
                         .named("fk_nodes_parent"));
    }
};
BOOST_DESCRIBE_STRUCT(Node, (), (tree, id, parent, name, slug, code, position))

/// On SQLite the members of these keys stay nullable, apart from the rowid's.
struct Tag {
    std::optional<std::string> name;
    std::optional<std::int64_t> number;

    static constexpr auto schema() {
        using namespace retort;
        return table("tags",
                     primary_key<&Tag::name, &Tag::number>(),
                     index(key<&Tag::name>().collate("C"), key<&Tag::number>(), expression("lower(name)").collate("C"))
                         .only(postgresql));
    }
};
BOOST_DESCRIBE_STRUCT(Tag, (), (name, number))

struct Rowid {
    std::optional<std::int64_t> id;

    static constexpr auto schema() {
        using namespace retort;
        return table("rowids", column<&Rowid::id>().primary_key());
    }
};
BOOST_DESCRIBE_STRUCT(Rowid, (), (id))

struct Leaf {
    std::int64_t id;
    std::optional<std::int32_t> tree;
    std::optional<std::int32_t> node;
    std::optional<std::int32_t> second_tree;
    std::optional<std::int32_t> second_node;
    std::int32_t third_tree;
    std::int32_t third_node;
    std::optional<std::int64_t> next;

    static constexpr auto schema() {
        using namespace retort;
        return table("leaves",
                     column<&Leaf::id>().primary_key(),
                     column<&Leaf::next>()
                         .references<&Leaf::id>(on_delete::set_null)
                         .named("fk_next")
                         .initially_deferred()
                         .unique()
                         .named("uq_next"),
                     column<&Leaf::third_node>().server_default(1),
                     foreign_key<&Leaf::tree, &Leaf::node>()
                         .references<&Node::tree, &Node::id>(on_delete::set_null)
                         .match_full(),
                     foreign_key<&Leaf::second_tree, &Leaf::second_node>()
                         .references<&Node::tree, &Node::id>(on_delete::set_null)
                         .set_columns<&Leaf::second_node>()
                         .deferrable(),
                     foreign_key<&Leaf::third_tree, &Leaf::third_node>().references<&Node::tree, &Node::id>(
                         on_delete::set_default, on_update::no_action));
    }
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (id, tree, node, second_tree, second_node, third_tree, third_node, next))

struct Booking {
    std::int64_t id;
    std::int32_t room;
    std::chrono::system_clock::time_point starts;
    std::chrono::system_clock::time_point ends;
    bool cancelled;

    static constexpr auto schema() {
        using namespace retort;
        return table("bookings",
                     column<&Booking::id>().primary_key(),
                     exclude(expression("int4range(room, room, '[]')").with("&&"),
                             expression("tstzrange(starts, ends)").with("&&"))
                         .where("NOT cancelled")
                         .named("no_two_at_once")
                         .only(postgresql),
                     exclude(key<&Booking::room>().with("="), key<&Booking::starts>().with("="))
                         .method("btree")
                         .initially_deferred()
                         .only(postgresql));
    }
};
BOOST_DESCRIBE_STRUCT(Booking, (), (id, room, starts, ends, cancelled))

}  // namespace grammar
