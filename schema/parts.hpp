#pragma once

#include <algorithm>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "schema/same_state.hpp"
#include "schema/schema.hpp"

namespace retort {

/// The parts of a table: its constraints and indexes, in six lists. `Owner` below is a Table or a FromParent, const or
/// not; a FromParent has no checks of its own. The kinds are visited in the order of this list.
template <class... Kinds>
struct PartKinds {};
using AllParts = PartKinds<PrimaryKey, Unique, Check, ForeignKey, Exclusion, Index>;
using KeyConstraints = PartKinds<PrimaryKey, Unique>;
using AllConstraints = PartKinds<PrimaryKey, Unique, Check, ForeignKey, Exclusion>;

/// The kinds of constraints that SQLite has.
using SqliteConstraints = PartKinds<PrimaryKey, Unique, Check, ForeignKey>;

/// The member with the parts of kind T: a vector, or the optional primary key. A FromParent has none for Check.
template <class T, class Owner>
auto& part_member(Owner& owner) {
    if constexpr (std::is_same_v<T, PrimaryKey>)
        return owner.primary_key;
    else if constexpr (std::is_same_v<T, Unique>)
        return owner.uniques;
    else if constexpr (std::is_same_v<T, Check>)
        return owner.checks;
    else if constexpr (std::is_same_v<T, ForeignKey>)
        return owner.foreign_keys;
    else if constexpr (std::is_same_v<T, Exclusion>)
        return owner.exclusions;
    else {
        static_assert(std::is_same_v<T, Index>);
        return owner.indexes;
    }
}

/// True if `Owner` has parts of kind T.
template <class T, class Owner>
inline constexpr bool has_part_member = !std::is_same_v<T, Check> || std::is_same_v<std::remove_const_t<Owner>, Table>;

/// The owner's parts of kind T: a view that is valid until the owner's list changes. A primary key is a list of one.
template <class T, class Owner>
auto parts_of(Owner& owner) {
    using List = std::span<std::conditional_t<std::is_const_v<Owner>, const T, T>>;
    if constexpr (!has_part_member<T, Owner>) {
        return List();
    } else {
        auto& member = part_member<T>(owner);
        if constexpr (std::is_same_v<T, PrimaryKey>)
            return member ? List(&*member, 1) : List();
        else
            return List(member);
    }
}

/// Calls `visit.template operator()<T>()` for each kind: `[&]<class T>() { … parts_of<T>(table) … }`.
template <class... Kinds, class Visitor>
void for_each_kind(PartKinds<Kinds...>, Visitor&& visit) {
    (visit.template operator()<Kinds>(), ...);
}

/// Calls `visit` with each part of the kinds, in their order. It must not add or erase parts.
template <class... Kinds, class Owner, class Visitor>
void for_each_part(PartKinds<Kinds...> kinds, Owner& owner, Visitor&& visit) {
    for_each_kind(kinds, [&]<class T>() {
        for (auto& part : parts_of<T>(owner)) visit(part);
    });
}

/// The same for all parts.
template <class Owner, class Visitor>
void for_each_part(Owner& owner, Visitor&& visit) {
    for_each_part(AllParts{}, owner, visit);
}

/// The same for all parts but the indexes.
template <class Owner, class Visitor>
void for_each_constraint(Owner& owner, Visitor&& visit) {
    for_each_part(AllConstraints{}, owner, visit);
}

/// Calls `visit` with the two owners' lists of each kind, as `parts_of` returns them.
template <class From, class To, class Visitor>
void for_each_part_pair(From& from, To& to, Visitor&& visit) {
    for_each_kind(AllParts{}, [&]<class T>() { visit(parts_of<T>(from), parts_of<T>(to)); });
}

/// True if `holds` is true for a part of the kinds.
template <class... Kinds, class Owner, class Predicate>
bool any_part(PartKinds<Kinds...> kinds, Owner& owner, Predicate&& holds) {
    bool found = false;
    for_each_part(kinds, owner, [&](const auto& part) { found = found || holds(part); });
    return found;
}
template <class Owner, class Predicate>
bool any_part(Owner& owner, Predicate&& holds) {
    return any_part(AllParts{}, owner, holds);
}

template <class Owner>
bool has_parts(Owner& owner) {
    return any_part(owner, [](const auto&) { return true; });
}

/// Appends a part to its list; a primary key replaces the owner's.
template <class Owner, class T>
void add_part(Owner& owner, T part) {
    if constexpr (std::is_same_v<T, PrimaryKey>)
        owner.primary_key = std::move(part);
    else
        part_member<T>(owner).push_back(std::move(part));
}

/// The same; `attached`: to the attached parts of a partition.
template <class T>
void add_part(Table& table, bool attached, T part) {
    if (attached)
        add_part(*table.from_parent, std::move(part));
    else
        add_part(table, std::move(part));
}

/// Erases the parts of kind T for which `matches` is true.
template <class T, class Owner, class Predicate>
void erase_parts_of(Owner& owner, Predicate&& matches) {
    if constexpr (std::is_same_v<T, PrimaryKey>) {
        if (owner.primary_key && matches(std::as_const(*owner.primary_key))) owner.primary_key.reset();
    } else if constexpr (has_part_member<T, Owner>) {
        std::erase_if(part_member<T>(owner), [&](const T& part) { return matches(part); });
    }
}

/// The same for all of the kinds.
template <class... Kinds, class Owner, class Predicate>
void erase_parts_if(PartKinds<Kinds...> kinds, Owner& owner, Predicate&& matches) {
    for_each_kind(kinds, [&]<class T>() { erase_parts_of<T>(owner, matches); });
}
template <class Owner, class Predicate>
void erase_parts_if(Owner& owner, Predicate&& matches) {
    erase_parts_if(AllParts{}, owner, matches);
}

/// Erases the first part that equals `part`; of a primary key, whatever its value.
template <class Owner, class T>
void erase_part(Owner& owner, const T& part) {
    if constexpr (std::is_same_v<T, PrimaryKey>) {
        owner.primary_key.reset();
    } else {
        auto& list = part_member<T>(owner);
        if (const auto found = find_same_state(list, part); found != list.end()) list.erase(found);
    }
}

template <class... Kinds, class Owner>
void clear_parts(PartKinds<Kinds...> kinds, Owner& owner) {
    erase_parts_if(kinds, owner, [](const auto&) { return true; });
}
template <class Owner>
void clear_parts(Owner& owner) {
    clear_parts(AllParts{}, owner);
}

/// Replaces the parts of `to` by copies of those of `from`.
template <class From, class To>
void copy_parts(const From& from, To& to) {
    clear_parts(to);
    for_each_part(from, [&](const auto& part) { add_part(to, part); });
}

}  // namespace retort
