#pragma once

// The small values that represent the declarations of a model. A program does not write them
// by hand; both readers decode them.

namespace retort {

/// The engine that a clause applies to.
enum class engine : unsigned char { any, postgresql, sqlite };

/// For `.on(postgresql)` and `.only(sqlite)`; `.on(any_engine)` switches back to both engines.
inline constexpr engine postgresql = engine::postgresql;
inline constexpr engine sqlite = engine::sqlite;
inline constexpr engine any_engine = engine::any;

/// Referential actions of a foreign key.
enum class on_delete : unsigned char { no_action, restrict_, cascade, set_null, set_default };
enum class on_update : unsigned char { no_action, restrict_, cascade, set_null, set_default };

/// The kind of a rule.
enum class rule_kind : unsigned char {
    table,
    mixin,
    column,
    ignore,
    primary_key,
    unique,
    check,
    foreign_key,
    index,
    exclusion,
    enumeration,
    type,
    naming
};

/// The kind of a clause. The order of the enumerators is not part of any contract.
enum class fact_kind : unsigned char {
    none,
    // the subject of the rule
    member,
    target_type,
    target_member,
    name,
    only,
    // table
    schema,
    renamed_from,
    comment,
    external,
    unlogged,
    storage_parameter,
    tablespace,
    partition_by,
    partition_member,
    replica_identity,
    row_security,
    strict,
    without_rowid,
    inherits,
    dropped,
    dropped_column,
    // column
    type,
    varchar,
    character,
    numeric,
    precision,
    without_time_zone,
    text,
    as_text,
    as_integer,
    collation,
    not_null,
    default_bool,
    default_integer,
    default_unsigned,
    default_real,
    default_text,
    default_label,
    default_sql,
    identity,
    identity_always,
    start,
    increment,
    minimum,
    maximum,
    cache,
    cycle,
    autoincrement,
    generated,
    generated_virtual,
    using_sql,
    backfill_sql,
    old_label,
    storage,
    compression,
    statistics,
    // constraints and indexes; those after `references` apply to the latest of the first six
    primary_key,
    unique,
    check,
    references,
    index,
    key_expression,
    key_member,
    descending,
    nulls_first,
    nulls_last,
    opclass,
    with_operator,
    named,
    delete_action,
    update_action,
    set_member,
    match_full,
    deferrable,
    initially_deferred,
    nulls_not_distinct,
    no_inherit,
    not_valid,
    include,
    method,
    where,
    concurrently,
    // enumerations and types
    label,
    omit,
    stored_as,
    element,
    // naming convention
    primary_key_name,
    unique_name,
    check_name,
    foreign_key_name,
    index_name,
    exclusion_name
};

namespace detail {

/// An object whose address identifies a member, a type or an enumerator.
struct tag {};

}  // namespace detail

/// One clause. `kind` determines which fields are used.
struct fact {
    fact_kind kind = fact_kind::none;
    engine on = engine::any;
    const char* text = nullptr;
    const char* more = nullptr;
    long long number = 0;
    double real = 0;
    const detail::tag* ref = nullptr;
};

/// A rule of a model: a column's, a key's, an index's, or the table's own clauses.
struct rule {
    static constexpr int limit = 40;  ///< the maximum number of clauses in one rule

    rule_kind kind = rule_kind::table;
    engine mode = engine::any;
    int count = 0;
    fact facts[limit] = {};

    constexpr rule() = default;
    constexpr explicit rule(rule_kind what) : kind(what) {}
};

namespace detail {

/// Appears in the compiler's message when a rule has more than rule::limit clauses.
inline void too_many_clauses_in_one_rule() {}

/// Appears in the compiler's message when a default or label does not belong to the column's enum.
inline void value_is_of_another_enum() {}

/// Appears in the compiler's message when a default does not fit the column's type.
inline void default_is_out_of_range_for_the_column() {}

// Each function adds a clause and returns the rule. Fields are set one by one, which is cheapest for the compiler's
// constant evaluator.

constexpr fact& push(rule& to, fact_kind kind) {
    if (to.count == rule::limit) {
        too_many_clauses_in_one_rule();
        return to.facts[0];
    }
    fact& made = to.facts[to.count];
    ++to.count;
    made.kind = kind;
    made.on = to.mode;
    return made;
}

constexpr rule& add(rule& to, fact_kind kind) {
    push(to, kind);
    return to;
}

constexpr rule& add_text(rule& to, fact_kind kind, const char* text) {
    push(to, kind).text = text;
    return to;
}

constexpr rule& add_texts(rule& to, fact_kind kind, const char* text, const char* more) {
    fact& made = push(to, kind);
    made.text = text;
    made.more = more;
    return to;
}

constexpr rule& add_number(rule& to, fact_kind kind, long long number, const char* text = nullptr) {
    fact& made = push(to, kind);
    made.number = number;
    if (text != nullptr) made.text = text;
    return to;
}

constexpr rule& add_real(rule& to, fact_kind kind, double real) {
    push(to, kind).real = real;
    return to;
}

constexpr rule& add_ref(rule& to, fact_kind kind, const tag* ref) {
    push(to, kind).ref = ref;
    return to;
}

/// An argument of references<…>(): an on_delete or an on_update.
struct action {
    fact_kind kind = fact_kind::none;
    int what = 0;

    constexpr action() = default;
    constexpr action(on_delete which) : kind(fact_kind::delete_action), what(static_cast<int>(which)) {}
    constexpr action(on_update which) : kind(fact_kind::update_action), what(static_cast<int>(which)) {}
};

// A foreign key starts with begin_reference, followed by its target and add_actions. No address is compared with null
// here, because with -fsanitize=undefined g++ does not treat such a comparison as a constant.

constexpr rule& begin_reference(rule& to) { return add(to, fact_kind::references); }

constexpr rule& add_actions(rule& to, action first, action second) {
    if (first.kind != fact_kind::none) add_number(to, first.kind, first.what);
    if (second.kind != fact_kind::none) add_number(to, second.kind, second.what);
    return to;
}

/// A reference to a member; the member determines the table.
constexpr rule& refer_to_member(rule& to, const tag* member, action first, action second) {
    begin_reference(to);
    add_ref(to, fact_kind::target_member, member);
    return add_actions(to, first, second);
}

/// A reference to a member that `table` may inherit from a base.
constexpr rule& refer_to_member_of(rule& to, const tag* table, const tag* member, action first, action second) {
    begin_reference(to);
    add_ref(to, fact_kind::target_type, table);
    add_ref(to, fact_kind::target_member, member);
    return add_actions(to, first, second);
}

/// Appends the clauses of `from` to those of `to`.
constexpr rule& append(rule& to, const rule& from) {
    for (int i = 0; i < from.count; ++i) {
        const fact& one = from.facts[i];
        push(to, one.kind) = one;
    }
    return to;
}

/// Starts the rule of a column.
constexpr void begin_column(rule& to, const tag* member, const char* name) {
    to.kind = rule_kind::column;
    add_ref(to, fact_kind::member, member);
    if (name != nullptr) add_text(to, fact_kind::name, name);
}

}  // namespace detail
}  // namespace retort
