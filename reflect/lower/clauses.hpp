#pragma once

#include <initializer_list>
#include <vector>

#include "reflect/lower/errors.hpp"
#include "reflect/record.hpp"
#include "schema/dialect.hpp"

namespace retort::reflect {

/// True when a clause or rule for `which` holds for `dialect`.
bool holds(engine which, Dialect dialect);

/// The word a user writes for a clause: "server_default", "varchar".
const char* word(fact_kind kind);

/// The clauses of one rule, or of one key within it, that hold for a dialect. What is said for
/// that dialect alone wins over what is said for both.
class Clauses {
public:
    Clauses() = default;
    Clauses(const std::vector<Fact>& facts, Dialect dialect);

    void add(const Fact& fact) { list_.push_back(&fact); }

    /// The clause of one of these kinds; null when there is none.
    const Fact* one(std::initializer_list<fact_kind> kinds) const;
    const Fact* one(fact_kind kind) const { return one({kind}); }
    bool has(fact_kind kind) const { return one(kind) != nullptr; }
    std::vector<const Fact*> all(fact_kind kind) const;
    const std::vector<const Fact*>& list() const { return list_; }

    /// RT102 for clauses that say the same thing twice; `subject` is what they are of. The clauses of
    /// keys within a column's rule are left to the keys.
    void check_repeated(Errors& errors, const std::string& subject, bool whole_column = false) const;

private:
    std::vector<const Fact*> list_;
};

/// A key, check or index: a column rule holds any number of them, a table's rule is one.
struct KeyClause {
    fact_kind what = fact_kind::none;  ///< primary_key, unique, check, references, index, with_operator (exclusion)
    std::vector<MemberRef> members;    ///< the columns it is on
    const Fact* head = nullptr;        ///< in a column's rule: the clause that began it
    Clauses clauses;
    Location place;
    bool in_column = false;  ///< declared in a column's rule
};

/// The keys of a column's rule, in order; RT107 for a clause such as named() before any of them.
std::vector<KeyClause> keys_of_column(const Rule& rule, Dialect dialect, Errors& errors);

/// A table's rule as a key.
KeyClause key_of_rule(const Rule& rule, Dialect dialect);

}  // namespace retort::reflect
