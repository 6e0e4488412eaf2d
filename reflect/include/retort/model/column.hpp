#pragma once

#include <cstdint>
#include <type_traits>
#include <utility>

#include "retort/model/fact.hpp"
#include "retort/model/member.hpp"

namespace retort {

/// The rule of one column. `T` is the member's type, without std::optional.
///
/// Clauses after `.on(postgresql)` hold for that engine only, and there win over those that
/// hold for both. `.named()`, `.deferrable()` and the like belong to the latest
/// `.primary_key()`, `.unique()`, `.check()`, `.references()` or `.index()` before them.
template <class T>
struct column_rule : rule {
    using self = column_rule&&;

    /// What follows is for one engine.
    constexpr self on(engine which) && { mode = which; return move(); }

    // --- type

    /// The column's type as SQL, in any spelling that the engine reads.
    constexpr self type(const char* sql) && { return text_(fact_kind::type, sql); }
    /// character varying(length); without a length, character varying.
    constexpr self varchar(int length = 0) && {
        static_assert(detail::is_text<T>, "retort: varchar() is for strings");
        return number_(fact_kind::varchar, length);
    }
    /// character(n).
    constexpr self char_(int length) && {
        static_assert(detail::is_text<T>, "retort: char_() is for strings");
        return number_(fact_kind::character, length);
    }
    /// text, where something else would follow from the member's type.
    constexpr self text() && { return flag_(fact_kind::text); }
    /// numeric(precision, scale).
    constexpr self numeric(int precision, int scale = 0) && {
        static_assert(!std::is_same_v<T, bool> && !std::is_enum_v<T>, "retort: numeric() is for numbers");
        detail::add(*this, fact{fact_kind::numeric, mode, nullptr, nullptr, precision, static_cast<double>(scale), nullptr});
        return move();
    }
    /// Digits of a second's fraction that a timestamp, time or interval keeps, 0 to 6.
    constexpr self precision(int digits) && { return number_(fact_kind::precision, digits); }
    /// timestamp without time zone, for a std::chrono::system_clock::time_point.
    constexpr self without_time_zone() && { return flag_(fact_kind::without_time_zone); }
    /// An enum stored as text, with a CHECK on its labels.
    constexpr self as_text() && {
        static_assert(std::is_enum_v<T>, "retort: as_text() is for enums");
        return flag_(fact_kind::as_text);
    }
    /// An enum stored as its number.
    constexpr self as_integer() && {
        static_assert(std::is_enum_v<T>, "retort: as_integer() is for enums");
        return flag_(fact_kind::as_integer);
    }
    /// COLLATE.
    constexpr self collate(const char* collation) && {
        static_assert(detail::is_text<T>, "retort: collate() is for strings");
        return text_(fact_kind::collation, collation);
    }
    /// NOT NULL for a std::optional member.
    constexpr self not_null() && { return flag_(fact_kind::not_null); }

    // --- value

    /// DEFAULT, as a value of the member's type.
    template <class V>
    constexpr self server_default(V value) && {
        if constexpr (std::is_same_v<T, bool>) {
            static_assert(std::is_same_v<V, bool>, "retort: the default of a bool is true or false");
            return number_(fact_kind::default_bool, value ? 1 : 0);
        } else if constexpr (std::is_enum_v<T>) {
            static_assert(std::is_same_v<V, T>, "retort: the default of an enum is one of its enumerators");
            return number_(fact_kind::default_label, static_cast<long long>(value));
        } else if constexpr (std::is_integral_v<T>) {
            static_assert(std::is_integral_v<V> && !std::is_same_v<V, bool>, "retort: the default of an integer is an integer");
            return integer_(value);
        } else if constexpr (std::is_floating_point_v<T>) {
            static_assert(detail::is_number<V>, "retort: the default of a number is a number");
            detail::add_real(*this, fact_kind::default_real, static_cast<double>(value));
            return move();
        } else if constexpr (detail::has_c_str<T>::value || detail::is_char_array<T>) {
            static_assert(std::is_convertible_v<V, const char*>, "retort: the default of a string is a string literal");
            return text_(fact_kind::default_text, value);
        } else if constexpr (detail::is_modelled<T>::value) {
            if constexpr (std::is_same_v<V, bool>) return number_(fact_kind::default_bool, value ? 1 : 0);
            else if constexpr (std::is_integral_v<V>) return number_(fact_kind::default_integer, static_cast<long long>(value));
            else if constexpr (std::is_floating_point_v<V>) {
                detail::add_real(*this, fact_kind::default_real, static_cast<double>(value));
                return move();
            } else return text_(fact_kind::default_text, value);
        } else {
            static_assert(std::is_void_v<V>, "retort: this type has no typed default; write default_sql(\"…\")");
            return move();
        }
    }
    /// DEFAULT, as SQL. "now()" becomes CURRENT_TIMESTAMP on SQLite.
    constexpr self default_sql(const char* sql) && { return text_(fact_kind::default_sql, sql); }
    /// GENERATED BY DEFAULT AS IDENTITY; on SQLite an integer primary key counts by itself.
    constexpr self identity() && { return identity_(fact_kind::identity); }
    /// GENERATED ALWAYS AS IDENTITY.
    constexpr self identity_always() && { return identity_(fact_kind::identity_always); }
    /// Options of the identity's sequence.
    constexpr self start(long long n) && { return number_(fact_kind::start, n); }
    constexpr self increment(long long n) && { return number_(fact_kind::increment, n); }
    constexpr self minimum(long long n) && { return number_(fact_kind::minimum, n); }
    constexpr self maximum(long long n) && { return number_(fact_kind::maximum, n); }
    constexpr self cache(long long n) && { return number_(fact_kind::cache, n); }
    constexpr self cycle() && { return flag_(fact_kind::cycle); }
    /// SQLite's AUTOINCREMENT; on PostgreSQL the same as identity().
    constexpr self autoincrement() && { return identity_(fact_kind::autoincrement); }
    /// GENERATED ALWAYS AS (sql) STORED.
    constexpr self generated(const char* sql) && { return text_(fact_kind::generated, sql); }
    /// GENERATED ALWAYS AS (sql) VIRTUAL (SQLite).
    constexpr self generated_virtual(const char* sql) && { return text_(fact_kind::generated_virtual, sql); }

    // --- keys

    constexpr self primary_key() && { return flag_(fact_kind::primary_key); }
    constexpr self unique() && { return flag_(fact_kind::unique); }
    constexpr self check(const char* sql) && { return text_(fact_kind::check, sql); }
    /// An index on this column alone.
    constexpr self index() && { return flag_(fact_kind::index); }
    /// A foreign key to the column that the member `Target` is.
    template <auto Target, class... Actions>
    constexpr self references(Actions... actions) && {
        static_assert(std::is_same_v<detail::member_type_t<Target>, T>, "retort: a foreign key's column and the column it refers to differ in type");
        flag_(fact_kind::references);
        detail::add_ref(*this, fact_kind::target_member, &member<Target>::id);
        (action_(actions), ...);
        return move();
    }
    /// The same where `Target` is a member that `Struct` has from a base.
    template <class Struct, auto Target, class... Actions>
    constexpr self references(Actions... actions) && {
        static_assert(std::is_same_v<detail::member_type_t<Target>, T>, "retort: a foreign key's column and the column it refers to differ in type");
        flag_(fact_kind::references);
        detail::add_ref(*this, fact_kind::target_type, &type_tag<Struct>::id);
        detail::add_ref(*this, fact_kind::target_member, &member<Target>::id);
        (action_(actions), ...);
        return move();
    }
    constexpr self named(const char* name) && { return text_(fact_kind::named, name); }
    constexpr self match_full() && { return flag_(fact_kind::match_full); }
    constexpr self deferrable() && { return flag_(fact_kind::deferrable); }
    constexpr self initially_deferred() && { return flag_(fact_kind::initially_deferred); }
    constexpr self nulls_not_distinct() && { return flag_(fact_kind::nulls_not_distinct); }
    constexpr self no_inherit() && { return flag_(fact_kind::no_inherit); }
    constexpr self not_valid() && { return flag_(fact_kind::not_valid); }

    // --- about the column

    /// The column's comment; it wins over the doc comment, and "" is none.
    constexpr self comment(const char* text) && { return text_(fact_kind::comment, text); }
    /// The column's earlier name: the next revision renames it.
    constexpr self renamed_from(const char* name) && { return text_(fact_kind::renamed_from, name); }
    /// How existing values become the new type: ALTER COLUMN … TYPE … USING this.
    constexpr self using_sql(const char* sql) && { return text_(fact_kind::using_sql, sql); }
    /// The value of existing rows where NULL is no longer allowed.
    constexpr self backfill_sql(const char* sql) && { return text_(fact_kind::backfill_sql, sql); }
    /// Rows that hold `value` get the enumerator `label` when the column becomes an enum.
    constexpr self old_label(const char* value, T label) && {
        static_assert(std::is_enum_v<T>, "retort: old_label() is for enums");
        return number_(fact_kind::old_label, static_cast<long long>(label), value);
    }
    /// PostgreSQL: SET STORAGE, COMPRESSION, SET STATISTICS.
    constexpr self storage(const char* how) && { return text_(fact_kind::storage, how); }
    constexpr self compression(const char* method) && { return text_(fact_kind::compression, method); }
    constexpr self statistics(int target) && { return number_(fact_kind::statistics, target); }

private:
    constexpr self move() { return static_cast<self>(*this); }
    constexpr self flag_(fact_kind kind) { detail::add(*this, kind); return move(); }
    constexpr self text_(fact_kind kind, const char* text) { detail::add_text(*this, kind, text); return move(); }
    constexpr self number_(fact_kind kind, long long number, const char* text = nullptr) {
        detail::add_number(*this, kind, number, text);
        return move();
    }
    constexpr self identity_(fact_kind kind) {
        static_assert(std::is_integral_v<T> || detail::is_modelled<T>::value, "retort: an identity column is an integer");
        return flag_(kind);
    }
    template <class V>
    constexpr self integer_(V value) {
        const T narrowed = static_cast<T>(value);
        if (static_cast<V>(narrowed) != value || (narrowed < T{}) != (value < V{})) detail::default_is_out_of_range_for_the_column();
        if constexpr (std::is_unsigned_v<V>)
            return number_(fact_kind::default_unsigned, static_cast<long long>(value));
        else
            return number_(fact_kind::default_integer, static_cast<long long>(value));
    }
    constexpr void action_(on_delete action) { number_(fact_kind::delete_action, static_cast<long long>(action)); }
    constexpr void action_(on_update action) { number_(fact_kind::update_action, static_cast<long long>(action)); }
};

/// The rule of the column that the member `M` is, under its own name or another.
template <auto M>
constexpr column_rule<detail::member_type_t<M>> column(const char* name = nullptr) {
    column_rule<detail::member_type_t<M>> made{};
    made.kind = rule_kind::column;
    detail::add_ref(made, fact_kind::member, &member<M>::id);
    if (name != nullptr) detail::add_text(made, fact_kind::name, name);
    return made;
}

/// Members that are no columns.
template <auto... Ms>
constexpr rule ignore() {
    rule made{};
    made.kind = rule_kind::ignore;
    (detail::add_ref(made, fact_kind::member, &member<Ms>::id), ...);
    return made;
}

}  // namespace retort
