#pragma once

#include <cstdint>
#include <type_traits>
#include <utility>

#include "retort/model/fact.hpp"
#include "retort/model/member.hpp"

namespace retort {

namespace detail {

/// Represents every enum, so that the compiler instantiates one class for all of them.
struct any_enum {};
template <class T>
inline constexpr bool is_any_enum = std::is_same_v<T, any_enum>;

template <class T>
struct column_base : rule {};
template <>
struct column_base<any_enum> : rule {
    const tag* type_id = nullptr;  ///< of the enum
};

template <class Target, class T>
inline constexpr bool refers = std::is_same_v<Target, T>;
template <class Target>
inline constexpr bool refers<Target, any_enum> = std::is_enum_v<Target>;

}  // namespace detail

/// The rule of one column. `T` is the member's type, without std::optional.
///
/// Clauses after `.on(postgresql)` apply to that engine only, and override clauses for both engines.
/// `.named()`, `.deferrable()` and the like apply to the latest
/// `.primary_key()`, `.unique()`, `.check()`, `.references()` or `.index()` before them.
template <class T>
struct column_rule : detail::column_base<T> {
    using self = column_rule&&;
    using rule::count;
    using rule::facts;
    using rule::mode;

    constexpr column_rule(const detail::tag* id, const char* name) { detail::begin_column(*this, id, name); }

    /// The following clauses apply to one engine.
    constexpr self on(engine which) && {
        mode = which;
        return static_cast<self>(*this);
    }

    /// The column's name, if it differs from the member's; after `.on(…)`, for one engine.
    constexpr self name(const char* name) && {
        return static_cast<self>(detail::add_text(*this, fact_kind::name, name));
    }

    // --- type

    /// The column's SQL type, in any spelling that the engine accepts.
    constexpr self type(const char* sql) && { return static_cast<self>(detail::add_text(*this, fact_kind::type, sql)); }
    /// character varying(length); without a length, character varying.
    constexpr self varchar(int length = 0) && {
        static_assert(detail::is_text<T>, "retort: varchar() is for strings");
        return static_cast<self>(detail::add_number(*this, fact_kind::varchar, length));
    }
    /// character(n).
    constexpr self char_(int length) && {
        static_assert(detail::is_text<T>, "retort: char_() is for strings");
        return static_cast<self>(detail::add_number(*this, fact_kind::character, length));
    }
    /// text, overriding the type that follows from the member.
    constexpr self text() && { return static_cast<self>(detail::add(*this, fact_kind::text)); }
    /// numeric(precision, scale).
    constexpr self numeric(int precision, int scale = 0) && {
        static_assert(!std::is_same_v<T, bool> && !detail::is_any_enum<T>, "retort: numeric() is for numbers");
        detail::add_number(*this, fact_kind::numeric, precision);
        facts[count - 1].real = scale;
        return static_cast<self>(*this);
    }
    /// The number of fractional digits of seconds in a timestamp, time or interval, 0 to 6.
    constexpr self precision(int digits) && {
        return static_cast<self>(detail::add_number(*this, fact_kind::precision, digits));
    }
    /// timestamp without time zone, for a std::chrono::system_clock::time_point.
    constexpr self without_time_zone() && {
        return static_cast<self>(detail::add(*this, fact_kind::without_time_zone));
    }
    /// An enum stored as text, with a CHECK on its labels.
    constexpr self as_text() && {
        static_assert(detail::is_any_enum<T>, "retort: as_text() is for enums");
        return static_cast<self>(detail::add(*this, fact_kind::as_text));
    }
    /// An enum stored as its number.
    constexpr self as_integer() && {
        static_assert(detail::is_any_enum<T>, "retort: as_integer() is for enums");
        return static_cast<self>(detail::add(*this, fact_kind::as_integer));
    }
    /// COLLATE.
    constexpr self collate(const char* collation) && {
        static_assert(detail::is_text<T>, "retort: collate() is for strings");
        return static_cast<self>(detail::add_text(*this, fact_kind::collation, collation));
    }
    /// NOT NULL for a std::optional member.
    constexpr self not_null() && { return static_cast<self>(detail::add(*this, fact_kind::not_null)); }

    // --- value

    /// DEFAULT, as a value of the member's type.
    template <class V>
    constexpr self server_default(V value) && {
        if constexpr (std::is_same_v<T, bool>) {
            static_assert(std::is_same_v<V, bool>, "retort: the default of a bool is true or false");
            return static_cast<self>(detail::add_number(*this, fact_kind::default_bool, value ? 1 : 0));
        } else if constexpr (detail::is_any_enum<T>) {
            static_assert(std::is_enum_v<V>, "retort: the default of an enum is one of its enumerators");
            if (this->type_id != &type_tag<V>::id) detail::value_is_of_another_enum();
            return static_cast<self>(
                detail::add_number(*this, fact_kind::default_label, static_cast<long long>(value)));
        } else if constexpr (std::is_same_v<T, char>) {
            static_assert(std::is_same_v<V, char>, "retort: the default of a char is a character");
            if (value < ' ' || value > '~') detail::default_is_out_of_range_for_the_column();
            return static_cast<self>(
                detail::add_text(*this, fact_kind::default_text, detail::ascii + 2 * (value - ' ')));
        } else if constexpr (std::is_integral_v<T>) {
            static_assert(std::is_integral_v<V> && !std::is_same_v<V, bool>,
                          "retort: the default of an integer is an integer");
            return integer_(value);
        } else if constexpr (std::is_floating_point_v<T>) {
            static_assert(detail::is_number<V>, "retort: the default of a number is a number");
            return static_cast<self>(detail::add_real(*this, fact_kind::default_real, static_cast<double>(value)));
        } else if constexpr (detail::has_c_str<T>::value || detail::is_char_array<T>) {
            static_assert(std::is_convertible_v<V, const char*>, "retort: the default of a string is a string literal");
            return static_cast<self>(detail::add_text(*this, fact_kind::default_text, value));
        } else if constexpr (detail::is_modelled<T>::value) {
            if constexpr (std::is_same_v<V, bool>)
                return static_cast<self>(detail::add_number(*this, fact_kind::default_bool, value ? 1 : 0));
            else if constexpr (std::is_integral_v<V>)
                return static_cast<self>(
                    detail::add_number(*this, fact_kind::default_integer, static_cast<long long>(value)));
            else if constexpr (std::is_floating_point_v<V>) {
                return static_cast<self>(detail::add_real(*this, fact_kind::default_real, static_cast<double>(value)));
            } else
                return static_cast<self>(detail::add_text(*this, fact_kind::default_text, value));
        } else {
            static_assert(std::is_void_v<V>, "retort: this type has no typed default; write default_sql(\"…\")");
            return static_cast<self>(*this);
        }
    }
    /// DEFAULT, as SQL. "now()" becomes CURRENT_TIMESTAMP on SQLite.
    constexpr self default_sql(const char* sql) && {
        return static_cast<self>(detail::add_text(*this, fact_kind::default_sql, sql));
    }
    /// GENERATED BY DEFAULT AS IDENTITY; on SQLite an integer primary key generates its values without it.
    constexpr self identity() && { return identity_(fact_kind::identity); }
    /// GENERATED ALWAYS AS IDENTITY.
    constexpr self identity_always() && { return identity_(fact_kind::identity_always); }
    /// Options of the identity's sequence.
    constexpr self start(long long n) && { return static_cast<self>(detail::add_number(*this, fact_kind::start, n)); }
    constexpr self increment(long long n) && {
        return static_cast<self>(detail::add_number(*this, fact_kind::increment, n));
    }
    constexpr self minimum(long long n) && {
        return static_cast<self>(detail::add_number(*this, fact_kind::minimum, n));
    }
    constexpr self maximum(long long n) && {
        return static_cast<self>(detail::add_number(*this, fact_kind::maximum, n));
    }
    constexpr self cache(long long n) && { return static_cast<self>(detail::add_number(*this, fact_kind::cache, n)); }
    constexpr self cycle() && { return static_cast<self>(detail::add(*this, fact_kind::cycle)); }
    /// SQLite's AUTOINCREMENT; on PostgreSQL the same as identity().
    constexpr self autoincrement() && { return identity_(fact_kind::autoincrement); }
    /// GENERATED ALWAYS AS (sql) STORED.
    constexpr self generated(const char* sql) && {
        return static_cast<self>(detail::add_text(*this, fact_kind::generated, sql));
    }
    /// GENERATED ALWAYS AS (sql) VIRTUAL (SQLite).
    constexpr self generated_virtual(const char* sql) && {
        return static_cast<self>(detail::add_text(*this, fact_kind::generated_virtual, sql));
    }

    // --- keys

    constexpr self primary_key() && { return static_cast<self>(detail::add(*this, fact_kind::primary_key)); }
    constexpr self unique() && { return static_cast<self>(detail::add(*this, fact_kind::unique)); }
    constexpr self check(const char* sql) && {
        return static_cast<self>(detail::add_text(*this, fact_kind::check, sql));
    }
    /// An index on this column alone.
    constexpr self index() && { return static_cast<self>(detail::add(*this, fact_kind::index)); }
    /// A foreign key that references the column of the member `Target`.
    template <auto Target>
    constexpr self references(detail::action first = {}, detail::action second = {}) && {
        static_assert(detail::refers<detail::member_type_t<Target>, T>,
                      "retort: a foreign key column and the referenced column differ in type");
        return static_cast<self>(detail::refer_to_member(*this, &member_id<Target>, first, second));
    }
    /// The same for a member `Target` that `Struct` inherits from a base.
    template <class Struct, auto Target>
    constexpr self references(detail::action first = {}, detail::action second = {}) && {
        static_assert(detail::refers<detail::member_type_t<Target>, T>,
                      "retort: a foreign key column and the referenced column differ in type");
        return static_cast<self>(
            detail::refer_to_member_of(*this, &type_tag<Struct>::id, &member_id<Target>, first, second));
    }
    constexpr self named(const char* name) && {
        return static_cast<self>(detail::add_text(*this, fact_kind::named, name));
    }
    constexpr self match_full() && { return static_cast<self>(detail::add(*this, fact_kind::match_full)); }
    constexpr self deferrable() && { return static_cast<self>(detail::add(*this, fact_kind::deferrable)); }
    constexpr self initially_deferred() && {
        return static_cast<self>(detail::add(*this, fact_kind::initially_deferred));
    }
    constexpr self nulls_not_distinct() && {
        return static_cast<self>(detail::add(*this, fact_kind::nulls_not_distinct));
    }
    constexpr self no_inherit() && { return static_cast<self>(detail::add(*this, fact_kind::no_inherit)); }
    constexpr self not_valid() && { return static_cast<self>(detail::add(*this, fact_kind::not_valid)); }

    // --- about the column

    /// The column's comment. It overrides the doc comment; "" means no comment.
    constexpr self comment(const char* text) && {
        return static_cast<self>(detail::add_text(*this, fact_kind::comment, text));
    }
    /// The column's previous name: the next revision renames the column.
    constexpr self renamed_from(const char* name) && {
        return static_cast<self>(detail::add_text(*this, fact_kind::renamed_from, name));
    }
    /// The conversion of existing values to a new type: ALTER COLUMN … TYPE … USING sql.
    constexpr self using_sql(const char* sql) && {
        return static_cast<self>(detail::add_text(*this, fact_kind::using_sql, sql));
    }
    /// The value for existing rows of a column that becomes NOT NULL.
    constexpr self backfill_sql(const char* sql) && {
        return static_cast<self>(detail::add_text(*this, fact_kind::backfill_sql, sql));
    }
    /// Rows that hold `value` get the label of the enumerator `label` when the column becomes an enum.
    template <class E>
    constexpr self old_label(const char* value, E label) && {
        static_assert(detail::is_any_enum<T> && std::is_enum_v<E>, "retort: old_label() is for enums");
        if constexpr (detail::is_any_enum<T>)
            if (this->type_id != &type_tag<E>::id) detail::value_is_of_another_enum();
        return static_cast<self>(detail::add_number(*this, fact_kind::old_label, static_cast<long long>(label), value));
    }
    /// PostgreSQL: SET STORAGE, COMPRESSION, SET STATISTICS.
    constexpr self storage(const char* how) && {
        return static_cast<self>(detail::add_text(*this, fact_kind::storage, how));
    }
    constexpr self compression(const char* method) && {
        return static_cast<self>(detail::add_text(*this, fact_kind::compression, method));
    }
    constexpr self statistics(int target) && {
        return static_cast<self>(detail::add_number(*this, fact_kind::statistics, target));
    }

private:
    constexpr self identity_(fact_kind kind) {
        static_assert(std::is_integral_v<T> || detail::is_modelled<T>::value,
                      "retort: an identity column is an integer");
        return static_cast<self>(detail::add(*this, kind));
    }
    template <class V>
    constexpr self integer_(V value) {
        const T narrowed = static_cast<T>(value);
        if (static_cast<V>(narrowed) != value || (narrowed < T{}) != (value < V{}))
            detail::default_is_out_of_range_for_the_column();
        if constexpr (std::is_unsigned_v<V>)
            return static_cast<self>(
                detail::add_number(*this, fact_kind::default_unsigned, static_cast<long long>(value)));
        else
            return static_cast<self>(
                detail::add_number(*this, fact_kind::default_integer, static_cast<long long>(value)));
    }
};

namespace detail {

/// The initial rule of an enum column: the compiler checks the enumerators of its first clause; those of later clauses
/// are checked when the model is read.
template <class E>
struct enum_column : column_rule<any_enum> {
    using next = column_rule<any_enum>&&;

    constexpr enum_column(const tag* id, const char* name) : column_rule<any_enum>(id, name) {
        type_id = &type_tag<E>::id;
    }

    template <class V>
    constexpr next server_default(V value) && {
        static_assert(std::is_same_v<V, E>, "retort: the default of an enum is one of its enumerators");
        return static_cast<next>(add_number(*this, fact_kind::default_label, static_cast<long long>(value)));
    }
    constexpr next old_label(const char* value, E label) && {
        return static_cast<next>(add_number(*this, fact_kind::old_label, static_cast<long long>(label), value));
    }
};

template <class T, bool is_enum>
struct column_for {
    using type = column_rule<T>;
};
template <class T>
struct column_for<T, true> {
    using type = enum_column<T>;
};

template <class M>
struct column_of;
template <class T, class C>
struct column_of<T C::*> {
    using inner = typename beneath<T>::type;
    using type = typename column_for<inner, __is_enum(inner)>::type;
};

}  // namespace detail

/// The rule of the column of member `M`, named `name` or like the member.
template <auto M>
constexpr typename detail::column_of<decltype(M)>::type column(const char* name = nullptr) {
    return {&member_id<M>, name};
}

/// Members that are not columns.
template <auto... Ms>
constexpr rule ignore() {
    rule made{};
    made.kind = rule_kind::ignore;
    (detail::add_ref(made, fact_kind::member, &member_id<Ms>), ...);
    return made;
}

}  // namespace retort
