#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <boost/describe/bases.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include "retort/describe/type.hpp"

namespace retort::reflect {

struct Tags {
    std::map<const detail::tag*, MemberRef> members;
    std::map<const detail::tag*, std::string> types;
    std::set<std::string> seen;
};

template <class T>
using described_members = boost::describe::describe_members<T, boost::describe::mod_any_access>;
template <class T>
using described_bases = boost::describe::describe_bases<T, boost::describe::mod_any_access>;

/// Registers the members of T and its bases by their addresses in rules.
template <class T>
void add_tags(Tags& tags) {
    const std::string owner = type_name<T>();
    tags.types[&type_tag<T>::id] = owner;
    if (!tags.seen.insert(owner).second) return;
    if constexpr (boost::describe::has_describe_bases<T>::value)
        boost::mp11::mp_for_each<described_bases<T>>([&](auto base) { add_tags<typename decltype(base)::type>(tags); });
    if constexpr (boost::describe::has_describe_members<T>::value)
        boost::mp11::mp_for_each<described_members<T>>([&](auto described) {
            tags.members[&member_id<decltype(described)::pointer>] = MemberRef{owner, described.name};
        });
}

template <class T, class = void>
struct has_schema : std::false_type {};
template <class T>
struct has_schema<T, std::void_t<decltype(T::schema())>> : std::true_type {};

template <class T>
struct is_table : std::false_type {};
template <std::size_t N>
struct is_table<table<N>> : std::true_type {};
template <class T>
struct is_rules : is_table<T> {};
template <std::size_t N>
struct is_rules<mixin<N>> : std::true_type {};

/// Adds the rules that `Holder::schema()` returns, starting with number `first`.
template <class Holder>
void add_rules(const Tags& tags, Record& record, std::size_t first, bool inherited) {
    static constexpr auto declared = Holder::schema();
    for (std::size_t i = first; i < std::size(declared.rules); ++i) {
        Rule made;
        made.kind = declared.rules[i].kind;
        made.facts = decode(declared.rules[i], &tags);
        made.inherited = inherited;
        record.rules.push_back(std::move(made));
    }
}

template <class T>
void add_members(const Tags& tags, Record& record, std::vector<void (*)()>& used, bool own) {
    if constexpr (boost::describe::has_describe_bases<T>::value)
        boost::mp11::mp_for_each<described_bases<T>>(
            [&](auto base) { add_members<typename decltype(base)::type>(tags, record, used, false); });
    if constexpr (boost::describe::has_describe_members<T>::value)
        boost::mp11::mp_for_each<described_members<T>>([&](auto described) {
            using Type = std::remove_reference_t<decltype(std::declval<T&>().*decltype(described)::pointer)>;
            Member made;
            made.owner = type_name<T>();
            made.name = described.name;
            made.type = describe_type<Type>();
            record.members.push_back(std::move(made));
        });
    if constexpr (has_schema<T>::value) {
        if constexpr (is_rules<std::remove_cv_t<decltype(T::schema())>>::value) {
            // A struct without its own schema() has that of its base, whose rules are already added.
            const auto function = reinterpret_cast<void (*)()>(&T::schema);
            if (!own && std::find(used.begin(), used.end(), function) == used.end()) {
                used.push_back(function);
                add_rules<T>(tags, record, 1, true);
            }
        }
    }
}

template <class T>
Record describe_record(const Tags& tags) {
    static_assert(boost::describe::has_describe_members<T>::value, "retort: this model has no BOOST_DESCRIBE_STRUCT");
    Record made;
    made.name = type_name<T>();
    std::vector<void (*)()> used;
    if constexpr (detail::is_modelled<T>::value) {
        static_assert(is_table<std::remove_cv_t<decltype(model<T>::schema())>>::value,
                      "retort: model<T>::schema() of a struct returns a table()");
        add_rules<model<T>>(tags, made, 0, false);
    } else {
        static_assert(has_schema<T>::value, "retort: this struct is not a model: it has no static constexpr schema()");
        static_assert(is_table<std::remove_cv_t<decltype(T::schema())>>::value,
                      "retort: the schema() of a model returns a table()");
        add_rules<T>(tags, made, 0, false);
        used.push_back(reinterpret_cast<void (*)()>(&T::schema));
    }
    add_members<T>(tags, made, used, true);
    // Dependent on T: the convention may be declared after this header.
    using Convention = std::conditional_t<std::is_void_v<T>, T, naming_convention>;
    if constexpr (detail::is_modelled<Convention>::value) made.naming = facts_of_type<Convention>();
    return made;
}

}  // namespace retort::reflect
