#pragma once

// The small values that every declaration of a model becomes. A program writes none of this
// by hand; both readers decode it.

namespace retort {

/// The engine that a clause is for.
enum class engine : unsigned char { any, postgresql, sqlite };

/// For `.on(postgresql)` and `.only(sqlite)`; `.on(any_engine)` goes back to both.
inline constexpr engine postgresql = engine::postgresql;
inline constexpr engine sqlite = engine::sqlite;
inline constexpr engine any_engine = engine::any;

/// Referential actions of a foreign key.
enum class on_delete : unsigned char { no_action, restrict_, cascade, set_null, set_default };
enum class on_update : unsigned char { no_action, restrict_, cascade, set_null, set_default };

/// What a rule declares.
enum class rule_kind : unsigned char {
    table, mixin, column, ignore, primary_key, unique, check, foreign_key, index, exclusion,
    enumeration, type, naming
};

/// One clause of a rule. The order of the enumerators is no part of any contract.
enum class fact_kind : unsigned char {
    none,
    // what the rule is about
    member, target_type, target_member, name, only,
    // table
    schema, renamed_from, comment, external, unlogged, storage_parameter, tablespace, partition_by,
    partition_member, replica_identity, row_security, strict, without_rowid, inherits,
    // column
    type, varchar, character, numeric, precision, without_time_zone, text, as_text, as_integer,
    collation, not_null, default_bool, default_integer, default_unsigned, default_real, default_text,
    default_label, default_sql, identity, identity_always, start, increment, minimum, maximum, cache,
    cycle, autoincrement, generated, generated_virtual, using_sql, backfill_sql, old_label, storage,
    compression, statistics,
    // constraints and indexes; those after `references` belong to the latest of the first six
    primary_key, unique, check, references, index, key_expression,
    key_member, descending, nulls_first, nulls_last, opclass, with_operator, named, delete_action,
    update_action, set_member, match_full, deferrable, initially_deferred, nulls_not_distinct,
    no_inherit, not_valid, include, method, where, concurrently,
    // enumerations and types
    label, omit, stored_as, element,
    // naming convention
    primary_key_name, unique_name, check_name, foreign_key_name, index_name, exclusion_name
};

namespace detail {

/// Something whose address stands for a member, a type or an enumerator.
struct tag {};

}  // namespace detail

/// One clause. Which fields mean something follows from `kind`.
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
    static constexpr int limit = 40;  ///< clauses in one rule

    rule_kind kind = rule_kind::table;
    engine mode = engine::any;
    int count = 0;
    fact facts[limit] = {};
};

namespace detail {

/// Named in the compiler's message when a rule has more than rule::limit clauses.
inline void too_many_clauses_in_one_rule() {}

/// Named in the compiler's message when a default does not fit the column's type.
inline void default_is_out_of_range_for_the_column() {}

constexpr void add(rule& to, const fact& what) {
    if (to.count == rule::limit) {
        too_many_clauses_in_one_rule();
        return;
    }
    to.facts[to.count] = what;
    ++to.count;
}

constexpr void add(rule& to, fact_kind kind) { add(to, fact{kind, to.mode, nullptr, nullptr, 0, 0, nullptr}); }
constexpr void add_text(rule& to, fact_kind kind, const char* text, const char* more = nullptr) {
    add(to, fact{kind, to.mode, text, more, 0, 0, nullptr});
}
constexpr void add_number(rule& to, fact_kind kind, long long number, const char* text = nullptr) {
    add(to, fact{kind, to.mode, text, nullptr, number, 0, nullptr});
}
constexpr void add_real(rule& to, fact_kind kind, double real) {
    add(to, fact{kind, to.mode, nullptr, nullptr, 0, real, nullptr});
}
constexpr void add_ref(rule& to, fact_kind kind, const tag* ref) {
    add(to, fact{kind, to.mode, nullptr, nullptr, 0, 0, ref});
}

}  // namespace detail
}  // namespace retort
