#pragma once

#include <optional>
#include <type_traits>

#include "retort/model/fact.hpp"

// Declared here, so that no Boost header is needed.
namespace boost {
template <class T>
class optional;
}

namespace retort {

/// Its address identifies the member that the pointer to member `M` names.
template <auto M>
inline constexpr detail::tag member_id{};

/// The address of `id` identifies the type `T`.
template <class T>
struct type_tag {
    static constexpr detail::tag id{};
};

/// Specialise it to map a type without changing the type: `schema()` returns a table() for a
/// struct that cannot be edited, an enumeration() for an enum, a stored_as<T>() or
/// sql_type("…") for a user-defined type.
template <class T>
struct model;

namespace detail {

template <class T>
struct beneath {
    using type = T;
};
template <class T>
struct beneath<std::optional<T>> {
    using type = T;
};
template <class T>
struct beneath<boost::optional<T>> {
    using type = T;
};

template <class M>
struct member_of;
template <class T, class C>
struct member_of<T C::*> {
    using type = typename beneath<T>::type;
    using owner = C;
};

/// The member's type without std::optional or boost::optional.
template <auto M>
using member_type_t = typename member_of<decltype(M)>::type;

template <class T, class = void>
struct has_c_str : std::false_type {};
template <class T>
struct has_c_str<T, std::void_t<decltype(std::declval<const T&>().c_str())>> : std::true_type {};

/// True if model<T> is specialised and so defines how a T is stored.
template <class T, class = void>
struct is_modelled : std::false_type {};
template <class T>
struct is_modelled<T, std::void_t<decltype(sizeof(model<T>))>> : std::true_type {};

template <class T>
inline constexpr bool is_char_array =
    std::is_array_v<T> && std::is_same_v<std::remove_cv_t<std::remove_extent_t<T>>, char>;

/// Types for which varchar(), char_() and collate() are valid. A class other than the
/// standard library's strings may be a user-defined string.
template <class T>
inline constexpr bool is_text = has_c_str<T>::value || is_char_array<T> || (std::is_class_v<T> && !std::is_empty_v<T>);

/// The printable characters of ASCII, each as a string: that of `c` begins at 2 * (c - ' ').
inline constexpr char ascii[] =
    " \0!\0\"\0#\0$\0%\0&\0'\0(\0)\0*\0+\0,\0-\0.\0/\0"
    "0\0"
    "1\0"
    "2\0"
    "3\0"
    "4\0"
    "5\0"
    "6\0"
    "7\08\09\0:\0;\0<\0=\0"
    ">\0?\0@\0A\0B\0C\0D\0E\0F\0G\0H\0I\0J\0K\0L\0M\0N\0O\0P\0Q\0R\0S\0T\0U\0V\0W\0X\0Y\0Z\0[\0\\\0"
    "]\0^\0_\0`\0a\0b\0c\0d\0e\0f\0g\0h\0i\0j\0k\0l\0m\0n\0o\0p\0q\0r\0s\0t\0u\0v\0w\0x\0y\0z\0{\0"
    "|\0}\0~\0";

template <class T>
inline constexpr bool is_number = std::is_arithmetic_v<T> && !std::is_same_v<T, bool>;

}  // namespace detail
}  // namespace retort
