#pragma once

/// The in-program reader: the Schema of models that are compiled into this program.
///
///     const retort::Schema schema = retort::schema_of<User, AuthSession, ApiKey>(retort::Dialect::sqlite);
///
/// Each model, each of its bases with members, and each enum needs its Boost.Describe macro, with the members in the
/// order of their declaration. The Clang reader returns the same Schema, plus doc comments, which a program cannot see.

#include <vector>

#include "reflect/lower.hpp"
#include "reflect/record.hpp"
#include "retort/describe/record.hpp"
#include "retort/model.hpp"
#include "schema/schema.hpp"

namespace retort {

/// The records of the models, before they are lowered to a Schema.
template <class... Models>
std::vector<reflect::Record> records_of() {
    static_assert(sizeof...(Models) > 0, "retort: name at least one model");
    reflect::Tags tags;
    (reflect::add_tags<Models>(tags), ...);
    std::vector<reflect::Record> records;
    (records.push_back(reflect::describe_record<Models>(tags)), ...);
    return records;
}

/// The Schema that the models declare. Throws Error like the Clang reader, without source locations.
template <class... Models>
Schema schema_of(Dialect dialect = Dialect::postgresql) {
    return reflect::lower(records_of<Models...>(), dialect);
}

}  // namespace retort
