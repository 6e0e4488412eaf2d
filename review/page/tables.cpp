#include "review/page/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "review/page/definitions.hpp"
#include "schema/overloaded.hpp"
#include "schema/parts.hpp"

namespace retort::page {

namespace {

/// The name before the renames.
template <class Name>
Name earlier(const std::map<Name, Name>& renames, const Name& name) {
    const auto found =
        std::find_if(renames.begin(), renames.end(), [&](const auto& pair) { return pair.second == name; });
    return found == renames.end() ? name : found->first;
}

/// A constraint or index by its kind and name, before and after.
struct Pair {
    std::string kind{};
    std::string name{};
    std::string earlier{};
    std::string before{};
    std::string after{};
};

/// The changes of one table.
struct Collected {
    bool created = false, dropped = false;
    std::set<std::string> columns{};                               ///< later names of those that change
    std::vector<std::string> dropped_columns{};                    ///< their names in the schema with the renames
    std::map<std::pair<std::string, std::string>, Pair> others{};  ///< constraints and indexes, by kind and name
};

template <class Object>
void take(Collected& table, std::string_view kind, const std::string& name, const Object* before, const Object* after,
          const std::string& earlier) {
    Pair& pair = table.others[{std::string(kind), name}];
    pair.kind = kind;
    pair.name = name;
    if (!earlier.empty() && earlier != name) pair.earlier = earlier;
    if (before != nullptr) pair.before = definition(*before);
    if (after != nullptr) pair.after = definition(*after);
}

std::map<ObjectName, Collected> collect(const diff::Differences& changes) {
    std::map<ObjectName, Collected> tables;
    const diff::Constraint* none = nullptr;
    const Index* no_index = nullptr;
    for (const diff::Change& change : changes)
        std::visit(
            Overloaded{
                [&](const diff::CreateTable& each) { tables[each.to.name].created = true; },
                [&](const diff::DropTable& each) { tables[each.from.name].dropped = true; },
                [&](const diff::AlterTable& each) { tables[each.to.name]; },
                [&](const diff::AddColumn& each) { tables[each.table].columns.insert(each.to.name); },
                [&](const diff::AlterColumn& each) { tables[each.table].columns.insert(each.to.name); },
                [&](const diff::DropColumn& each) { tables[each.table].dropped_columns.push_back(each.from.name); },
                [&](const diff::AddConstraint& each) {
                    take(tables[each.table], diff::kind_of(each.to), diff::name_of(each.to), none, &each.to, "");
                },
                [&](const diff::DropConstraint& each) {
                    take(tables[each.table], diff::kind_of(each.from), diff::name_of(each.from), &each.from, none, "");
                },
                [&](const diff::AlterConstraint& each) {
                    take(tables[each.table], diff::kind_of(each.to), diff::name_of(each.to), &each.from, &each.to,
                         diff::name_of(each.from));
                },
                [&](const diff::CreateIndex& each) {
                    take(tables[each.table], "index", each.to.name, no_index, &each.to, "");
                },
                [&](const diff::DropIndex& each) {
                    take(tables[each.table], "index", each.from.name, &each.from, no_index, "");
                },
                [&](const diff::AlterIndex& each) {
                    take(tables[each.table], "index", each.to.name, &each.from, &each.to, each.from.name);
                },
                [](const auto&) {}},
            change);
    return tables;
}

/// The parts of a table that is created or dropped as a whole.
void add_whole(const Table& table, Change change, TableChange& out) {
    const bool created = change == Change::added;
    const auto add = [&](std::string kind, const std::string& name, std::string text) {
        out.parts.push_back({change, std::move(kind), name, "", created ? "" : text, created ? text : ""});
    };
    for (const Column& each : table.columns) add("column", each.name, definition(each));
    for_each_constraint(table, [&](const auto& each) {
        add(std::string(diff::kind_of(each)), each.name, definition(diff::Constraint(each)));
    });
    for (const Index& each : table.indexes) add("index", each.name, definition(each));
    if (!table.comment.empty()) add("comment", "", table.comment);
}

class Builder {
public:
    Builder(const Schema& before, const Schema& after, const diff::Renames& renames)
        : before_(before), after_(after), renames_(renames) {}

    TableChange build(const ObjectName& name, const Collected& found) const {
        TableChange out;
        const ObjectName first = earlier(renames_.tables, name);
        const Table* before = before_.find_table(first);
        const Table* after = after_.find_table(name);
        out.name = name;
        if (found.dropped || after == nullptr) {
            out.change = Change::dropped;
            out.name = before == nullptr ? name : first;
            if (before != nullptr) add_whole(*before, Change::dropped, out);
            return out;
        }
        if (found.created || before == nullptr) {
            out.change = Change::added;
            add_whole(*after, Change::added, out);
            return out;
        }
        if (first != name) out.earlier = display(first);
        add_columns(*before, *after, found, out);
        for (const auto& [key, pair] : found.others) {
            const Change change = pair.before.empty()  ? Change::added
                                  : pair.after.empty() ? Change::dropped
                                                       : Change::changed;
            out.parts.push_back({change, pair.kind, pair.name, pair.earlier, pair.before, pair.after});
        }
        add_setting("comment", before->comment, after->comment, out);
        add_setting("partition", before->partition_bound, after->partition_bound, out);
        return out;
    }

private:
    std::string first_column(const ObjectName& table, const std::string& column) const {
        const auto renamed = renames_.columns.find(table);
        return renamed == renames_.columns.end() ? column : earlier(renamed->second, column);
    }

    void add_columns(const Table& before, const Table& after, const Collected& found, TableChange& out) const {
        for (const Column& column : after.columns) {
            const std::string first = first_column(after.name, column.name);
            const Column* old = before.find_column(first);
            Part part{{},
                      "column",
                      column.name,
                      first == column.name ? "" : first,
                      old == nullptr ? "" : definition(*old),
                      definition(column)};
            if (!found.columns.contains(column.name)) {
                out.kept.push_back(std::move(part));
                continue;
            }
            part.change = old == nullptr ? Change::added : Change::changed;
            out.parts.push_back(std::move(part));
        }
        for (const std::string& each : found.dropped_columns) {
            const std::string first = first_column(after.name, each);
            const Column* old = before.find_column(first);
            out.parts.push_back({Change::dropped, "column", first, "", old == nullptr ? "" : definition(*old), ""});
        }
    }

    static void add_setting(std::string kind, const std::string& before, const std::string& after, TableChange& out) {
        if (before == after) return;
        const Change change = before.empty() ? Change::added : after.empty() ? Change::dropped : Change::changed;
        out.parts.push_back({change, std::move(kind), "", "", before, after});
    }

    const Schema& before_;
    const Schema& after_;
    const diff::Renames& renames_;
};

std::string enum_sql(const Enum& type) {
    std::string labels;
    for (const std::string& each : type.labels) labels += (labels.empty() ? "" : ", ") + quote_literal(each);
    return fmt::format("CREATE TYPE {} AS ENUM ({})", quote(type.name), labels);
}

/// The SQL of an object before and after.
std::pair<std::string, std::string> sql_of(const diff::Change& change) {
    using Sides = std::pair<std::string, std::string>;
    return std::visit(
        Overloaded{[](const diff::CreateDefinition& each) { return Sides("", each.to.sql); },
                   [](const diff::DropDefinition& each) { return Sides(each.from.sql, ""); },
                   [](const diff::AlterDefinition& each) { return Sides(each.from.sql, each.to.sql); },
                   [](const diff::CreateEnum& each) { return Sides("", enum_sql(each.to)); },
                   [](const diff::DropEnum& each) { return Sides(enum_sql(each.from), ""); },
                   [](const diff::AlterEnum& each) { return Sides(enum_sql(each.from), enum_sql(each.to)); },
                   [](const auto&) { return Sides(); }},
        change);
}

}  // namespace

void add_changes(Page& page, const Schema& before, const Schema& after, const diff::Differences& changes,
                 const diff::Renames& renames) {
    const Builder builder(before, after, renames);
    std::set<ObjectName> listed;
    for (const auto& [name, found] : collect(changes)) {
        if (before.find_table(earlier(renames.tables, name)) == nullptr && after.find_table(name) == nullptr) continue;
        TableChange& table = page.tables.emplace_back(builder.build(name, found));
        listed.insert(name);
        for (const review::Difference& each : page.differences)
            if (each.table == name) table.words.push_back(each.text);
    }
    std::map<std::string, const diff::Change*> described;
    for (const diff::Change& change : changes) described.emplace(diff::describe(change), &change);
    for (const review::Difference& each : page.differences) {
        if (listed.contains(each.table)) continue;
        const auto change = described.find(each.text);
        const auto [old, now] =
            change == described.end() ? std::pair<std::string, std::string>() : sql_of(*change->second);
        page.objects.push_back({each.change, each.text, old, now});
    }
    page.picture = picture_of(page.tables, before, after, renames);
}

Downgrade downgrade_of(const Page& page, const diff::Differences& changes) {
    Downgrade out;
    for (const preflight::CountedLoss& each : page.losses)
        out.not_restored.push_back(
            each.column.empty()
                ? fmt::format("the rows of table {} are not restored", display(each.table))
                : fmt::format("the old values of {}.{} are not restored", display(each.table), each.column));
    for (const diff::Change& change : changes)
        std::visit(
            Overloaded{[&](const diff::CreateTable& each) {
                           out.dropped.push_back(fmt::format("drops table {} with its rows", display(each.to.name)));
                       },
                       [&](const diff::AddColumn& each) {
                           out.dropped.push_back(
                               fmt::format("drops column {}.{} with its values", display(each.table), each.to.name));
                       },
                       [](const auto&) {}},
            change);
    for (const Migration& each : page.migrations)
        if (each.down.statements.empty() && !each.up.statements.empty()) out.exists = false;
    return out;
}

}  // namespace retort::page
