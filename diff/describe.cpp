#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "diff/change.hpp"
#include "schema/action.hpp"
#include "schema/same_state.hpp"

namespace retort::diff {

namespace {

std::string text_of(const std::optional<std::string>& value) { return value ? *value : "none"; }

std::string columns_of(const std::vector<std::string>& columns) {
    return fmt::format("({})", fmt::join(columns, ", "));
}

/// Identifies a constraint: its kind, its name, and its columns or expression.
struct ConstraintWords {
    std::string operator()(const PrimaryKey& c) const { return label("primary key", c.name, columns_of(c.columns)); }
    std::string operator()(const Unique& c) const { return label("unique constraint", c.name, columns_of(c.columns)); }
    std::string operator()(const Check& c) const { return label("check constraint", c.name, "(" + c.expression + ")"); }
    std::string operator()(const ForeignKey& c) const {
        std::string about =
            fmt::format("{} → {} {}", columns_of(c.columns), display(c.table), columns_of(c.references));
        if (c.on_delete != Action::no_action) about += fmt::format(" ON DELETE {}", to_sql(c.on_delete));
        if (c.on_update != Action::no_action) about += fmt::format(" ON UPDATE {}", to_sql(c.on_update));
        return label("foreign key", c.name, about);
    }
    std::string operator()(const Exclusion& c) const { return label("exclusion constraint", c.name, c.definition); }

    static std::string label(std::string_view kind, const std::string& name, const std::string& about) {
        return name.empty() ? fmt::format("{} {}", kind, about) : fmt::format("{} {} {}", kind, name, about);
    }
};

std::string words_of(const Index& index) {
    std::vector<std::string> parts;
    for (const IndexPart& part : index.parts) {
        std::string text = part.column.empty() ? "(" + part.expression + ")" : part.column;
        if (part.descending) text += " DESC";
        parts.push_back(std::move(text));
    }
    std::string text = fmt::format("{}{}index {} ({})", index.invalid ? "invalid " : "", index.unique ? "unique " : "",
                                   index.name, fmt::join(parts, ", "));
    if (!index.predicate.empty()) text += " WHERE " + index.predicate;
    return text;
}

std::string words_of(const Definition& each) {
    std::string text = fmt::format("{} {}", info(each.kind).prose, display(each.name));
    switch (info(each.kind).naming) {
        case Naming::with_arguments: text += "(" + each.arguments + ")"; break;
        case Naming::operator_: text += " (" + each.arguments + ")"; break;
        case Naming::with_method: text += " using " + each.arguments; break;
        case Naming::user_on_server:
            text = fmt::format("{} for {} on {}", info(each.kind).prose, each.arguments, display(each.name));
            break;
        default: break;
    }
    if (!each.table.empty()) text += " on " + display(each.table);
    return text;
}

std::string words_of(GrantTarget target) {
    if (!target.extension.empty()) {
        const std::string extension = std::exchange(target.extension, {}),
                          placeholder = std::string(member_schema) + ".";
        if (target.name.schema == member_schema) target.name.schema.clear();
        for (std::size_t at = 0; (at = target.arguments.find(placeholder, at)) != std::string::npos;)
            target.arguments.erase(at, placeholder.size());
        return fmt::format("{} of extension {}", words_of(std::move(target)), extension);
    }
    switch (target.kind) {
        case GrantKind::table:
            return target.column.empty() ? display(target.name) : display(target.name) + "." + target.column;
        case GrantKind::sequence:
            return target.column.empty()
                       ? "sequence " + display(target.name)
                       : fmt::format("sequence of identity column {}.{}", display(target.name), target.column);
        case GrantKind::function:
        case GrantKind::procedure: return fmt::format("{}({})", display(target.name), target.arguments);
        case GrantKind::type: return "type " + display(target.name);
        case GrantKind::schema: return "schema " + (target.name.schema.empty() ? "public" : target.name.schema);
        case GrantKind::foreign_data_wrapper: return "foreign-data wrapper " + display(target.name);
        case GrantKind::foreign_server: return "foreign server " + display(target.name);
        case GrantKind::language: return "language " + display(target.name);
        case GrantKind::default_tables: return "new tables of " + display(target.name);
        case GrantKind::default_sequences: return "new sequences of " + display(target.name);
        case GrantKind::default_functions: return "new functions of " + display(target.name);
        case GrantKind::default_types: return "new types of " + display(target.name);
        case GrantKind::default_schemas: return "new schemas of " + target.name.name;
    }
    return {};
}

std::string identity_words(const std::optional<Identity>& identity) {
    if (!identity) return "none";
    return identity->always ? "ALWAYS" : "BY DEFAULT";
}

std::string difference(const Column& from, const Column& to) {
    std::vector<std::string> facts;
    const auto fact = [&](std::string_view what, const std::string& a, const std::string& b) {
        if (a != b) facts.push_back(fmt::format("{} {} → {}", what, a, b));
    };
    fact("name", from.name, to.name);
    fact("type", to_sql(from.type), to_sql(to.type));
    if (from.nullable != to.nullable) facts.emplace_back(to.nullable ? "NOT NULL dropped" : "NOT NULL");
    fact("default", text_of(from.default_sql), text_of(to.default_sql));
    fact("identity", identity_words(from.identity), identity_words(to.identity));
    if (from.identity && to.identity && from.identity->always == to.identity->always &&
        !same_state(from.identity, to.identity))
        facts.emplace_back("identity options");
    fact("generated", from.generated ? from.generated->expression : "no",
         to.generated ? to.generated->expression : "no");
    if (from.generated && to.generated)
        fact("generated as", from.generated->stored ? "STORED" : "VIRTUAL",
             to.generated->stored ? "STORED" : "VIRTUAL");
    fact("collation", from.collation.empty() ? "type's default" : from.collation,
         to.collation.empty() ? "type's default" : to.collation);
    if (from.autoincrement != to.autoincrement)
        facts.emplace_back(to.autoincrement ? "AUTOINCREMENT" : "AUTOINCREMENT dropped");
    fact("storage", from.storage, to.storage);
    fact("compression", from.compression, to.compression);
    if (from.statistics != to.statistics) facts.emplace_back("statistics target");
    if (from.options != to.options) facts.emplace_back("options");
    if (from.not_null != to.not_null && from.nullable == to.nullable)
        facts.emplace_back("name or validation of NOT NULL");
    if (from.comment != to.comment) facts.emplace_back("comment");
    return fmt::format("{}", fmt::join(facts, ", "));
}

std::string difference(const Table& from, const Table& to) {
    std::vector<std::string> facts;
    const auto differs = [&](bool different, std::string_view what) {
        if (different) facts.emplace_back(what);
    };
    if (from.name != to.name) facts.push_back(fmt::format("renamed from {}", display(from.name)));
    differs(from.comment != to.comment, "comment");
    differs(from.unlogged != to.unlogged, to.unlogged ? "UNLOGGED" : "LOGGED");
    differs(from.storage != to.storage, "storage parameters");
    differs(from.tablespace != to.tablespace, "tablespace");
    differs(from.access_method != to.access_method, "access method");
    differs(from.clustered_on != to.clustered_on, "CLUSTER ON");
    differs(from.of_type != to.of_type, "OF type");
    differs(from.replica_identity != to.replica_identity, "replica identity");
    differs(from.partition_by != to.partition_by, "partition key");
    differs(from.partition_of != to.partition_of || from.partition_bound != to.partition_bound, "partition bound");
    differs(from.inherits != to.inherits, "inheritance");
    differs(from.row_security != to.row_security || from.force_row_security != to.force_row_security,
            "row-level security");
    differs(from.strict != to.strict, to.strict ? "STRICT" : "STRICT dropped");
    differs(from.without_rowid != to.without_rowid, to.without_rowid ? "WITHOUT ROWID" : "WITHOUT ROWID dropped");
    return fmt::format("{}", fmt::join(facts, ", "));
}

std::string labels_of(const Enum& each) { return fmt::format("({})", fmt::join(each.labels, ", ")); }

struct Words {
    std::string operator()(const CreateSchema& c) const { return "new schema " + c.name; }
    std::string operator()(const DropSchema& c) const { return "schema " + c.name + " dropped"; }
    std::string operator()(const AlterSchema& c) const {
        return fmt::format("schema {}: comment", c.name.empty() ? "public" : c.name);
    }
    std::string operator()(const CreateExtension& c) const { return "new extension " + c.extension.name; }
    std::string operator()(const DropExtension& c) const { return "extension " + c.extension.name + " dropped"; }
    std::string operator()(const AlterExtension& c) const {
        return fmt::format("extension {}: {}", c.to.name, c.from.schema == c.to.schema ? "comment" : "schema");
    }
    std::string operator()(const CreateEnum& c) const {
        return fmt::format("new enum {} {}", display(c.to.name), labels_of(c.to));
    }
    std::string operator()(const DropEnum& c) const { return fmt::format("enum {} dropped", display(c.from.name)); }
    std::string operator()(const AlterEnum& c) const {
        std::vector<std::string> facts;
        if (c.from.name != c.to.name) facts.push_back("renamed from " + display(c.from.name));
        if (c.from.labels != c.to.labels)
            facts.push_back(fmt::format("labels {} → {}", labels_of(c.from), labels_of(c.to)));
        if (c.from.comment != c.to.comment) facts.emplace_back("comment");
        return fmt::format("enum {}: {}", display(c.to.name), fmt::join(facts, ", "));
    }
    std::string operator()(const CreateSequence& c) const { return "new sequence " + display(c.to.name); }
    std::string operator()(const DropSequence& c) const { return "sequence " + display(c.from.name) + " dropped"; }
    std::string operator()(const AlterSequence& c) const {
        if (c.from.name != c.to.name)
            return fmt::format("sequence {}: renamed from {}", display(c.to.name), display(c.from.name));
        return "sequence " + display(c.to.name) + ": options";
    }
    std::string operator()(const CreateTable& c) const { return "new table " + display(c.to.name); }
    std::string operator()(const DropTable& c) const { return "table " + display(c.from.name) + " dropped"; }
    std::string operator()(const AlterTable& c) const {
        return fmt::format("table {}: {}", display(c.to.name), difference(c.from, c.to));
    }
    std::string operator()(const AddColumn& c) const {
        return fmt::format("new column {}.{} {}{}", display(c.table), c.to.name, to_sql(c.to.type),
                           c.to.nullable ? "" : " NOT NULL");
    }
    std::string operator()(const DropColumn& c) const {
        return fmt::format("column {}.{} dropped", display(c.table), c.from.name);
    }
    std::string operator()(const AlterColumn& c) const {
        return fmt::format("column {}.{}: {}", display(c.table), c.to.name, difference(c.from, c.to));
    }
    std::string operator()(const AddConstraint& c) const {
        return fmt::format("{}: new {}", display(c.table), std::visit(ConstraintWords{}, c.to));
    }
    std::string operator()(const DropConstraint& c) const {
        return fmt::format("{}: {} dropped", display(c.table), std::visit(ConstraintWords{}, c.from));
    }
    std::string operator()(const AlterConstraint& c) const {
        const std::string& before = name_of(c.from);
        return fmt::format("{}: {}: {}", display(c.table), std::visit(ConstraintWords{}, c.to),
                           before == name_of(c.to) ? "comment, validation or storage" : "renamed from " + before);
    }
    std::string operator()(const CreateIndex& c) const {
        return fmt::format("{}: new {}", display(c.table), words_of(c.to));
    }
    std::string operator()(const DropIndex& c) const {
        return fmt::format("{}: {} dropped", display(c.table), words_of(c.from));
    }
    std::string operator()(const AlterIndex& c) const {
        return fmt::format("{}: {}: {}", display(c.table), words_of(c.to),
                           c.from.name == c.to.name ? "comment or storage parameters" : "renamed from " + c.from.name);
    }
    std::string operator()(const CreateDefinition& c) const { return "new " + words_of(c.to); }
    std::string operator()(const DropDefinition& c) const { return words_of(c.from) + " dropped"; }
    std::string operator()(const AlterDefinition& c) const {
        return words_of(c.to) + (c.from.sql == c.to.sql ? ": comment, settings or indexes" : ": definition");
    }
    std::string operator()(const AlterOwner& c) const {
        const auto role = [](const std::string& name) { return name.empty() ? "the role that runs the plan" : name; };
        return fmt::format("{}: owner {} → {}", display(c.object), role(c.from), role(c.to));
    }
    std::string operator()(const AlterPrivileges& c) const {
        std::vector<std::string> words;
        const auto missing = [](const Grant& each, const std::vector<Grant>& list) {
            return std::find(list.begin(), list.end(), each) == list.end();
        };
        const auto name = [&](const Grant& each, bool undone) {
            words.push_back(fmt::format("{}{} {} {}", each.revoked != undone ? "not " : "", each.privilege,
                                        each.revoked != undone ? "from" : "to",
                                        each.role.empty() ? "PUBLIC" : each.role));
        };
        for (const Grant& each : c.to)
            if (missing(each, c.from)) name(each, false);
        for (const Grant& each : c.from)
            if (missing(each, c.to)) name(each, true);
        return fmt::format("privileges on {}: {}", words_of(c.target), fmt::join(words, ", "));
    }
};

}  // namespace

std::string describe(const Change& change) { return std::visit(Words{}, change); }

std::string_view kind_of(const Constraint& constraint) {
    switch (constraint.index()) {
        case 0: return "primary key";
        case 1: return "unique constraint";
        case 2: return "check constraint";
        case 3: return "foreign key";
        default: return "exclusion constraint";
    }
}

const std::string& name_of(const Constraint& constraint) {
    return std::visit([](const auto& each) -> const std::string& { return each.name; }, constraint);
}

}  // namespace retort::diff
