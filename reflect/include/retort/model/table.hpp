#pragma once

#include <cstddef>

#include "retort/model/fact.hpp"
#include "retort/model/member.hpp"

namespace retort {

/// The result of a model's `schema()`: the table's name, the rules of its columns, and its
/// keys, checks and indexes. Members without a rule are columns too.
template <std::size_t N>
struct table {
    rule rules[N + 1];  ///< the first one has the table's own clauses

    template <class... Rules>
    constexpr explicit table(const char* name, const Rules&... given)
        : rules{rule{}, static_cast<const rule&>(given)...} {
        detail::add_text(rules[0], fact_kind::name, name);
    }

    /// The schema (PostgreSQL); ignored on SQLite.
    constexpr table&& schema(const char* name) && { return text_(fact_kind::schema, name); }
    /// The table's comment. It overrides the struct's doc comment; "" means no comment.
    constexpr table&& comment(const char* text) && { return text_(fact_kind::comment, text); }
    /// The table's previous name: the next revision renames the table.
    constexpr table&& renamed_from(const char* name) && { return text_(fact_kind::renamed_from, name); }
    /// A table that is managed elsewhere: foreign keys may reference it, and it is never changed.
    constexpr table&& external() && { return flag_(fact_kind::external); }
    /// The struct is no longer a model: the next revision may drop its table with all rows.
    constexpr table&& dropped() && { return flag_(fact_kind::dropped); }
    /// A column that has no member any more: the next revision may drop it with its values.
    constexpr table&& dropped_column(const char* name) && { return text_(fact_kind::dropped_column, name); }
    /// The following clauses apply to one engine.
    constexpr table&& on(engine which) && {
        rules[0].mode = which;
        return move();
    }
    /// The table exists on one engine only.
    constexpr table&& only(engine which) && {
        detail::add_number(rules[0], fact_kind::only, static_cast<long long>(which));
        return move();
    }

    // --- PostgreSQL

    constexpr table&& unlogged() && { return flag_(fact_kind::unlogged); }
    /// WITH (parameter = value).
    constexpr table&& storage(const char* parameter, const char* value) && {
        detail::add_texts(rules[0], fact_kind::storage_parameter, parameter, value);
        return move();
    }
    constexpr table&& tablespace(const char* name) && { return text_(fact_kind::tablespace, name); }
    /// The PARTITION BY clause: "RANGE (created_at)".
    constexpr table&& partition_by(const char* sql) && { return text_(fact_kind::partition_by, sql); }
    template <auto... Ms>
    constexpr table&& partition_by_range() && {
        return partition_<Ms...>("RANGE");
    }
    template <auto M>
    constexpr table&& partition_by_list() && {
        return partition_<M>("LIST");
    }
    template <auto... Ms>
    constexpr table&& partition_by_hash() && {
        return partition_<Ms...>("HASH");
    }
    /// "FULL", "NOTHING" or "USING INDEX name".
    constexpr table&& replica_identity(const char* how) && { return text_(fact_kind::replica_identity, how); }
    constexpr table&& row_security() && { return flag_(fact_kind::row_security); }

    // --- SQLite

    constexpr table&& strict() && { return flag_(fact_kind::strict); }
    constexpr table&& without_rowid() && { return flag_(fact_kind::without_rowid); }

private:
    constexpr table&& move() { return static_cast<table&&>(*this); }
    constexpr table&& flag_(fact_kind kind) {
        detail::add(rules[0], kind);
        return move();
    }
    constexpr table&& text_(fact_kind kind, const char* text) {
        detail::add_text(rules[0], kind, text);
        return move();
    }
    template <auto... Ms>
    constexpr table&& partition_(const char* how) {
        text_(fact_kind::partition_by, how);
        (detail::add_ref(rules[0], fact_kind::partition_member, &member_id<Ms>), ...);
        return move();
    }
};

template <class... Rules>
table(const char*, const Rules&...) -> table<sizeof...(Rules)>;

/// The result of a base struct's `schema()`: rules that every derived model inherits.
template <std::size_t N>
struct mixin {
    rule rules[N + 1];

    template <class... Rules>
    constexpr explicit mixin(const Rules&... given) : rules{rule{}, static_cast<const rule&>(given)...} {
        rules[0].kind = rule_kind::mixin;
    }
};

template <class... Rules>
mixin(const Rules&...) -> mixin<sizeof...(Rules)>;

}  // namespace retort
