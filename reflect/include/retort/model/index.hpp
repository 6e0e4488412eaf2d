#pragma once

#include "retort/model/constraint.hpp"

namespace retort {

/// One key of an index or of an exclusion constraint: a column or an expression.
struct index_key : rule {
    constexpr index_key&& desc() && {
        detail::add(*this, fact_kind::descending);
        return move();
    }
    constexpr index_key&& nulls_first() && {
        detail::add(*this, fact_kind::nulls_first);
        return move();
    }
    constexpr index_key&& nulls_last() && {
        detail::add(*this, fact_kind::nulls_last);
        return move();
    }
    /// COLLATE.
    constexpr index_key&& collate(const char* name) && { return text_(fact_kind::collation, name); }
    /// Operator class, with its parameters (PostgreSQL).
    constexpr index_key&& opclass(const char* name) && { return text_(fact_kind::opclass, name); }
    /// The operator of an exclusion constraint.
    constexpr index_key&& with(const char* name) && { return text_(fact_kind::with_operator, name); }

private:
    constexpr index_key&& move() { return static_cast<index_key&&>(*this); }
    constexpr index_key&& text_(fact_kind kind, const char* text) {
        detail::add_text(*this, kind, text);
        return move();
    }
};

/// A column as a key of an index.
template <auto M>
constexpr index_key key() {
    index_key made{};
    detail::add_ref(made, fact_kind::key_member, &member_id<M>);
    return made;
}

/// An SQL expression as a key of an index.
constexpr index_key expression(const char* sql) {
    index_key made{};
    detail::add_text(made, fact_kind::key_expression, sql);
    return made;
}

namespace detail {

/// A key in the template arguments of index<…>().
struct short_key {
    const tag* id = nullptr;
    bool descending = false;
};
template <auto M>
inline constexpr short_key descending_key{&member_id<M>, true};

template <auto K, class = decltype(K)>
inline constexpr short_key short_key_of{&member_id<K>, false};
template <auto K>
inline constexpr short_key short_key_of<K, const short_key*> = *K;

}  // namespace detail

/// A descending key in the short form: index<&ApiKey::user_id, desc<&ApiKey::created_at>>().
template <auto M>
inline constexpr const detail::short_key* desc = &detail::descending_key<M>;

/// CREATE INDEX.
struct index_rule : detail::table_rule<index_rule> {
    constexpr index_rule&& unique() && { return flag_(fact_kind::unique); }
    /// UNIQUE … NULLS NOT DISTINCT (PostgreSQL 15).
    constexpr index_rule&& nulls_not_distinct() && { return flag_(fact_kind::nulls_not_distinct); }
    /// A partial index over the rows for which `sql` is true.
    constexpr index_rule&& where(const char* sql) && { return text_(fact_kind::where, sql); }
    /// "gin", "gist", "brin", "hash" … (PostgreSQL).
    constexpr index_rule&& method(const char* name) && { return text_(fact_kind::method, name); }
    /// WITH (parameter = value) (PostgreSQL).
    constexpr index_rule&& storage(const char* parameter, const char* value) && {
        return texts_(fact_kind::storage_parameter, parameter, value);
    }
    constexpr index_rule&& tablespace(const char* name) && { return text_(fact_kind::tablespace, name); }
    /// The index's previous name: the next revision renames the index.
    constexpr index_rule&& renamed_from(const char* name) && { return text_(fact_kind::renamed_from, name); }
    /// INCLUDE (PostgreSQL).
    template <auto... Ms>
    constexpr index_rule&& include() && {
        (ref_(fact_kind::include, &member_id<Ms>), ...);
        return move();
    }
};

/// EXCLUDE (PostgreSQL).
struct exclusion_rule : detail::table_rule<exclusion_rule> {
    /// The index method; "gist" by default.
    constexpr exclusion_rule&& method(const char* name) && { return text_(fact_kind::method, name); }
    constexpr exclusion_rule&& where(const char* sql) && { return text_(fact_kind::where, sql); }
    constexpr exclusion_rule&& deferrable() && { return flag_(fact_kind::deferrable); }
    constexpr exclusion_rule&& initially_deferred() && { return flag_(fact_kind::initially_deferred); }
};

namespace detail {

/// Both lists end with an empty element; `count` is the number of `keys` before it.
template <class Rule>
constexpr Rule rule_on_keys(rule_kind kind, const short_key* keys, int count, const index_key* const* more) {
    Rule made{};
    made.kind = kind;
    for (int i = 0; i < count; ++i) {
        add_ref(made, fact_kind::key_member, keys[i].id);
        if (keys[i].descending) add(made, fact_kind::descending);
    }
    for (; *more != nullptr; ++more) append(made, **more);
    return made;
}

}  // namespace detail

/// An index, with its keys in order: members and desc<member> as template arguments, key<…>() and expression("…") with
/// their own clauses as function arguments.
template <auto... Keys, class... More>
constexpr index_rule index(const More&... more) {
    static_assert(sizeof...(Keys) + sizeof...(More) > 0, "retort: an index has at least one key");
    const detail::short_key keys[] = {detail::short_key_of<Keys>..., {}};
    const index_key* const list[] = {&more..., nullptr};
    return detail::rule_on_keys<index_rule>(rule_kind::index, keys, static_cast<int>(sizeof...(Keys)), list);
}

/// exclude(key<&Booking::room>().with("="), expression("tstzrange(starts, ends)").with("&&"))
template <class... Keys>
constexpr exclusion_rule exclude(const Keys&... keys) {
    static_assert(sizeof...(Keys) > 0, "retort: an exclusion constraint has at least one key");
    const detail::short_key none{};
    const index_key* const list[] = {&keys..., nullptr};
    return detail::rule_on_keys<exclusion_rule>(rule_kind::exclusion, &none, 0, list);
}

}  // namespace retort
