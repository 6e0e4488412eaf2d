#include <optional>
#include <string>
#include <utility>

#include "diff/renamed_names.hpp"
#include "diff/renames.hpp"
#include "diff/type_parts.hpp"
#include "schema/parts.hpp"
#include "sql/identifiers.hpp"

namespace retort::diff {

namespace {

/// Replaces the sequence in nextval('old'::regclass) with its new name.
std::string with_sequence(const std::string& sql, const std::map<ObjectName, ObjectName>& sequences) {
    for (const auto& [before, after] : sequences) {
        const std::string call = "nextval(" + quote_literal(quote(before)) + "::regclass)";
        const std::size_t at = sql.find(call);
        if (at == std::string::npos) continue;
        return sql.substr(0, at) + "nextval(" + quote_literal(quote(after)) + "::regclass)" +
               sql.substr(at + call.size());
    }
    return sql;
}

/// A collation as written after COLLATE, with its new name.
std::string collation_renamed(const Renames& renames, const std::string& written) {
    if (renames.collations.empty() || written.empty()) return written;
    const auto found = renames.collations.find(sql::parse_name(written));
    return found == renames.collations.end() ? written : quote(found->second);
}

/// Rewrites the definition of a renamed collation, or of an object that uses one, as the server prints it then.
void rename_collations(const Renames& renames, Definition& definition) {
    definition.sql = sql::replace_collations(definition.sql, renames.collations);
    for (Index& index : definition.indexes) {
        index.predicate = sql::replace_collations(index.predicate, renames.collations);
        for (IndexPart& part : index.parts) {
            part.collation = collation_renamed(renames, part.collation);
            part.expression = sql::replace_collations(part.expression, renames.collations);
        }
    }
    if (definition.kind != ObjectKind::collation) return;
    const auto found = renames.collations.find(definition.name);
    if (found == renames.collations.end()) return;
    const std::string create = "CREATE COLLATION " + quote(definition.name);
    definition.sql = "CREATE COLLATION " + quote(found->second) + definition.sql.substr(create.size());
    definition.name = found->second;
}

/// The types that the arguments of objects can name, with their new names.
sql::Replacements argument_types(const Renames& renames) {
    sql::Replacements types;
    types.objects = renames.enums;
    types.objects.insert(renames.tables.begin(), renames.tables.end());
    return types;
}

/// A cast or a transform is named by its arguments alone.
void rename_by_arguments(ObjectKind kind, ObjectName& name, const std::string& arguments) {
    if (info(kind).naming == Naming::only_arguments) name.name = arguments;
}

/// The id of an object after the renames; the arguments of a routine are left as they are.
void rename_object(ObjectId& id, const Renames& renames) {
    if (id.kind == ObjectKind::column) {
        if (const auto columns = renames.columns.find(renamed(renames.tables, id.name));
            columns != renames.columns.end())
            if (const auto found = columns->second.find(id.sub); found != columns->second.end()) id.sub = found->second;
        id.name = renamed(renames.tables, id.name);
        return;
    }
    if (id.kind == ObjectKind::sequence) id.name = renamed(renames.sequences, id.name);
    if (id.kind == ObjectKind::collation) id.name = renamed(renames.collations, id.name);
    // A composite type may be the row type of a table.
    if (info(id.kind).relation) id.name = renamed(renames.tables, id.name);
    if (info(id.kind).type) id.name = renamed(renames.enums, id.name);
    if (const Naming naming = info(id.kind).naming; naming == Naming::only_arguments || naming == Naming::operator_) {
        const sql::Replacements types = argument_types(renames);
        if (!types.empty()) id.sub = sql::replace_identifiers(id.sub, types);
        rename_by_arguments(id.kind, id.name, id.sub);
    }
}

/// Rewrites one table: its own names, and the names that it references.
class TableRewriter {
public:
    TableRewriter(const Renames& renames, Table& table)
        : renames_(renames), table_(table), columns_(value_or(renames.columns, table.name)) {
        for (const auto& [before, after] : columns_) identifiers_.columns[before] = after;
        for (const auto& [before, after] : renames.enums) {
            if (before.schema.empty())
                identifiers_.types[before.name] = after;
            else
                identifiers_.objects[before] = after;
        }
    }

    void rewrite() {
        for (Column& each : table_.columns) column(each);
        const auto rewrite_part = [&](auto& each) { part(each); };
        for_each_part(table_, rewrite_part);
        if (!table_.partition_of.empty()) for_each_part(*table_.from_parent, rewrite_part);
        text(table_.partition_by);
        rename(table_.depends_on);
        table_.partition_of = renamed(renames_.tables, table_.partition_of);
        for (ObjectName& each : table_.inherits) each = renamed(renames_.tables, each);
    }

private:
    void part(PrimaryKey& each) const { key(each); }
    void part(Unique& each) const { key(each); }
    void part(Check& each) const { text(each.expression), rename(each.depends_on); }
    void part(Exclusion& each) const { text(each.definition), rename(each.depends_on); }

    void column(Column& column) {
        name(column.name);
        column.type.user_type = renamed(renames_.enums, column.type.user_type);
        column.collation = collation_renamed(renames_, column.collation);
        if (column.identity && !column.identity->sequence->empty())
            column.identity->sequence =
                renamed(renames_.sequences, {table_.name.schema, *column.identity->sequence}).name;
        if (column.default_sql) {
            text(*column.default_sql);
            if (!renames_.sequences.empty())
                column.default_sql = with_sequence(*column.default_sql, renames_.sequences);
            labels(column);
        }
        if (column.generated) text(column.generated->expression);
        rename(column.depends_on);
    }

    /// Renames the label in a default that is an enum label.
    void labels(Column& column) {
        const auto found = renames_.labels.find(column.type.user_type);
        if (found == renames_.labels.end()) return;
        for (const auto& [before, after] : found->second) {
            const std::string old = quote_literal(before) + "::";
            if (column.default_sql->starts_with(old))
                column.default_sql = quote_literal(after) + column.default_sql->substr(old.size() - 2);
        }
    }

    template <class Key>
    void key(Key& each) const {
        names(each.columns);
        names(each.include);
        auto options = std::move(each.column_options);
        each.column_options.clear();
        for (auto& [column, option] : options) {
            std::string renamed_column = column;
            name(renamed_column);
            each.column_options.emplace(renamed_column, option);
        }
    }

    void part(ForeignKey& key) const {
        names(key.columns);
        names(key.set_columns);
        key.table = renamed(renames_.tables, key.table);
        const auto other = value_or(renames_.columns, key.table);
        for (std::string& each : key.references)
            if (const auto found = other.find(each); found != other.end()) each = found->second;
    }

    void part(Index& index) const {
        for (IndexPart& part : index.parts) {
            name(part.column);
            text(part.expression);
            part.collation = collation_renamed(renames_, part.collation);
        }
        names(index.include);
        text(index.predicate);
        rename(index.depends_on);
    }

    void rename(DependsOn& depends_on) const {
        for (Dependency& each : depends_on.list) rename_object(each.object, renames_);
    }

    void name(std::string& name) const {
        if (const auto found = columns_.find(name); found != columns_.end()) name = found->second;
    }
    void names(std::vector<std::string>& list) const {
        for (std::string& each : list) name(each);
    }
    void text(std::string& sql) const {
        sql = sql::replace_identifiers(sql, identifiers_);
        if (!renames_.collations.empty()) sql = sql::replace_collations(sql, renames_.collations);
    }

    const Renames& renames_;
    Table& table_;
    std::map<std::string, std::string> columns_;
    sql::Replacements identifiers_;
};

}  // namespace

namespace {

/// The name of a sequence after the renames. A sequence that a table owns moves with it to another schema.
ObjectName name_afterwards(const Sequence& sequence, const Renames& renames) {
    ObjectName name = sequence.name;
    if (!sequence.owner_table.empty() && sequence.owner_table.schema == name.schema)
        name.schema = renamed(renames.tables, sequence.owner_table).schema;
    return renamed(renames.sequences, name);
}

}  // namespace

Schema apply(const Renames& declared, const Schema& from) {
    Renames renames = declared;
    for (const auto& [name, sequence] : from.sequences)
        if (ObjectName other = name_afterwards(sequence, declared); other != name)
            renames.sequences.insert_or_assign(name, std::move(other));
    Schema after = from;
    after.tables.clear();
    for (auto [name, table] : from.tables) {
        table.name = renamed(renames.tables, name);
        TableRewriter(renames, table).rewrite();
        after.tables.emplace(table.name, std::move(table));
    }
    after.enums.clear();
    for (auto [name, each] : from.enums) {
        each.name = renamed(renames.enums, name);
        if (const auto labels = renames.labels.find(each.name); labels != renames.labels.end())
            for (std::string& label : each.labels)
                if (const auto found = labels->second.find(label); found != labels->second.end()) label = found->second;
        after.enums.emplace(each.name, std::move(each));
    }
    // The engine rewrites the text of a definition; only the component types of a type are rewritten here, and the
    // table, arguments and references of every definition.
    const sql::Replacements types = argument_types(renames);
    after.definitions.clear();
    for (auto [key, definition] : from.definitions) {
        definition.table = renamed(renames.tables, definition.table);
        if (!types.empty()) definition.arguments = sql::replace_identifiers(definition.arguments, types);
        rename_by_arguments(definition.kind, definition.name, definition.arguments);
        if (!renames.collations.empty()) rename_collations(renames, definition);
        if (!renames.enums.empty()) definition = with_renamed_types(definition, renames.enums, from);
        for (Dependency& each : definition.depends_on.list) {
            rename_object(each.object, renames);
            if (!types.empty() && info(each.object.kind).routine)
                each.object.sub = sql::replace_identifiers(each.object.sub, types);
        }
        after.definitions.emplace(id_of(definition), std::move(definition));
    }
    after.sequences.clear();
    for (auto [name, sequence] : from.sequences) {
        sequence.name = renamed(renames.sequences, name);
        sequence.owner_table = renamed(renames.tables, sequence.owner_table);
        const auto columns = value_or(renames.columns, sequence.owner_table);
        if (const auto found = columns.find(sequence.owner_column); found != columns.end())
            sequence.owner_column = found->second;
        after.sequences.emplace(sequence.name, std::move(sequence));
    }
    after.owners->roles.clear();
    for (const auto& [object, role] : from.owners->roles) {
        ObjectId id = object;
        rename_object(id, renames);
        if (!types.empty() && info(id.kind).routine) id.sub = sql::replace_identifiers(id.sub, types);
        after.owners->roles.emplace(std::move(id), role);
    }
    after.privileges->grants.clear();
    for (const auto& [before, grants] : from.privileges->grants) {
        GrantTarget target = before;
        const bool is_on_table = target.kind == GrantKind::table || !target.column.empty();
        if (is_on_table) target.name = renamed(renames.tables, target.name);
        if (target.kind == GrantKind::sequence && !is_on_table) target.name = renamed(renames.sequences, target.name);
        if (target.kind == GrantKind::type) target.name = renamed(renames.enums, target.name);
        const auto columns = value_or(renames.columns, target.name);
        if (const auto found = columns.find(target.column); found != columns.end()) target.column = found->second;
        if (!types.empty()) target.arguments = sql::replace_identifiers(target.arguments, types);
        after.privileges->grants.emplace(std::move(target), grants);
    }
    return after;
}

}  // namespace retort::diff
