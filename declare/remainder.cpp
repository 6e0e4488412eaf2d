#include "declare/remainder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "emit/plan.hpp"
#include "schema/parts.hpp"
#include "sql/identifiers.hpp"
#include "sql/statement.hpp"

namespace retort::declare {

namespace {

using sql::Made;

/// The SQL file for the objects of a kind.
std::string file_of_kind(const std::string& kind) {
    static const std::map<std::string_view, std::string_view> files = {{"schema", "schemas"},
                                                                       {"extension", "extensions"},
                                                                       {"sequence", "sequences"},
                                                                       {"domain", "types"},
                                                                       {"composite", "types"},
                                                                       {"range", "types"},
                                                                       {"enum", "types"},
                                                                       {"shell_type", "types"},
                                                                       {"base_type", "types"},
                                                                       {"function", "functions"},
                                                                       {"procedure", "functions"},
                                                                       {"aggregate", "functions"},
                                                                       {"view", "views"},
                                                                       {"materialized_view", "views"},
                                                                       {"trigger", "triggers"},
                                                                       {"rule", "rules"},
                                                                       {"policy", "policies"},
                                                                       {"privileges", "privileges"},
                                                                       {"statistics", "statistics"},
                                                                       {"comment", "comments"},
                                                                       {"setting", "policies"},
                                                                       {"virtual_table", "virtual_tables"},
                                                                       {"operator", "operators"},
                                                                       {"operator_class", "operators"},
                                                                       {"operator_family", "operators"},
                                                                       {"collation", "collations"},
                                                                       {"cast", "casts"}};
    if (const auto found = files.find(kind); found != files.end()) return std::string(found->second);
    if (kind.starts_with("text_search")) return "text_search";
    if (kind.starts_with("foreign") || kind == "user_mapping") return "foreign_tables";
    return "objects";
}

bool is_of_object(const std::string& kind) { return kind == "comment" || kind == "setting" || kind == "index"; }

std::string first_line(const std::string& sql) {
    std::string line = sql.substr(0, sql.find('\n'));
    constexpr std::size_t most = 100;
    if (line.size() > most) line = std::string(clip_utf8(line, most)) + "…";
    return line;
}

/// Sorts statements into SQL files.
class Sorter {
public:
    Sorter(const Schema& source, const Schema& declared, WrittenModels& into)
        : source_(source), declared_(declared), into_(into) {
        for (const auto& [name, table] : source.tables)
            if (!declared.tables.contains(name)) miss(table);
    }

    /// Statements that create objects. Those of tables are the headers' business.
    void add_created(const emit::Script& script) {
        for (const std::string& sql : statements_of(script)) add(sql, true);
    }
    /// Statements that complete them.
    void add_completing(const emit::Script& script) {
        for (const std::string& sql : statements_of(script)) add(sql, false);
    }

    std::vector<std::string> statements_of(const emit::Script& script) const {
        std::vector<std::string> made;
        for (const emit::Statement& each : script.statements)
            if (info(source_.dialect).stores_parsed)
                for (const std::string_view part : sql::split(source_.dialect, each.sql)) made.emplace_back(part);
            else
                made.push_back(each.sql);
        std::erase_if(made, [](const std::string& each) { return each.starts_with("SET LOCAL "); });
        return made;
    }

    void write_files() const {
        for (const auto& [name, text] : texts_) {
            std::string all = fmt::format("-- dialect: {}\n\n{}", to_string(source_.dialect), text);
            all.pop_back();
            into_.sql_files.push_back({path_of(name), std::move(all)});
        }
        std::string& undeclared = into_.undeclared.text;
        for (const Remainder& each : into_.remainders)
            if (each.file.empty()) undeclared += (each.sql.empty() ? "-- " + each.object : each.sql + ";") + "\n";
        if (undeclared.empty()) return;
        into_.undeclared.path = "undeclared.txt";  // no name that [models] sql may match
        undeclared =
            fmt::format("-- dialect: {}\n-- Neither headers nor SQL files next to them can declare this.\n\n{}",
                        to_string(source_.dialect), undeclared);
    }

private:
    static std::string path_of(const std::string& file) { return "sql/" + file + ".sql"; }

    /// Nothing declares the table, so nothing can name its indexes either.
    void miss(const Table& table) {
        missing_.insert(table.name);
        const auto miss_part = [&](const auto& part) { missing_.insert({table.name.schema, part.name}); };
        for_each_part(table, miss_part);
        for_each_part(*table.from_parent, miss_part);
    }

    void add(const std::string& sql, bool of_tables_known) {
        const Made made = sql::read_statement(source_.dialect, sql);
        if (of_tables_known && is_of_declared_table(made)) return;
        const bool lost = missing_.contains(made.table) ||
                          std::any_of(made.needs.begin(), made.needs.end(),
                                      [&](const ObjectName& name) { return missing_.contains(name); });
        const bool accepted =
            made.readable() && made.rejection.empty() && !lost && !is_misplaced(made) && !is_repeated(made);
        if (!accepted) {
            if (lost || !made.rejection.empty()) missing_.insert(made.makes.begin(), made.makes.end());
            if (made.kind != "comment") complete(made, sql);
            // The rows of a virtual table are no part of a schema.
            if (!sql.starts_with("INSERT "))
                into_.remainders.push_back({made.kind == "table" ? sql::describe(made) : first_line(sql), sql, {}});
            return;
        }
        const std::string file = file_for(made);
        for (const ObjectName& name : made.makes) files_[name] = file;
        if (made.makes.empty() && !made.name.name.empty()) files_[made.name] = file;
        if (made.kind == "materialized_view") views_.insert(made.name);
        texts_[file] += sql + ";\n\n";
        const bool listed = !is_of_object(made.kind) && made.kind != "privileges";
        into_.remainders.push_back({listed ? sql::describe(made) : first_line(sql), sql, path_of(file)});
    }

    /// Notes the objects of a statement that stands in no file.
    void complete(const Made& made, const std::string& sql) {
        completed_.insert(made.needs.begin(), made.needs.end());
        completed_.insert(made.makes.begin(), made.makes.end());
        static const std::string domain = "ALTER DOMAIN ";
        if (sql.starts_with(domain))
            completed_.insert(sql::parse_name(sql.substr(domain.size(), sql.find(" ADD ") - domain.size())));
    }

    /// True for what SQL files accept for views only (desired/sql_files.cpp).
    bool is_misplaced(const Made& made) const {
        if (made.kind == "index") return !views_.contains(made.table);
        return made.kind == "comment" && !made.table.empty() && !files_.contains(made.table);
    }

    /// True for an object that is declared and created again around a change of what it reads, and for a comment on a
    /// part of an object that a statement outside of the files adds.
    bool is_repeated(const Made& made) {
        if (made.kind == "comment")
            return made.table.empty() && std::any_of(made.needs.begin(), made.needs.end(), [&](const ObjectName& name) {
                       return completed_.contains(name) && !declared_.tables.contains(name);
                   });
        if (made.name.empty() || made.kind == "setting" || made.kind == "privileges") return false;
        return !created_.insert({made.kind, made.name, made.arguments, made.table}).second;
    }

    bool is_of_declared_table(const Made& made) const {
        const auto is_table = [&](const ObjectName& name) { return declared_.tables.contains(name); };
        if (made.rejection.empty()) return is_misplaced(made) && is_table(made.table);
        return is_table(made.table) || std::any_of(made.makes.begin(), made.makes.end(), is_table) ||
               std::any_of(made.needs.begin(), made.needs.end(), is_table);
    }

    /// A comment, a setting or an index stands in the file of its object.
    std::string file_for(const Made& made) const {
        if (is_of_object(made.kind)) {
            if (const auto found = files_.find(made.table); found != files_.end()) return found->second;
            for (const ObjectName& name : made.needs)
                if (const auto found = files_.find(name); found != files_.end()) return found->second;
        }
        return file_of_kind(made.kind);
    }

    const Schema& source_;
    const Schema& declared_;
    WrittenModels& into_;
    std::map<std::string, std::string> texts_;
    std::map<ObjectName, std::string> files_;  ///< by object
    std::set<ObjectName> views_;               ///< materialized ones
    std::set<ObjectName> missing_;             ///< objects that nothing declares
    std::set<ObjectName> completed_;           ///< objects that an undeclared statement names
    std::set<std::tuple<std::string, ObjectName, std::string, ObjectName>> created_;
};

/// `whole` with the tables as headers declare them, and without what depends on a table that no header declares.
Schema declarable(const Schema& whole, const Schema& declared) {
    Schema made = whole;
    made.tables = declared.tables;
    std::set<ObjectName> missing;
    for (const auto& [name, table] : whole.tables)
        if (!declared.tables.contains(name)) missing.insert(name);
    std::erase_if(made.sequences, [&](const auto& each) { return missing.contains(each.second.owner_table); });
    const auto depends = [&](const Definition& each) {
        return missing.contains(each.table) ||
               std::any_of(each.depends_on.list.begin(), each.depends_on.list.end(),
                           [&](const Dependency& dependency) { return missing.contains(dependency.object.name); });
    };
    for (bool more = true; more;) {
        more = false;
        for (const auto& [id, definition] : made.definitions)
            if (depends(definition) && missing.insert(id.name).second) more = true;
    }
    std::erase_if(made.definitions,
                  [&](const auto& each) { return missing.contains(each.first.name) || depends(each.second); });
    std::erase_if(made.privileges->grants, [&](const auto& each) { return missing.contains(each.first.name); });
    return made;
}

/// The statements of a script that another one does not have.
emit::Script without(emit::Script script, const emit::Script& other) {
    std::multiset<std::string> present;
    for (const emit::Statement& each : other.statements) present.insert(each.sql);
    std::erase_if(script.statements, [&](const emit::Statement& each) {
        const auto found = present.find(each.sql);
        if (found == present.end()) return false;
        present.erase(found);
        return true;
    });
    return script;
}

}  // namespace

void add_remainder(const Schema& source, const Schema& declared, WrittenModels& into) {
    Schema whole = source;
    std::erase_if(whole.tables, [](const auto& each) { return !each.second.made_by_extension->empty(); });
    Sorter sorter(source, declared, into);
    if (info(source.dialect).stores_parsed) {
        const Schema objects = declarable(whole, declared);
        sorter.add_created(without(emit::create_script(objects), emit::create_script(declared)));
        sorter.add_completing(emit::plan(objects, whole).script);
        return sorter.write_files();
    }
    // SQLite's plan rebuilds a table for any property, so differences say more than statements.
    Schema tables = whole, valid = whole;
    tables.definitions.clear();
    std::erase_if(valid.definitions, [](const auto& each) { return !each.second.broken->empty(); });
    for (const auto& differences : {emit::plan(declared, tables).differences, emit::plan(valid, whole).differences})
        for (const std::string& each : differences) into.remainders.push_back({each, {}, {}});
    sorter.add_created(emit::plan(tables, valid).script);
    sorter.write_files();
}

}  // namespace retort::declare
