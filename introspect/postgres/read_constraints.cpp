#include <algorithm>

#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"
#include "schema/parts.hpp"
#include "schema/same_state.hpp"
#include "sql/postgres/flatten.hpp"

namespace retort::introspect::postgres {

namespace {

enum Field {
    f_oid,
    f_table,
    f_kind,
    f_name,
    f_columns,
    f_referenced,
    f_references,
    f_on_update,
    f_on_delete,
    f_set_columns,
    f_match,
    f_deferrable,
    f_deferred,
    f_validated,
    f_no_inherit,
    f_text,
    f_index_columns,
    f_key_count,
    f_nulls_not_distinct,
    f_not_enforced,
    f_period,
    f_storage,
    f_tablespace,
    f_above,
    f_only_inherited,
    f_index
};

Action action(std::string_view code) {
    switch (code.empty() ? 'a' : code.front()) {
        case 'r': return Action::restrict_;
        case 'c': return Action::cascade;
        case 'n': return Action::set_null;
        case 'd': return Action::set_default;
        default: return Action::no_action;
    }
}

Deferral deferral(const Result& rows, int row) {
    return !boolean(rows.text(row, f_deferrable)) ? Deferral::not_deferrable
           : boolean(rows.text(row, f_deferred))  ? Deferral::initially_deferred
                                                  : Deferral::initially_immediate;
}

/// The INCLUDE columns: the index's columns after its keys.
std::vector<std::string> included(const Result& rows, int row, const Relation& relation, const Reading& reading) {
    std::vector<std::int64_t> attnums = numbers(rows.text(row, f_index_columns));
    const auto keys = static_cast<std::ptrdiff_t>(number(rows.text(row, f_key_count)));
    attnums.erase(attnums.begin(), attnums.begin() + std::min(keys, std::ssize(attnums)));
    return reading.column_names(relation, attnums);
}

std::vector<std::string> with(std::vector<std::string> some, const std::vector<std::string>& more) {
    some.insert(some.end(), more.begin(), more.end());
    return some;
}

/// True for a name that the server may have generated for the NOT NULL constraint of some column.
bool is_any_not_null(std::string_view name) {
    while (!name.empty() && name.back() >= '0' && name.back() <= '9') {
        name.remove_suffix(1);
    }
    return name.ends_with("_not_null");
}

/// `definition` without the storage parameters, which pg_get_constraintdef prints in the middle of an exclusion
/// constraint (flatten_reloptions in src/backend/utils/adt/ruleutils.c).
std::string without_storage(std::string_view definition, std::string_view options) {
    std::string out(definition);
    std::string printed;
    for (const std::string& option : texts(options)) {
        const auto equals = option.find('=');
        const std::string value = equals == std::string::npos ? "" : option.substr(equals + 1);
        printed += (printed.empty() ? " WITH (" : ", ") + quote(option.substr(0, equals)) + "=" +
                   (!value.empty() && quote(value) == value ? value : quote_literal(value));
    }
    if (const auto at = out.find(printed + ")"); !printed.empty() && at != std::string::npos) {
        out.erase(at, printed.size() + 1);
    }
    return out;
}

/// Adds an excluded table as external, with the columns and the key that `key` references.
void add_external(const Relation& referenced, const ForeignKey& key, Reading& reading) {
    Table& table = reading.schema.tables[referenced.name];
    table.name = referenced.name;
    table.external = true;
    for (const std::string& name : key.references) {
        const auto at =
            std::find(referenced.columns.begin(), referenced.columns.end(), name) - referenced.columns.begin();
        if (table.find_column(name) != nullptr || at >= std::ssize(referenced.types)) {
            continue;
        }
        Column& column = table.columns.emplace_back();
        column.name = name;
        column.type = referenced.types[static_cast<std::size_t>(at)];
    }
    Unique unique;
    unique.columns = key.references;
    unique.without_overlaps = key.period;
    if (find_same_state(table.uniques, unique) == table.uniques.end()) {
        table.uniques.push_back(std::move(unique));
    }
}

void read_foreign_key(const Result& rows, int row, const Relation& relation, ForeignKey key, Reading& reading) {
    const Relation* referenced = reading.find_relation(number<Oid>(rows.text(row, f_referenced)));
    if (referenced == nullptr) {
        return;
    }
    key.table = referenced->name;
    key.references = reading.column_names(*referenced, numbers(rows.text(row, f_references)));
    key.on_update = action(rows.text(row, f_on_update));
    key.on_delete = action(rows.text(row, f_on_delete));
    key.set_columns = reading.column_names(relation, numbers(rows.text(row, f_set_columns)));
    key.match = rows.text(row, f_match) == "f" ? Match::full : Match::simple;
    key.deferral = deferral(rows, row);
    key.not_enforced = boolean(rows.text(row, f_not_enforced));
    key.not_valid = !boolean(rows.text(row, f_validated)) && !key.not_enforced;
    key.period = boolean(rows.text(row, f_period));
    // A partition's key gets the name of its parent's key if that name is free.
    const bool inherited = !rows.null(row, f_above);
    key.named = !is_default_name(key.name, relation.name.name, joined(key.columns), "fkey") &&
                !(inherited && key.name == rows.text(row, f_above));
    if (referenced->table == nullptr &&
        !reading.belongs_to_extension(catalog::relation, number<Oid>(rows.text(row, f_referenced)))) {
        add_external(*referenced, key, reading);
    }
    add_part(*relation.table, inherited, std::move(key));
}

/// A row, with what most kinds of constraint use of it.
struct ConstraintRow {
    const Result& rows;
    int row;
    const Relation& relation;
    Reading& reading;
    Oid oid = number<Oid>(rows.text(row, f_oid));
    std::string name{rows.text(row, f_name)};
    std::vector<std::string> columns = reading.column_names(relation, numbers(rows.text(row, f_columns)));
    std::string comment = reading.comment(catalog::constraint, oid);
    bool inherited = !rows.null(row, f_above);

    std::string_view text(Field field) const { return rows.text(row, field); }
    std::string index_comment() const { return reading.comment(catalog::relation, number<Oid>(text(f_index))); }
    bool flag(Field field) const { return boolean(rows.text(row, field)); }
    bool has_default_name(std::string_view names, std::string_view label) const {
        return is_default_name(name, relation.name.name, names, label);
    }
};

/// A primary key or unique constraint.
template <class Key>
Key key_constraint(const ConstraintRow& row) {
    Key key;
    key.name = row.name;
    key.columns = row.columns;
    key.include = included(row.rows, row.row, row.relation, row.reading);
    key.without_overlaps = row.flag(f_period);
    key.deferral = deferral(row.rows, row.row);
    add_options(key.storage, row.text(f_storage));
    key.tablespace = row.text(f_tablespace);
    key.index_comment = row.index_comment();
    key.comment = row.comment;
    return key;
}

PrimaryKey primary_key(const ConstraintRow& row) {
    auto key = key_constraint<PrimaryKey>(row);
    key.named = !row.has_default_name("", "pkey");
    return key;
}

Unique unique_constraint(const ConstraintRow& row) {
    auto unique = key_constraint<Unique>(row);
    unique.nulls_not_distinct = row.flag(f_nulls_not_distinct);
    unique.named = !row.has_default_name(joined(with(row.columns, unique.include)), "key");
    return unique;
}

Check check_constraint(const ConstraintRow& row) {
    Check check;
    check.name = row.name;
    check.expression = sql::postgres::flatten_logic(strip_brackets(row.text(f_text)));
    check.no_inherit = row.flag(f_no_inherit);
    check.not_enforced = row.flag(f_not_enforced);
    check.not_valid = !row.flag(f_validated) && !check.not_enforced;
    check.comment = row.comment;
    check.depends_on = row.reading.depends_on(catalog::constraint, row.oid);
    for (const std::string& each : row.columns) {
        check.depends_on.add(column_id(row.relation.name, each), DependencyType::automatic);
    }
    check.named = !row.has_default_name(row.columns.size() == 1 ? row.columns[0] : "", "check");
    return check;
}

Exclusion exclusion_constraint(const ConstraintRow& row) {
    Exclusion exclusion;
    exclusion.name = row.name;
    exclusion.definition = without_storage(row.text(f_text), row.text(f_storage));
    add_options(exclusion.storage, row.text(f_storage));
    exclusion.tablespace = row.text(f_tablespace);
    exclusion.index_comment = row.index_comment();
    exclusion.comment = row.comment;
    exclusion.depends_on = row.reading.depends_on(catalog::constraint, row.oid);
    exclusion.named = !row.has_default_name(joined(row.columns), "excl");
    return exclusion;
}

void read_not_null(const ConstraintRow& row) {
    Column* column = row.columns.empty() ? nullptr : row.relation.table->find_column(row.columns[0]);
    if (column == nullptr) {
        return;
    }
    NotNull not_null;
    not_null.no_inherit = row.flag(f_no_inherit);
    not_null.not_valid = !row.flag(f_validated);
    not_null.comment = row.comment;
    // A generated name does not change when the table or the column is renamed later.
    const bool is_set = !(not_null == NotNull{});
    if (is_set ? !row.has_default_name(row.columns[0], "not_null") : !is_any_not_null(row.name)) {
        not_null.name = row.name;
    }
    if (!(not_null == NotNull{})) {
        column->not_null = std::move(not_null);
    }
}

void add_validated_check(Table& table, const std::string& name) {
    std::vector<std::string>& names = table.validated_checks;
    names.insert(std::lower_bound(names.begin(), names.end(), name), name);
}

void read_constraint(const ConstraintRow& row) {
    Table& table = *row.relation.table;
    switch (row.text(f_kind).front()) {
        case 'p': return add_part(table, row.inherited, primary_key(row));
        case 'u': return add_part(table, row.inherited, unique_constraint(row));
        case 'c':
            if (row.flag(f_only_inherited)) return add_validated_check(table, row.name);
            return table.checks.push_back(check_constraint(row));
        case 'x': return add_part(table, row.inherited, exclusion_constraint(row));
        case 'n': return read_not_null(row);
        case 'f': {
            ForeignKey key;
            key.name = row.name;
            key.columns = row.columns;
            key.comment = row.comment;
            return read_foreign_key(row.rows, row.row, row.relation, std::move(key), row.reading);
        }
        default: break;
    }
}

}  // namespace

// A partition's constraints that are attached to its parent's are stored apart. Not read: the rows that the server adds
// to a foreign key for the partitions of the referenced table, and constraints that a child only inherits, except a
// valid copy of a check that is NOT VALID in the parent. NOT NULL is read with the column; from version 18 on its name
// and its other properties are here.
const Reader read_constraints = {
    [](const Scope& scope) {
        return R"(
SELECT k.oid, k.conrelid, k.contype, k.conname, k.conkey, k.confrelid, k.confkey, k.confupdtype, k.confdeltype, )" +
               scope.set_columns() + R"(,
       k.confmatchtype, k.condeferrable, k.condeferred, k.convalidated, k.connoinherit,
       CASE k.contype WHEN 'c' THEN pg_get_expr(k.conbin, k.conrelid)
                      WHEN 'x' THEN pg_get_constraintdef(k.oid) END,
       CASE WHEN i.indnatts > i.indnkeyatts THEN i.indkey END, i.indnkeyatts, )" +
               scope.nulls_not_distinct() + ", " + scope.not_enforced() + ", " + scope.period() + R"(,
       x.reloptions, s.spcname, above.conname, k.contype = 'c' AND NOT k.conislocal AND k.coninhcount > 0,
       k.conindid
  FROM pg_constraint k
  JOIN pg_namespace n ON n.oid = k.connamespace
  LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u')
  LEFT JOIN pg_class x ON x.oid = k.conindid AND k.contype IN ('p', 'u', 'x')
  LEFT JOIN pg_tablespace s ON s.oid = x.reltablespace
  LEFT JOIN pg_constraint above
    ON above.oid = k.conparentid AND above.conrelid <> k.conrelid AND above.confrelid = k.confrelid
 WHERE k.contype IN ()" +
               scope.constraint_kinds() + R"()
   AND k.conrelid <> 0
   AND (k.conparentid = 0 AND (k.conislocal OR k.coninhcount = 0) OR above.oid IS NOT NULL
        OR k.contype = 'c' AND NOT k.conislocal AND k.convalidated
           AND EXISTS (SELECT FROM pg_inherits h
                         JOIN pg_constraint p ON p.conrelid = h.inhparent AND p.conname = k.conname
                        WHERE h.inhrelid = k.conrelid AND p.contype = 'c' AND NOT p.convalidated)" +
               (scope.version >= 180000 ? " AND p.conenforced" : "") + R"())
   AND )" + scope.own_schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const Relation* relation = reading.find_relation(number<Oid>(rows.text(row, f_table)));
            if (relation != nullptr && relation->table != nullptr) {
                read_constraint({rows, row, *relation, reading});
            }
        }
    },
};

}  // namespace retort::introspect::postgres
