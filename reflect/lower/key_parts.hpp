#pragma once

#include <string>
#include <vector>

#include "reflect/lower/context.hpp"

namespace retort::reflect {

// Shared by keys.cpp and references.cpp.

/// The columns of members. Empty on failure, which is reported as RT106 or RT250.
std::vector<std::string> columns_of(Context& context, const LoweredTable& table, const std::vector<MemberRef>& members,
                                    const Location& place);

Deferral deferral_of(const KeyClause& key);

/// All keys, checks and indexes that a record declares for the dialect, in order.
std::vector<KeyClause> keys_of_record(Context& context, const LoweredTable& table);

/// The location of the column's member; if unknown, that of the record.
Location table_location(const LoweredTable& table, const std::string& column);

/// Sets `name` and `named` of a constraint or index with an explicit name.
template <class T>
void take_name(const KeyClause& key, T& made) {
    const Fact* fact = key.clauses.one(fact_kind::named);
    if (fact == nullptr) return;
    made.name = fact->text;
    made.named = true;
}

template <class T>
void take_comment(const Context& context, const KeyClause& key, T& made) {
    const Fact* fact = key.clauses.one(fact_kind::comment);
    if (fact != nullptr && context.info().comments) made.comment = fact->text;
}

}  // namespace retort::reflect
