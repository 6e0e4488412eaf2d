#include "migrate/sample_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "diff/compare.hpp"
#include "migrate/sample_values.hpp"
#include "schema/same_state.hpp"
#include "sql/identifiers.hpp"

namespace retort::migrate {

namespace {

using introspect::StatementError;

constexpr std::size_t most_values = 16;     ///< of one column
constexpr std::size_t most_attempts = 300;  ///< to insert one row

const Table& topmost(const Table& table, const Schema& schema) {
    const Table* above = schema.find_table(table.partition_of);
    return above ? topmost(*above, schema) : table;
}

/// True for a column in the partition key of the table, or of a partition below it.
bool is_in_key(const Table& table, const std::string& column, const Schema& schema) {
    if (table.partition_by.empty()) return false;
    return std::any_of(schema.tables.begin(), schema.tables.end(), [&](const auto& entry) {
        const Table& each = entry.second;
        return !each.partition_by.empty() && &topmost(each, schema) == &table &&
               sql::references_name(each.partition_by, column);
    });
}

/// The text between the last quotes of a message of the server: the name of the constraint.
std::string quoted_last(const std::string& message) {
    const std::size_t end = message.rfind('"');
    const std::size_t begin = end == std::string::npos || end == 0 ? end : message.rfind('"', end - 1);
    return begin == std::string::npos || begin == end ? "" : message.substr(begin + 1, end - begin - 1);
}

bool has(const std::vector<std::string>& list, const std::string& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

/// One row that is to be inserted.
class SampleRow {
public:
    SampleRow(SampleRows& rows, const Table& table, std::size_t number, bool minimal)
        : rows_(rows), table_(table), number_(number) {
        for (const Column& column : table.columns) {
            if (column.generated || column.identity) continue;
            if (minimal && (column.default_sql || (column.nullable && rows.may_be_null(table, column)))) continue;
            std::vector<std::string> values = rows.candidates(table, column);
            if (values.empty() && column.nullable) continue;
            if (values.empty()) possible_ = false;
            columns_.push_back({&column, std::move(values), number + columns_.size()});
        }
        for (const ForeignKey& key : table.foreign_keys) refer(key);
    }

    /// False if no values were found that the server accepts.
    bool insert() {
        for (std::size_t attempt = 0; possible_ && attempt < most_attempts; ++attempt) {
            try {
                rows_.database_.execute(statement());
                return true;
            } catch (const StatementError& error) {
                const introspect::StatementFailure& failure = error.failure();
                if (!advance(failure.sqlstate + quoted_last(failure.message), columns_of(failure))) return false;
            }
        }
        return false;
    }

private:
    struct Value {
        const Column* column;
        std::vector<std::string> values;
        std::size_t at = 0;
        std::string expression{};  ///< of a foreign key; then `values` are not used
    };

    Value* find(const std::string& name) {
        const auto found = std::find_if(columns_.begin(), columns_.end(),
                                        [&](const Value& each) { return each.column->name == name; });
        return found == columns_.end() ? nullptr : &*found;
    }

    /// The columns of a foreign key take the values of a row of the referenced table, or of this row itself.
    void refer(const ForeignKey& key) {
        const auto count = rows_.counts_.find(key.table);
        const std::size_t rows = count == rows_.counts_.end() ? 0 : count->second;
        for (std::size_t i = 0; i < key.columns.size(); ++i) {
            Value* value = find(key.columns[i]);
            if (!value) continue;
            if (rows > 0)
                value->expression =
                    fmt::format("(SELECT {} FROM {} ORDER BY {} OFFSET {} LIMIT 1)", quote(key.references[i]),
                                quote(key.table), fmt::join(quoted(key.references), ", "), number_ % rows);
            else if (value->column->nullable)
                value->expression = "NULL";
            else if (const Value* own = key.table == table_.name ? find(key.references[i]) : nullptr)
                std::tie(value->values, value->at) = std::tie(own->values, own->at);
            else
                possible_ = false;
        }
    }

    static std::vector<std::string> quoted(const std::vector<std::string>& names) {
        std::vector<std::string> list;
        for (const std::string& each : names) list.push_back(quote(each));
        return list;
    }

    std::string statement() const {
        if (columns_.empty()) return fmt::format("INSERT INTO {} DEFAULT VALUES", quote(table_.name));
        std::vector<std::string> names, values;
        for (const Value& each : columns_) {
            names.push_back(quote(each.column->name));
            values.push_back(each.expression.empty()
                                 ? fmt::format("CAST({} AS {})",
                                               quote_literal(each.values[each.at % each.values.size()]),
                                               to_sql(each.column->type))
                                 : each.expression);
        }
        return fmt::format("INSERT INTO {} ({}) VALUES ({})", quote(table_.name), fmt::join(names, ", "),
                           fmt::join(values, ", "));
    }

    /// The columns whose values the server rejects; none if it does not say. SQLSTATE classes: PostgreSQL manual,
    /// appendix A.
    std::vector<std::string> columns_of(const introspect::StatementFailure& failure) const {
        if (failure.sqlstate == "23505" || failure.sqlstate == "23P01") {
            std::vector<std::string> all;
            for (const Value& each : columns_) all.push_back(each.column->name);
            return all;
        }
        if (failure.sqlstate != "23514") return {};
        const std::string name = quoted_last(failure.message);
        for (const Check& each : table_.checks)
            if (each.name == name) return each.depends_on.columns();
        if (const auto later = rows_.later_checks_.find(name); later != rows_.later_checks_.end()) return later->second;
        std::vector<std::string> key;  // no partition for the row
        for (const Value& each : columns_)
            if (is_in_key(table_, each.column->name, rows_.schema_)) key.push_back(each.column->name);
        return key;
    }

    /// The number of checks that read the column.
    std::size_t checks_of(const std::string& column) const {
        return static_cast<std::size_t>(
            std::count_if(table_.checks.begin(), table_.checks.end(),
                          [&](const Check& each) { return has(each.depends_on.columns(), column); }));
    }

    /// Takes the next combination of values for the columns of a constraint; false if all were tried. Those that no
    /// other check reads change first.
    bool advance(const std::string& constraint, std::vector<std::string> names) {
        std::stable_sort(names.begin(), names.end(),
                         [&](const std::string& a, const std::string& b) { return checks_of(a) < checks_of(b); });
        for (const std::string& name : names) {
            Value* value = find(name);
            if (!value || !value->expression.empty()) continue;
            ++value->at;
            std::size_t& tried = tried_[{constraint, name}];
            if (++tried < value->values.size()) return true;
            tried = 0;
        }
        return false;
    }

    SampleRows& rows_;
    const Table& table_;
    const std::size_t number_;
    bool possible_ = true;
    std::vector<Value> columns_;
    std::map<std::pair<std::string, std::string>, std::size_t> tried_;  ///< values, by constraint and column
};

std::set<ObjectName> created_tables(const Counterparts& before, const Schema& to) {
    std::set<ObjectName> created;
    for (const auto& [name, table] : to.tables)
        if (!*table.external && table.partition_of.empty() && !before.table(name)) created.insert(name);
    return created;
}

std::set<ObjectName> touched_tables(const Schema& from, const Schema& to) {
    const diff::States states(from, to, diff::find_renames(from, to));
    std::set<ObjectName> altered, types;
    for (const diff::Change& change : diff::compare(states))
        std::visit(
            [&]<class Change>(const Change& each) {
                if constexpr (requires { each.table; })
                    altered.insert(each.table);
                else if constexpr (std::is_same_v<Change, diff::AlterTable>)
                    altered.insert(each.to.name);
                else if constexpr (std::is_same_v<Change, diff::AlterEnum>)
                    types.insert(each.to.name);
                else if constexpr (requires {
                                       each.from.table;
                                       each.from.depends_on;
                                   }) {
                    (info(each.from.kind).type ? types : altered)
                        .insert(each.from.table.empty() ? each.from.name : each.from.table);
                } else if constexpr (requires {
                                         each.to.table;
                                         each.to.depends_on;
                                     })
                    altered.insert(each.to.table);
            },
            change);
    const auto& renamed = states.renames().tables;
    std::set<ObjectName> touched;
    for (const auto& [name, table] : from.tables) {
        const auto after = renamed.find(name);
        const ObjectName& now = after == renamed.end() ? name : after->second;
        const Table* later = to.find_table(now);
        if (*table.external || !later) continue;
        if (altered.contains(now) || std::any_of(later->columns.begin(), later->columns.end(), [&](const Column& each) {
                return types.contains(each.type.user_type);
            }))
            touched.insert(topmost(table, from).name);
    }
    const Counterparts before(to, from);
    for (const ObjectName& created : created_tables(before, to))
        for (const ForeignKey& key : to.find_table(created)->foreign_keys)
            if (const Table* referenced = before.table(key.table); referenced && !*referenced->external)
                touched.insert(topmost(*referenced, from).name);
    return touched;
}

bool SampleRows::accepts(const std::string& type, const std::string& value) {
    try {
        database_.query(fmt::format("SELECT CAST({} AS {})", quote_literal(value), type));
        return true;
    } catch (const StatementError&) {
        return false;
    }
}

const std::vector<std::string>& SampleRows::accepted(const Type& type) {
    const auto [found, is_new] = accepted_.try_emplace(to_sql(type));
    if (!is_new) return found->second;
    for (const std::string& each : sample_values(type, schema_)) {
        if (found->second.size() == most_values) break;
        if (!has(found->second, each) && accepts(found->first, each)) found->second.push_back(each);
    }
    return found->second;
}

void SampleRows::add_literals(std::vector<std::string>& values, const Table& table, const std::string& column) {
    std::set<std::string> related{column};  // a check may compare the column with others
    for (const Check& check : table.checks)
        if (const auto read = check.depends_on.columns(); has(read, column)) related.insert(read.begin(), read.end());
    for (const Check& check : table.checks)
        for (const std::string& each : check.depends_on.columns())
            if (related.contains(each))
                for (std::string& value : literals_in(check.expression)) values.push_back(std::move(value));
}

std::vector<std::string> SampleRows::candidates(const Table& table, const Column& column) {
    std::vector<std::string> proposed;
    const Table* after = later_.table(table.name);
    const Column* later = after ? later_.column(*after, column.name) : nullptr;
    const bool retyped = later && later->type != column.type;
    if (later) {
        for (const auto& [label, now] : later->transition->old_labels) proposed.push_back(label);
        add_literals(proposed, *after, later->name);
    }
    add_literals(proposed, table, column.name);
    const auto add_bounds = [&](const Table& root, const Schema& schema) {
        for (const auto& [name, each] : schema.tables)
            if (!each.partition_of.empty() && &topmost(each, schema) == &root)
                for (std::string& value : literals_in(each.partition_bound)) proposed.push_back(std::move(value));
    };
    if (is_in_key(table, column.name, schema_)) add_bounds(table, schema_);
    const bool in_later_key = later && is_in_key(*after, later->name, later_.to());
    if (in_later_key) add_bounds(*after, later_.to());
    if (retyped)
        for (std::string& each : sample_values(later->type, later_.to())) proposed.push_back(std::move(each));

    const std::string type = to_sql(column.type);
    std::vector<std::string> values;
    for (const std::string& each : proposed)
        if (values.size() < most_values && !has(values, each) && accepts(type, each)) values.push_back(each);
    if (retyped && !values.empty()) return values;  // the new type may hold no other
    for (const std::string& each : accepted(column.type))
        if (values.size() < most_values && !has(values, each)) values.push_back(each);
    return values;
}

void SampleRows::fill(const Table& table) {
    if (counts_.contains(table.name)) return;
    counts_[table.name] = 0;
    for (const ForeignKey& key : table.foreign_keys)
        if (const Table* referenced = schema_.find_table(key.table)) fill(topmost(*referenced, schema_));
    add_later_checks(table);
    std::size_t& count = counts_.at(table.name);
    for (std::size_t row = 0; row < 3; ++row)
        if (SampleRow(*this, table, row, row == 2).insert()) ++count;
    for (const auto& [name, columns] : later_checks_)
        database_.execute(fmt::format("ALTER TABLE {} DROP CONSTRAINT {}", quote(table.name), quote(name)));
    later_checks_.clear();
}

/// A check of the later schema counts if the table can have it now: it reads no column that is renamed, retyped or new.
void SampleRows::add_later_checks(const Table& table) {
    const Table* after = later_.table(table.name);
    if (!after) return;
    for (const Check& check : after->checks) {
        const bool there = std::any_of(table.checks.begin(), table.checks.end(),
                                       [&](const Check& each) { return each.expression == check.expression; });
        const std::string name = fmt::format("retort_sample_{}", later_checks_.size());
        try {
            if (there || check.not_enforced) continue;
            database_.execute(fmt::format("ALTER TABLE {} ADD CONSTRAINT {} CHECK ({})", quote(table.name), quote(name),
                                          check.expression));
            later_checks_.emplace(name, check.depends_on.columns());
        } catch (const StatementError&) {
            continue;  // the revision decides
        }
    }
}

bool SampleRows::may_be_null(const Table& table, const Column& column) const {
    const Table* after = later_.table(table.name);
    const Column* later = after ? later_.column(*after, column.name) : nullptr;
    return !later || later->nullable || !later->transition->backfill_sql.empty();
}

void SampleRows::insert(const std::set<ObjectName>& tables) {
    for (const ObjectName& each : tables)
        if (const Table* table = schema_.find_table(each)) fill(*table);
}

}  // namespace retort::migrate
