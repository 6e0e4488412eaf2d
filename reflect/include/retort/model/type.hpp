#pragma once

#include <type_traits>

#include "retort/model/fact.hpp"
#include "retort/model/member.hpp"

namespace retort {

/// The result of model<SomeEnum>::schema(): how the enum is stored.
template <class E>
struct enumeration_rule : rule {
    static_assert(std::is_enum_v<E>, "retort: enumeration<E>() is for enums");
    using self = enumeration_rule&&;

    constexpr self on(engine which) && {
        mode = which;
        return move();
    }
    /// The schema of the type (PostgreSQL).
    constexpr self schema(const char* name) && { return text_(fact_kind::schema, name); }
    constexpr self comment(const char* text) && { return text_(fact_kind::comment, text); }
    /// The type's previous name: the next revision renames the type.
    constexpr self renamed_from(const char* name) && { return text_(fact_kind::renamed_from, name); }
    /// The label of an enumerator, if it differs from the enumerator's name.
    constexpr self label(E value, const char* text) && { return number_(fact_kind::label, value, text); }
    /// An enumerator without a label, such as a count at the end.
    constexpr self omit(E value) && { return number_(fact_kind::omit, value); }
    /// Rows that hold the previous label `text` get the label of `value`.
    constexpr self old_label(const char* text, E value) && { return number_(fact_kind::old_label, value, text); }
    /// Stored as text with a CHECK on its labels, also on PostgreSQL.
    constexpr self as_text() && { return flag_(fact_kind::as_text); }
    /// Stored as its number.
    constexpr self as_integer() && { return flag_(fact_kind::as_integer); }

private:
    constexpr self move() { return static_cast<self>(*this); }
    constexpr self flag_(fact_kind kind) {
        detail::add(*this, kind);
        return move();
    }
    constexpr self text_(fact_kind kind, const char* text) {
        detail::add_text(*this, kind, text);
        return move();
    }
    constexpr self number_(fact_kind kind, E value, const char* text = nullptr) {
        detail::add_number(*this, kind, static_cast<long long>(value), text);
        return move();
    }
};

/// The enum `E` as a database type, named `name` or the enum's name in snake_case.
template <class E>
constexpr enumeration_rule<E> enumeration(const char* name = nullptr) {
    enumeration_rule<E> made{};
    made.kind = rule_kind::enumeration;
    if (name != nullptr) detail::add_text(made, fact_kind::name, name);
    return made;
}

/// The result of model<SomeType>::schema() for a user-defined type. `T` is the type that it is
/// stored as, or void.
template <class T>
struct type_rule : rule {
    using stored = T;

    constexpr type_rule&& on(engine which) && {
        mode = which;
        return move();
    }
    /// The SQL type, in any spelling that the engine accepts.
    constexpr type_rule&& sql(const char* type) && {
        detail::add_text(*this, fact_kind::type, type);
        return move();
    }

private:
    constexpr type_rule&& move() { return static_cast<type_rule&&>(*this); }
};

/// Stored like a `T`.
template <class T>
constexpr type_rule<T> stored_as() {
    type_rule<T> made{};
    made.kind = rule_kind::type;
    detail::add_ref(made, fact_kind::stored_as, &type_tag<T>::id);
    return made;
}

/// Stored in a column of an SQL type: sql_type("inet").on(sqlite).sql("TEXT").
constexpr type_rule<void> sql_type(const char* type) {
    type_rule<void> made{};
    made.kind = rule_kind::type;
    detail::add_text(made, fact_kind::type, type);
    return made;
}

/// The result of model<naming_convention>::schema(): patterns for the names of constraints and indexes without an
/// explicit name, for all models of the program. The placeholders are {table}, {columns}, {column}, {target}, {schema}.
struct naming_rule : rule {
    constexpr naming_rule&& primary_key(const char* pattern) && { return text_(fact_kind::primary_key_name, pattern); }
    constexpr naming_rule&& unique(const char* pattern) && { return text_(fact_kind::unique_name, pattern); }
    constexpr naming_rule&& check(const char* pattern) && { return text_(fact_kind::check_name, pattern); }
    constexpr naming_rule&& foreign_key(const char* pattern) && { return text_(fact_kind::foreign_key_name, pattern); }
    constexpr naming_rule&& index(const char* pattern) && { return text_(fact_kind::index_name, pattern); }
    constexpr naming_rule&& exclusion(const char* pattern) && { return text_(fact_kind::exclusion_name, pattern); }

private:
    constexpr naming_rule&& text_(fact_kind kind, const char* text) {
        detail::add_text(*this, kind, text);
        return static_cast<naming_rule&&>(*this);
    }
};

/// Specialise model<naming_convention> to declare a naming convention.
struct naming_convention {};

constexpr naming_rule naming() {
    naming_rule made{};
    made.kind = rule_kind::naming;
    return made;
}

}  // namespace retort
