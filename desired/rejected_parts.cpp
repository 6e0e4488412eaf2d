#include "desired/rejected_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "diff/change.hpp"
#include "schema/parts.hpp"
#include "sql/text_file.hpp"

namespace retort::desired {

namespace {

/// One part of a model that the engine may reject.
struct Part {
    std::string name;  ///< "the default of users.role"
    Position declared;
    std::function<void(Schema&)> add;
};

using Parts = std::vector<Part>;

Table& table_of(Schema& schema, const Table& declared) { return schema.tables.at(declared.name); }

/// The table with its column names alone: only these can be rejected.
Table bare(const Table& declared) {
    Table table;
    table.name = declared.name;
    table.external = declared.external;
    for (const Column& each : declared.columns) {
        Column column;
        column.name = each.name;
        column.type.sql = "text";
        table.columns.push_back(std::move(column));
    }
    return table;
}

void add_columns(Parts& parts, const Table& table) {
    for (const Column& column : table.columns) {
        const std::string name = display(table.name) + "." + column.name;
        parts.push_back({"the type of " + name, *column.declared, [&table, &column](Schema& schema) {
                             if (Column* to = table_of(schema, table).find_column(column.name)) {
                                 *to = column;
                                 to->default_sql.reset();
                                 to->generated.reset();
                                 to->autoincrement = false;  // needs the key
                             }
                         }});
    }
    for (const Column& column : table.columns) {
        const std::string name = display(table.name) + "." + column.name;
        if (column.generated)
            parts.push_back({"the expression of " + name, *column.declared, [&table, &column](Schema& schema) {
                                 if (Column* to = table_of(schema, table).find_column(column.name))
                                     to->generated = column.generated;
                             }});
        if (column.default_sql)
            parts.push_back({"the default of " + name, *column.declared, [&table, &column](Schema& schema) {
                                 if (Column* to = table_of(schema, table).find_column(column.name))
                                     to->default_sql = column.default_sql;
                             }});
    }
}

template <class T>
void add_table_part(Parts& parts, const Table& table, const T& part) {
    std::string_view kind = "index";
    if constexpr (!std::is_same_v<T, Index>) kind = diff::kind_of(part);
    parts.push_back({fmt::format("the {}{} on {}", kind, part.name.empty() ? "" : " " + part.name, display(table.name)),
                     *part.declared, [&table, &part](Schema& schema) { add_part(table_of(schema, table), part); }});
}

void add_keys(Parts& parts, const Table& table) {
    if (table.primary_key)
        parts.push_back({fmt::format("the primary key of {}", display(table.name)), *table.primary_key->declared,
                         [&table](Schema& schema) {
                             Table& to = table_of(schema, table);
                             to.primary_key = table.primary_key;
                             for (const Column& column : table.columns)
                                 if (Column* key = to.find_column(column.name))
                                     key->autoincrement = column.autoincrement;
                         }});
    for_each_part(PartKinds<Unique, Check, Exclusion, Index>{}, table,
                  [&](const auto& part) { add_table_part(parts, table, part); });
}

/// The other properties of the table: storage, partitions, STRICT, and so on.
void add_options(Parts& parts, const Table& table) {
    parts.push_back(
        {fmt::format("the options of table {}", display(table.name)), *table.declared, [&table](Schema& schema) {
             Table& to = table_of(schema, table);
             Table whole = table;
             whole.columns = std::move(to.columns);
             copy_parts(to, whole);
             to = std::move(whole);
         }});
}

void add_definitions(Parts& parts, const Schema& declared, bool types) {
    for (const auto& [key, definition] : declared.definitions) {
        if (info(key.kind).type == types)
            parts.push_back({"the definition of " + display(key.name), *definition.declared,
                             [&key, &definition](Schema& schema) { schema.definitions[key] = definition; }});
    }
}

Parts parts_of(const Schema& declared) {
    Parts parts;
    for (const auto& name : declared.schemas)
        parts.push_back({"the schema " + name, {}, [&name](Schema& schema) { schema.schemas.insert(name); }});
    for (const auto& [name, extension] : declared.extensions)
        parts.push_back({"the extension " + name, {}, [&extension](Schema& schema) {
                             schema.extensions[extension.name] = extension;
                         }});
    for (const auto& [name, type] : declared.enums)
        parts.push_back(
            {"the enum " + display(name), *type.declared, [&type](Schema& schema) { schema.enums[type.name] = type; }});
    add_definitions(parts, declared, true);
    for (const auto& [name, sequence] : declared.sequences)
        if (sequence.owner_table.empty())
            parts.push_back({"the sequence " + display(name), {}, [&sequence](Schema& schema) {
                                 schema.sequences[sequence.name] = sequence;
                             }});
    for (const auto& [name, table] : declared.tables)
        parts.push_back({"the table " + display(name), *table.declared,
                         [&table](Schema& schema) { schema.tables[table.name] = bare(table); }});
    for (const auto& [name, sequence] : declared.sequences)
        if (!sequence.owner_table.empty())
            parts.push_back({"the sequence " + display(name), {}, [&sequence](Schema& schema) {
                                 schema.sequences[sequence.name] = sequence;
                             }});
    for (const auto& [name, table] : declared.tables) add_columns(parts, table);
    for (const auto& [name, table] : declared.tables) add_keys(parts, table);
    for (const auto& [name, table] : declared.tables) add_options(parts, table);
    for (const auto& [name, table] : declared.tables)
        for (const ForeignKey& key : table.foreign_keys) add_table_part(parts, table, key);
    add_definitions(parts, declared, false);
    return parts;
}

class Search {
public:
    Search(const Parts& parts, const Attempt& attempt, Dialect dialect) : parts_(parts), attempt_(attempt) {
        accepted_.dialect = dialect;
    }

    std::vector<Diagnostic> run() {
        add(0, parts_.size());
        return std::move(errors_);
    }

private:
    /// Adds the parts from `begin` to `end` to the accepted schema, except the rejected ones.
    void add(std::size_t begin, std::size_t end) {
        if (begin == end) return;
        Schema tried = accepted_;
        std::optional<std::string> rejection;
        try {
            for (std::size_t i = begin; i < end; ++i) parts_[i].add(tried);
            rejection = attempt_(tried);
        } catch (const std::out_of_range&) {
            rejection = "";  // its table was rejected
        }
        if (!rejection) {
            accepted_ = std::move(tried);
        } else if (end - begin > 1) {
            const std::size_t middle = begin + (end - begin) / 2;
            add(begin, middle);
            add(middle, end);
        } else if (!rejection->empty()) {
            report(parts_[begin], *rejection);
        }
    }

    void report(const Part& part, const std::string& rejection) {
        Diagnostic diagnostic = rejection_of(accepted_.dialect, part.name, rejection, part.declared);
        if (part.declared.known()) {
            try {
                diagnostic.source_line = line_of(sql::read_file(part.declared.file), part.declared.line);
            } catch (const Error&) {
                // The diagnostic has no source line.
            }
        }
        errors_.push_back(std::move(diagnostic));
    }

    const Parts& parts_;
    const Attempt& attempt_;
    Schema accepted_;
    std::vector<Diagnostic> errors_;
};

}  // namespace

Diagnostic rejection_of(Dialect dialect, const std::string& what, const std::string& message,
                        const Position& declared) {
    return {.code = "RT180",
            .message = fmt::format("{} rejects {}: {}", info(dialect).name, what, message),
            .position = declared};
}

std::vector<Diagnostic> find_rejected_parts(const Schema& declared, const Attempt& attempt) {
    const Parts parts = parts_of(declared);
    return Search(parts, attempt, declared.dialect).run();
}

}  // namespace retort::desired
