#pragma once

#include "retort/model/constraint.hpp"

namespace retort {

/// One key of an index or of an exclusion constraint: a column or an expression.
struct index_key : rule {
    constexpr index_key&& desc() && { detail::add(*this, fact_kind::descending); return move(); }
    constexpr index_key&& nulls_first() && { detail::add(*this, fact_kind::nulls_first); return move(); }
    constexpr index_key&& nulls_last() && { detail::add(*this, fact_kind::nulls_last); return move(); }
    /// COLLATE.
    constexpr index_key&& collate(const char* name) && { return text_(fact_kind::collation, name); }
    /// Operator class, with its parameters (PostgreSQL).
    constexpr index_key&& opclass(const char* name) && { return text_(fact_kind::opclass, name); }
    /// The operator of an exclusion constraint.
    constexpr index_key&& with(const char* name) && { return text_(fact_kind::with_operator, name); }

private:
    constexpr index_key&& move() { return static_cast<index_key&&>(*this); }
    constexpr index_key&& text_(fact_kind kind, const char* text) { detail::add_text(*this, kind, text); return move(); }
};

/// A column as an index's key.
template <auto M>
constexpr index_key key() {
    index_key made{};
    detail::add_ref(made, fact_kind::key_member, &member<M>::id);
    return made;
}

/// An SQL expression as an index's key.
constexpr index_key expression(const char* sql) {
    index_key made{};
    detail::add_text(made, fact_kind::key_expression, sql);
    return made;
}

namespace detail {

struct descending_key { const tag* id; };
template <auto M>
inline constexpr descending_key descending_storage{&member<M>::id};

}  // namespace detail

/// A descending key in the short form: index<&ApiKey::user_id, desc<&ApiKey::created_at>>().
template <auto M>
inline constexpr const detail::descending_key* desc = &detail::descending_storage<M>;

/// CREATE INDEX.
struct index_rule : detail::table_rule<index_rule> {
    constexpr index_rule&& unique() && { return flag_(fact_kind::unique); }
    /// UNIQUE … NULLS NOT DISTINCT (PostgreSQL 15).
    constexpr index_rule&& nulls_not_distinct() && { return flag_(fact_kind::nulls_not_distinct); }
    /// A partial index: only the rows for which `sql` is true.
    constexpr index_rule&& where(const char* sql) && { return text_(fact_kind::where, sql); }
    /// "gin", "gist", "brin", "hash" … (PostgreSQL).
    constexpr index_rule&& method(const char* name) && { return text_(fact_kind::method, name); }
    /// WITH (parameter = value) (PostgreSQL).
    constexpr index_rule&& storage(const char* parameter, const char* value) && { return text_(fact_kind::storage_parameter, parameter, value); }
    constexpr index_rule&& tablespace(const char* name) && { return text_(fact_kind::tablespace, name); }
    /// The index's earlier name: the next revision renames it.
    constexpr index_rule&& renamed_from(const char* name) && { return text_(fact_kind::renamed_from, name); }
    /// INCLUDE (PostgreSQL).
    template <auto... Ms>
    constexpr index_rule&& include() && {
        (ref_(fact_kind::include, &member<Ms>::id), ...);
        return move();
    }
};

/// EXCLUDE (PostgreSQL).
struct exclusion_rule : detail::table_rule<exclusion_rule> {
    /// The index method; "gist" without it.
    constexpr exclusion_rule&& method(const char* name) && { return text_(fact_kind::method, name); }
    constexpr exclusion_rule&& where(const char* sql) && { return text_(fact_kind::where, sql); }
    constexpr exclusion_rule&& deferrable() && { return flag_(fact_kind::deferrable); }
    constexpr exclusion_rule&& initially_deferred() && { return flag_(fact_kind::initially_deferred); }
};

namespace detail {

template <auto K>
constexpr void add_key(rule& to) {
    if constexpr (std::is_same_v<decltype(K), const descending_key*>) {
        add_ref(to, fact_kind::key_member, K->id);
        add(to, fact_kind::descending);
    } else {
        add_ref(to, fact_kind::key_member, &member<K>::id);
    }
}

constexpr void add_key(rule& to, const index_key& key) {
    for (int i = 0; i < key.count; ++i) add(to, key.facts[i]);
}

}  // namespace detail

/// An index on columns, in the order of its keys: members and desc<member> between the angle
/// brackets, key<…>() and expression("…") with their own clauses between the round ones.
template <auto... Keys, class... More>
constexpr index_rule index(const More&... more) {
    static_assert(sizeof...(Keys) + sizeof...(More) > 0, "retort: an index has at least one key");
    index_rule made{};
    made.kind = rule_kind::index;
    (detail::add_key<Keys>(made), ...);
    (detail::add_key(made, more), ...);
    return made;
}

/// exclude(key<&Booking::room>().with("="), expression("tstzrange(starts, ends)").with("&&"))
template <class... Keys>
constexpr exclusion_rule exclude(const Keys&... keys) {
    static_assert(sizeof...(Keys) > 0, "retort: an exclusion constraint has at least one key");
    exclusion_rule made{};
    made.kind = rule_kind::exclusion;
    (detail::add_key(made, keys), ...);
    return made;
}

}  // namespace retort
