#include "declare/mixins.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "declare/structs.hpp"

namespace retort::declare {

namespace {

/// A column as text: two columns with the same text are declared alike.
using Signature = std::string;
using Signatures = std::set<Signature>;

class Finder {
public:
    Finder(const Context& context, Names& names) : context_(context), names_(names) {
        for (const auto& [name, table] : context.declared.tables) {
            for (const ForeignKey& key : table.foreign_keys) {
                for (const std::string& each : key.columns) kept_.insert({name, each});
                for (const std::string& each : key.references) kept_.insert({key.table, each});
            }
            if (!table.primary_key) continue;
            for (const std::string& each : table.primary_key->columns) kept_.insert({name, each});
        }
        for (const auto& [name, table] : context.declared.tables)
            for (const Column& column : table.columns)
                if (const Signature text = signature(table, column); !text.empty())
                    columns_[names.table(name).space][name][text] = column.name;
    }

    std::vector<Mixin> run() {
        std::vector<Mixin> found;
        for (auto& [space, tables] : columns_)
            for (Signatures best = best_group(tables); !best.empty(); best = best_group(tables))
                found.push_back(take(space, tables, best));
        return found;
    }

private:
    using Tables = std::map<ObjectName, std::map<Signature, std::string>>;

    /// Empty for a column that stays in its struct.
    Signature signature(const Table& table, const Column& column) const {
        const std::string type = type_of(context_, table.name, column);
        const bool timed = type.find("std::chrono") != std::string::npos;
        if (kept_.contains({table.name, column.name}) || column.identity || column.generated || column.autoincrement ||
            !(timed || column.default_sql) || (column.default_sql && column.default_sql->starts_with("nextval(")))
            return {};
        return member_of(context_, table, column) + flat(column_rule(context_, table, column, "", "T"));
    }

    static Signatures common(const std::map<Signature, std::string>& a, const std::map<Signature, std::string>& b) {
        Signatures both;
        for (const auto& [text, column] : a)
            if (b.contains(text)) both.insert(text);
        return both;
    }

    static std::vector<ObjectName> tables_with(const Tables& tables, const Signatures& group) {
        std::vector<ObjectName> found;
        for (const auto& [name, columns] : tables)
            if (std::all_of(group.begin(), group.end(), [&](const Signature& each) { return columns.contains(each); }))
                found.push_back(name);
        return found;
    }

    /// The group that moves most members; empty: none.
    static Signatures best_group(const Tables& tables) {
        std::set<Signatures> groups;
        for (auto a = tables.begin(); a != tables.end(); ++a)
            for (auto b = std::next(a); b != tables.end(); ++b)
                if (Signatures both = common(a->second, b->second); both.size() > 1) groups.insert(std::move(both));
        Signatures best;
        std::size_t most = 0;
        for (const Signatures& each : groups)
            if (const std::size_t members = tables_with(tables, each).size() * each.size(); members > most) {
                most = members;
                best = each;
            }
        return best;
    }

    Mixin take(const std::string& space, Tables& tables, const Signatures& group) {
        Mixin made{space, {}, tables_with(tables, group), {}};
        const Table& first = context_.declared.tables.at(made.tables.front());
        bool timed = true;
        for (const Column& column : first.columns)
            if (const Signature text = signature(first, column); group.contains(text)) {
                made.columns.push_back(column.name);
                timed = timed && text.find("std::chrono") != std::string::npos;
            }
        made.type = names_.new_type(space, timed ? "Timestamps" : "CommonColumns");
        for (const ObjectName& each : made.tables) tables.erase(each);
        return made;
    }

    const Context& context_;
    Names& names_;
    std::set<std::pair<ObjectName, std::string>> kept_;
    std::map<std::string, Tables> columns_;  ///< by namespace
};

}  // namespace

std::vector<Mixin> find_mixins(const Context& context, Names& names) { return Finder(context, names).run(); }

std::string mixin_text(const Context& context, const Mixin& mixin, bool describe) {
    const Table& table = context.declared.tables.at(mixin.tables.front());
    std::string members, rules;
    std::vector<std::string> names;
    for (const std::string& name : mixin.columns) {
        const Column& column = *table.find_column(name);
        members += member_of(context, table, column);
        names.push_back(context.names.member(table.name, name));
        const Node rule = column_rule(context, table, column, "retort::", mixin.type);
        if (rule.clauses.empty() && rule.arguments.empty()) continue;
        rules += (rules.empty() ? "" : ",\n") + laid_out(rule, 12, "");
    }
    std::string made = fmt::format("struct {} {{\n{}", mixin.type, members);
    if (!rules.empty())
        made += fmt::format("\n    static constexpr auto schema() {{\n        return retort::mixin(\n{});\n    }}\n",
                            rules);
    made += "};\n";
    if (describe) made += fmt::format("BOOST_DESCRIBE_STRUCT({}, (), ({}))\n", mixin.type, fmt::join(names, ", "));
    return made;
}

}  // namespace retort::declare
