#include "desired/structural.hpp"

#include <utility>

#include "desired/normalize.hpp"
#include "sql/postgres/expression.hpp"

namespace retort::desired {

namespace {

using sql::postgres::is_stored_form;

/// If both are the same expression, sets `declared` to `stored` and returns true.
bool settle(std::string& declared, const std::string& stored) {
    if (declared.empty() != stored.empty() || !is_stored_form(declared, stored)) return false;
    declared = stored;
    return true;
}

void settle_column(Column& column, const Column& live) {
    if (column.default_sql && live.default_sql) settle(*column.default_sql, *live.default_sql);
    if (column.generated && live.generated) settle(column.generated->expression, live.generated->expression);
    // Options that the model does not set have the values that the server filled in.
    if (column.identity && live.identity) {
        SequenceOptions& options = column.identity->options;
        const SequenceOptions& found = live.identity->options;
        if (!options.start) options.start = found.start;
        if (!options.increment) options.increment = found.increment;
        if (!options.minimum) options.minimum = found.minimum;
        if (!options.maximum) options.maximum = found.maximum;
        if (!options.cache) options.cache = found.cache;
    }
}

bool settle_index(Index& index, const Index& live) {
    Index made = index;
    if (made.parts.size() != live.parts.size() || !settle(made.predicate, live.predicate)) return false;
    for (std::size_t i = 0; i < made.parts.size(); ++i)
        if (!settle(made.parts[i].expression, live.parts[i].expression)) return false;
    index = std::move(made);
    return true;
}

/// A model may leave constraints unnamed, so an expression is compared with those of all checks.
void settle_table(Table& table, const Table& live) {
    for (Column& column : table.columns)
        if (const Column* found = live.find_column(column.name)) settle_column(column, *found);
    for (Check& check : table.checks)
        for (const Check& found : live.checks)
            if (settle(check.expression, found.expression)) break;
    for (Index& index : table.indexes)
        for (const Index& found : live.indexes)
            if (settle_index(index, found)) break;
}

/// True for the errors of a session that has no scratch PostgreSQL and may not create temporary tables.
bool is_no_place(ErrorCode code) {
    return code == "RT035" || code == "RT037" || code == "RT215" || code == "RT217" || code == "RT220" ||
           code == "RT277";
}

}  // namespace

Schema normalize_or_match(const Schema& declared, const Schema& live, introspect::Database& database,
                          scratch::ScratchSource& scratch, std::string& why) {
    try {
        return normalize(declared, &database, &scratch, &live);
    } catch (const Error& error) {
        const Diagnostic& first = error.diagnostics().front();
        if (scratch.named() || !is_no_place(first.code)) throw;
        why = first.message;
    }
    return with_stored_expressions(declared, live);
}

Schema with_stored_expressions(Schema declared, const Schema& live) {
    for (auto& [name, table] : declared.tables) {
        const Table* found = live.find_table(name);
        if (found == nullptr && !table.transition->renamed_from.empty())
            found = live.find_table({name.schema, table.transition->renamed_from});
        if (found != nullptr) settle_table(table, *found);
    }
    return declared;
}

}  // namespace retort::desired
