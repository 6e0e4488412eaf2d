#include "emit/postgres/next_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>

#include "emit/postgres/identity.hpp"
#include "emit/postgres/sequence_sql.hpp"

namespace retort::emit::postgres {

namespace {

/// The sequence from which a column's values come.
struct Source {
    ObjectName name;  ///< empty: that of an identity column
    TypedOptions options;
};

std::optional<Source> source_of(const Column& column, const Schema& schema) {
    if (column.identity) return Source{{}, {column.type.sql, column.identity->options}};
    const Sequence* sequence = drawn_from(column, schema);
    return sequence ? std::optional<Source>({sequence->name, {sequence->type, sequence->options}}) : std::nullopt;
}

const Column* find_column(const Schema& schema, const ObjectName& table, const std::string& column) {
    const Table* found = schema.find_table(table);
    return found ? found->find_column(column) : nullptr;
}

struct Sources {
    Source before, after;
};

/// The old and the new sequence of a column; none unless it has two that count in one direction.
std::optional<Sources> changed_sources(const ObjectName& old_table, const ObjectName& table, const std::string& column,
                                       const Context& context) {
    const Column *from = find_column(context.from, old_table, column), *to = find_column(context.to, table, column);
    if (!from || !to) return std::nullopt;
    const auto before = source_of(*from, context.from), after = source_of(*to, context.to);
    if (!before || !after || before->name == after->name) return std::nullopt;
    if (counts_up(before->options.options) != counts_up(after->options.options)) return std::nullopt;
    return Sources{*before, *after};
}

std::string regclass_sql(const Source& source, const ObjectName& table, const std::string& column,
                         const Context& context) {
    if (!source.name.empty()) return quote_literal(quote(source.name)) + "::regclass";
    // Before the plan creates sequences, only another one of the first schema can be the one that is returned.
    const bool owns_another = std::any_of(
        context.from.sequences.begin(), context.from.sequences.end(),
        [&](const auto& each) { return each.second.owner_table == table && each.second.owner_column == column; });
    if (owns_another) return identity_sequence(table, column, context) + "::regclass";
    return fmt::format("pg_get_serial_sequence({}, {})::regclass", quote_literal(quote(table)), quote_literal(column));
}

/// "retort.next_users_id": an option's name holds letters, digits and underscores.
std::string setting_name(const ObjectName& table, const std::string& column) {
    std::string name = "retort.next";
    for (const std::string& part : {table.schema, table.name, column}) {
        if (part.empty()) continue;
        name += '_';
        for (const char c : part)
            if (std::isalnum(static_cast<unsigned char>(c)) && static_cast<unsigned char>(c) < 0x80)
                name += c;
            else
                name += fmt::format("_{:02x}", static_cast<unsigned char>(c));
    }
    return name;
}

}  // namespace

const Sequence* drawn_from(const Column& column, const Schema& schema) {
    if (!column.default_sql || !column.default_sql->starts_with("nextval('") ||
        !column.default_sql->ends_with("'::regclass)"))
        return nullptr;
    for (const Dependency& each : column.depends_on.list)
        if (const auto found = schema.sequences.find(each.object.name);
            each.object.kind == ObjectKind::sequence && found != schema.sequences.end())
            return &found->second;
    return nullptr;
}

void note_next_number(const ObjectName& table, const Column& from, const Column& to, const Context& context,
                      Sink& sink) {
    const auto sources = changed_sources(table, table, to.name, context);
    if (!sources) return;
    const bool had_it = sources->before.name.empty() ? from.identity.has_value() : from.default_sql.has_value();
    const bool keeps_it = sources->before.name.empty() ? to.identity.has_value() : from.default_sql == to.default_sql;
    if (!had_it || keeps_it) return;
    sink.add(note_number_sql(setting_name(table, to.name), regclass_sql(sources->before, table, to.name, context),
                             sources->after.options),
             fmt::format("notes the next number of {}.{} for its new sequence", display(table), to.name));
}

std::string noted_number(const ObjectName& table, const std::string& column, const Context& context) {
    return changed_sources(table, table, column, context) ? noted_number_sql(setting_name(table, column))
                                                          : std::string();
}

std::string number_of_old_table(const ObjectName& old_table, const ObjectName& table, const std::string& column,
                                const Context& context) {
    const auto sources = changed_sources(old_table, table, column, context);
    if (!sources) return {};
    return fmt::format("pg_sequence_last_value({}) {} 1", regclass_sql(sources->before, old_table, column, context),
                       counts_up(sources->after.options.options) ? '+' : '-');
}

}  // namespace retort::emit::postgres
