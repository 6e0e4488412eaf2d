#pragma once

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <type_traits>
#include <variant>
#include <vector>

#include "schema/annotation.hpp"
#include "schema/dependency.hpp"

namespace retort {

namespace detail {

template <class T>
constexpr bool is_annotation = std::is_same_v<T, DependsOn>;
template <class T, bool Large>
constexpr bool is_annotation<Annotation<T, Large>> = true;

template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;

template <class T>
constexpr bool is_vector = false;
template <class T>
constexpr bool is_vector<std::vector<T>> = true;

template <class T>
constexpr bool is_map = false;
template <class K, class V>
constexpr bool is_map<std::map<K, V>> = true;

template <class T>
constexpr bool is_variant = false;
template <class... T>
constexpr bool is_variant<std::variant<T...>> = true;

}  // namespace detail

/// True if a database that holds one value holds the other. The described members are compared
/// (BOOST_DESCRIBE_STRUCT), except the annotations (schema/annotation.hpp) and the dependencies, which follow from the
/// texts.
template <class T>
bool same_state(const T& a, const T& b) {
    if constexpr (detail::is_annotation<T>) {
        return true;
    } else if constexpr (detail::is_optional<T>) {
        return a.has_value() == b.has_value() && (!a || same_state(*a, *b));
    } else if constexpr (detail::is_vector<T>) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                          [](const auto& one, const auto& other) { return same_state(one, other); });
    } else if constexpr (detail::is_map<T>) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& one, const auto& other) {
            return one.first == other.first && same_state(one.second, other.second);
        });
    } else if constexpr (detail::is_variant<T>) {
        return a.index() == b.index() &&
               std::visit([&]<class Each>(const Each& each) { return same_state(each, std::get<Each>(b)); }, a);
    } else if constexpr (boost::describe::has_describe_members<T>::value) {
        bool same = true;
        boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>(
            [&](auto member) { same = same && same_state(a.*member.pointer, b.*member.pointer); });
        return same;
    } else {
        return a == b;
    }
}

/// The first element of the range in the same state, or the end.
template <class Range, class T>
auto find_same_state(Range& range, const T& wanted) {
    return std::find_if(std::begin(range), std::end(range), [&](const T& each) { return same_state(each, wanted); });
}

}  // namespace retort
