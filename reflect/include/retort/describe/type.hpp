#pragma once

#include <array>
#include <bit>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include "reflect/record.hpp"
#include "retort/model.hpp"

namespace retort::reflect {

/// The compiler's signature of a function whose template argument is T.
template <class T>
const char* pretty_function() {
    return __PRETTY_FUNCTION__;
}

/// Extracts "auth::User" from that signature, without inline and unnamed namespaces.
std::string name_in(std::string_view pretty);

/// T's qualified name.
template <class T>
std::string type_name() {
    return name_in(pretty_function<T>());
}

/// Members and types by their addresses in rules.
struct Tags;

/// Decodes the clauses of a rule.
std::vector<Fact> decode(const rule& from, const Tags* tags);

/// The kind of a class that is recognised by its name only, such as UUIDs and JSON values.
TypeKind kind_by_name(const std::string& name);

/// The clauses of model<T>, if it is specialised.
template <class T>
std::vector<Fact> facts_of_type() {
    if constexpr (detail::is_modelled<T>::value) {
        static constexpr auto declared = model<T>::schema();
        return decode(declared, nullptr);
    } else {
        return {};
    }
}

template <class E>
std::shared_ptr<const Enumeration> describe_enumeration() {
    Enumeration made;
    made.name = type_name<E>();
    made.bits = static_cast<int>(sizeof(E) * 8);
    made.is_unsigned = std::is_unsigned_v<std::underlying_type_t<E>>;
    if constexpr (boost::describe::has_describe_enumerators<E>::value)
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto described) {
            made.enumerators.push_back({described.name, static_cast<std::int64_t>(described.value)});
        });
    made.facts = facts_of_type<E>();
    return std::make_shared<Enumeration>(std::move(made));
}

template <class T>
struct Mapping;

template <class T>
CxxType describe_type() {
    using Plain = std::remove_cv_t<T>;
    CxxType made = Mapping<Plain>::describe();
    made.spelling = type_name<T>();
    return made;
}

template <class T>
inline constexpr bool is_byte =
    std::is_same_v<T, std::byte> || std::is_same_v<T, unsigned char> || std::is_same_v<T, char>;

inline CxxType plain_kind(TypeKind kind, std::int64_t extent = 0) {
    CxxType made;
    made.kind = kind;
    made.extent = extent;
    return made;
}

template <class Element>
CxxType sequence(std::int64_t extent) {
    if constexpr (is_byte<Element>) {
        return plain_kind(TypeKind::bytes);
    } else {
        CxxType made = plain_kind(TypeKind::array, extent);
        made.element.push_back(describe_type<Element>());
        if (made.element.front().kind == TypeKind::unmapped) made = CxxType{};
        return made;
    }
}

/// How a type is stored. The primary template handles all types except templates of the standard library.
template <class T>
struct Mapping {
    static CxxType describe() {
        CxxType made;
        if constexpr (std::is_enum_v<T> && !std::is_same_v<T, std::byte>) {
            made.kind = TypeKind::enumeration;
            made.enumeration = describe_enumeration<T>();
        } else if constexpr (detail::is_modelled<T>::value) {
            using Rule = std::remove_cv_t<decltype(model<T>::schema())>;
            if constexpr (!std::is_void_v<typename Rule::stored>) {
                made = describe_type<typename Rule::stored>();
            } else {
                made.kind = TypeKind::custom;
                made.facts = facts_of_type<T>();
            }
        } else if constexpr (std::is_same_v<T, bool>) {
            made.kind = TypeKind::boolean;
        } else if constexpr (std::is_same_v<T, char>) {
            made.kind = TypeKind::character;
        } else if constexpr (std::is_same_v<T, float> || std::is_same_v<T, double>) {
            made.kind = TypeKind::floating;
        } else if constexpr ((std::is_integral_v<T> && !std::is_same_v<T, wchar_t> && !std::is_same_v<T, char16_t> &&
                              !std::is_same_v<T, char32_t> && !std::is_same_v<T, char8_t>) ||
                             std::is_same_v<T, std::byte>) {
            made.kind = TypeKind::integer;
            made.is_unsigned = std::is_unsigned_v<T> || std::is_same_v<T, std::byte>;
        } else if constexpr (std::is_class_v<T>) {
            made.kind = kind_by_name(type_name<T>());
        }
        if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::byte>)
            made.bits = static_cast<int>(sizeof(T) * 8);
        return made;
    }
};

template <class T>
struct Mapping<std::optional<T>> {
    static CxxType describe() {
        CxxType made = describe_type<T>();
        made.optional = true;
        return made;
    }
};
template <class T>
struct Mapping<boost::optional<T>> : Mapping<std::optional<T>> {};
#ifdef __cpp_char8_t
template <class A>
struct Mapping<std::basic_string<char8_t, std::char_traits<char8_t>, A>> {
    static CxxType describe() { return plain_kind(TypeKind::text); }
};
#endif
template <class A>
struct Mapping<std::basic_string<char, std::char_traits<char>, A>> {
    static CxxType describe() { return plain_kind(TypeKind::text); }
};
template <class C>
struct Mapping<std::basic_string_view<C>> {
    static CxxType describe() { return plain_kind(TypeKind::text_view); }
};
template <std::size_t N>
struct Mapping<char[N]> {
    static CxxType describe() { return plain_kind(TypeKind::char_array, static_cast<std::int64_t>(N) - 1); }
};
template <class T, std::size_t N>
struct Mapping<T[N]> {
    static CxxType describe() { return sequence<T>(static_cast<std::int64_t>(N)); }
};
template <std::size_t N>
struct Mapping<std::array<char, N>> {
    static CxxType describe() { return plain_kind(TypeKind::char_array, static_cast<std::int64_t>(N)); }
};
template <class T, std::size_t N>
struct Mapping<std::array<T, N>> {
    static CxxType describe() { return sequence<T>(static_cast<std::int64_t>(N)); }
};
template <class T, class A>
struct Mapping<std::vector<T, A>> {
    static CxxType describe() { return sequence<T>(0); }
};
template <class Clock, class Step>
struct Mapping<std::chrono::time_point<Clock, Step>> {
    static CxxType describe() {
        if (std::ratio_equal_v<typename Step::period, std::ratio<86400>>) return plain_kind(TypeKind::date);
        if (std::is_same_v<Clock, std::chrono::system_clock>) return plain_kind(TypeKind::timestamp);
        if (name_in(pretty_function<Clock>()) == "std::chrono::local_t") return plain_kind(TypeKind::local_timestamp);
        if (name_in(pretty_function<Clock>()) == "std::chrono::utc_clock") return plain_kind(TypeKind::timestamp);
        return {};
    }
};
template <class R, class P>
struct Mapping<std::chrono::duration<R, P>> {
    static CxxType describe() { return plain_kind(TypeKind::duration); }
};

}  // namespace retort::reflect
