#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "reflect/lower/errors.hpp"
#include "reflect/record.hpp"
#include "schema/dialect.hpp"

namespace retort::reflect {

/// True when a clause or rule for `which` applies to `dialect`.
bool holds(engine which, Dialect dialect);

/// The method name of a clause in a model: "server_default", "varchar".
const char* word(fact_kind kind);

/// Clauses of one slot exclude each other. Zero: the clause may be repeated.
int slot(fact_kind kind);

/// True for a clause that begins a key, check or index in a column's rule; and for one that belongs to the key before
/// it.
bool begins_key(fact_kind kind);
bool belongs_to_key(fact_kind kind);

/// The clauses of one rule, or of one key within it, that apply to a dialect. A clause for that dialect alone
/// overrides a clause for both.
class Clauses {
public:
    Clauses() = default;
    Clauses(const std::vector<Fact>& facts, Dialect dialect);

    void add(const Fact& fact) { list_.push_back(&fact); }

    /// The clause of one of these kinds; null if there is none.
    const Fact* one(std::initializer_list<fact_kind> kinds) const;
    const Fact* one(fact_kind kind) const { return one({kind}); }
    bool has(fact_kind kind) const { return one(kind) != nullptr; }
    std::vector<const Fact*> all(fact_kind kind) const;
    const std::vector<const Fact*>& list() const { return list_; }

    /// Reports RT247 for repeated and RT248 for contradictory clauses of `subject`. With `whole_column`, clauses of
    /// keys within the column's rule are skipped; they are checked for each key.
    void check_repeated(Errors& errors, const std::string& subject, bool whole_column = false) const;

private:
    std::vector<const Fact*> list_;
};

/// A key, check or index. A column's rule contains any number of them, a table's rule is one.
struct KeyClause {
    fact_kind what = fact_kind::none;  ///< primary_key, unique, check, references, index, with_operator (exclusion)
    std::vector<MemberRef> members;    ///< its columns
    const Fact* head = nullptr;        ///< in a column's rule: its first clause
    Clauses clauses;
    Location place;
    bool in_column = false;  ///< declared in a column's rule
};

/// Reports RT248: two clauses exclude each other.
Diagnostic& report_contradiction(Errors& errors, const Fact& at, const std::string& message);

/// Reports RT107: `fact` does not follow what it applies to, "a key".
void report_out_of_place(Errors& errors, const Fact& fact, const std::string& what, const std::string& hint);

/// The keys of a column's rule, in order. Reports RT107 for a clause such as named() before the first key.
std::vector<KeyClause> keys_of_column(const Rule& rule, Dialect dialect, Errors& errors);

/// Converts a table's rule into a key.
KeyClause key_of_rule(const Rule& rule, Dialect dialect);

}  // namespace retort::reflect
