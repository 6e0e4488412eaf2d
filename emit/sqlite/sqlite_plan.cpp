#include "emit/sqlite/sqlite_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "diff/compare.hpp"
#include "diff/rename_steps.hpp"
#include "diff/renames.hpp"
#include "diff/summary.hpp"
#include "emit/sqlite/alter_in_place.hpp"
#include "emit/sqlite/arrange.hpp"
#include "emit/sqlite/definitions.hpp"
#include "emit/sqlite/rebuild.hpp"
#include "emit/sqlite/storable.hpp"
#include "emit/sqlite/table_sql.hpp"

namespace retort::emit::sqlite {

namespace {

class Planner {
public:
    Planner(const Schema& from, const Schema& to, Direction direction)
        : start_(storable(from)), to_(storable(to)), direction_(direction) {
        by_case_ = case_renames(start_, to_);
        if (!by_case_.empty()) from_ = diff::apply(by_case_, start_);
        declared_ = diff::find_renames(by_case_.empty() ? start_ : from_, to_);
        changes_ = diff::changes_of(by_case_, start_);
        std::vector<diff::Change> more = diff::compare(by_case_.empty() ? start_ : from_, to_);
        std::move(more.begin(), more.end(), std::back_inserter(changes_));
        changes_ = arrange(std::move(changes_));
        if (!changes_.empty()) from_ = diff::apply(declared_, by_case_.empty() ? start_ : from_);
    }

    Plan run() {
        Plan plan;
        plan.changes = changes_;
        if (changes_.empty()) return plan;
        plan.differences = diff::summary(changes_);

        gone_ = out_of_the_way(start_, to_, {by_case_, declared_});
        Context context{from_, to_, direction_, {}, {}};
        context.taken.add(from_);
        context.taken.add(to_);
        for (const auto& [key, definition] : start_.definitions)
            if (!gone_.contains(key)) context.standing.push_back(&definition);
        std::map<ObjectName, std::vector<const diff::Change*>> reasons;
        const std::map<ObjectName, TableDelta> deltas = by_table(changes_, from_, to_);
        for (const auto& [name, delta] : deltas)
            if (auto found = blockers(delta, context); !found.empty()) reasons[name] = std::move(found);

        const std::vector<const Table*> dropped = tables_to_drop();
        const bool unbound = !reasons.empty() || drops_need_keys_off(dropped);
        if (unbound) open(!reasons.empty());

        drop_definitions(dropped);
        drop_indexes();
        for (const Table* table : dropped)
            add("DROP TABLE " + quote(table->name.name),
                direction_ == Direction::up ? fmt::format("drops table {} with its rows", display(table->name)) : "");
        rename(by_case_, &context.taken);
        rename(declared_, nullptr);
        create_tables();
        for (const auto& [name, delta] : deltas)
            if (!reasons.contains(name)) alter_in_place(delta, direction_, script_.statements);
        rebuild_tables(deltas, reasons, context);
        create_definitions(reasons);

        if (unbound) close();
        script_.transactional = !unbound;
        plan.script = std::move(script_);
        return plan;
    }

private:
    void add(std::string sql, std::string comment = {}) {
        script_.statements.push_back({std::move(sql), std::move(comment)});
    }

    void open(bool rebuilds) {
        add("PRAGMA foreign_keys = OFF",
            rebuilds
                ? "Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,\n"
                  "so that DROP TABLE of the old table does not change rows that reference it."
                : "Foreign keys are off, so that DROP TABLE does not change rows that reference the table.");
        add("BEGIN");
    }

    void close() {
        add("PRAGMA foreign_key_check", "must return no row: each row is a reference to a missing row");
        add("COMMIT");
        add("PRAGMA foreign_keys = ON");
    }

    /// Children before parents.
    std::vector<const Table*> tables_to_drop() const {
        std::vector<const Table*> tables;
        for (const diff::Change& change : changes_)
            if (const auto* drop = std::get_if<diff::DropTable>(&change)) tables.push_back(&drop->from);
        tables = in_order(tables);
        std::reverse(tables.begin(), tables.end());
        return tables;
    }

    /// With foreign keys on, DROP TABLE deletes the rows first (foreignkeys.html, section 5). That must not affect a
    /// table that stays or is dropped later, nor violate a RESTRICT.
    bool drops_need_keys_off(const std::vector<const Table*>& dropped) const {
        std::map<ObjectName, std::size_t> turn;
        for (std::size_t i = 0; i < dropped.size(); ++i) turn[dropped[i]->name] = i;
        for (const auto& [name, table] : from_.tables) {
            const auto own = turn.find(name);
            for (const ForeignKey& key : table.foreign_keys) {
                const auto parent = turn.find(key.table);
                if (parent == turn.end()) continue;
                if (own == turn.end() || own->second > parent->second) return true;
                if (own == parent && key.on_delete == Action::restrict_) return true;
            }
        }
        return false;
    }

    void drop_definitions(const std::vector<const Table*>& dropped) {
        std::set<ObjectName> tables;
        for (const Table* table : dropped) tables.insert(table->name);
        std::vector<const Definition*> definitions;
        for (const ObjectId& key : gone_) definitions.push_back(&start_.definitions.at(key));
        definitions = in_order(definitions);
        std::reverse(definitions.begin(), definitions.end());
        for (const Definition* definition : definitions) {
            const bool view = definition->kind == ObjectKind::view;
            if (!view && tables.contains(definition->table)) continue;
            add(fmt::format("DROP {} {}", view ? "VIEW" : "TRIGGER", quote(definition->name.name)));
        }
    }

    void drop_indexes() {
        for (const diff::Change& change : changes_) {
            const Index* index = nullptr;
            if (const auto* drop = std::get_if<diff::DropIndex>(&change)) index = &drop->from;
            if (const auto* alter = std::get_if<diff::AlterIndex>(&change)) index = &alter->from;
            if (index) add("DROP INDEX " + quote(index->name));
        }
    }

    /// A new name that differs in case alone is taken by the table itself. With `taken`, the rename has two steps,
    /// through a name that is not in `taken`.
    void rename(const diff::Renames& renames, const TakenNames* taken) {
        const auto interim_name = [](const std::string& name) { return name + "__swap"; };
        const auto table_between = [&](const ObjectName& name) {
            return ObjectName{name.schema, interim_name(name.name)};
        };
        for (const auto& [before, after] : diff::rename_steps(renames.tables, table_between)) {
            std::string current = before.name;
            if (taken) {
                const std::string between = taken->free_name("renamed", after.name);
                add(fmt::format("ALTER TABLE {} RENAME TO {}", quote(current), quote(between)));
                current = between;
            }
            add(fmt::format("ALTER TABLE {} RENAME TO {}", quote(current), quote(after.name)));
        }
        for (const auto& [table, columns] : renames.columns)
            for (const auto& [before, after] : diff::rename_steps(columns, interim_name))
                add(fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", quote(table.name), quote(before),
                                quote(after)));
    }

    void create_tables() {
        std::vector<const Table*> tables;
        for (const diff::Change& change : changes_)
            if (const auto* create = std::get_if<diff::CreateTable>(&change)) tables.push_back(&create->to);
        for (const Table* table : in_order(tables)) {
            const bool lost = direction_ == Direction::down;
            add(create_table_sql(*table),
                lost ? fmt::format("the old rows of {} are not restored", display(table->name)) : "");
            for (const Index& index : table->indexes) add(create_index_sql(table->name, index));
        }
    }

    void rebuild_tables(const std::map<ObjectName, TableDelta>& deltas,
                        const std::map<ObjectName, std::vector<const diff::Change*>>& reasons, const Context& context) {
        if (reasons.empty()) return;
        std::vector<const Table*> tables;
        for (const auto& [name, list] : reasons) tables.push_back(deltas.at(name).to);
        if (!context.standing.empty())
            add("PRAGMA legacy_alter_table = ON",
                "views and triggers stay unchanged while the tables that they reference are replaced");
        for (const Table* table : in_order(tables))
            rebuild(deltas.at(table->name), context, reasons.at(table->name), script_.statements);
        if (!context.standing.empty()) add("PRAGMA legacy_alter_table = OFF");
    }

    void create_definitions(const std::map<ObjectName, std::vector<const diff::Change*>>& rebuilt) {
        std::vector<const Definition*> definitions;
        for (const auto& [key, definition] : to_.definitions) {
            const bool dropped_with_table =
                definition.kind == ObjectKind::trigger && rebuilt.contains(definition.table);
            if (!start_.definitions.contains(key) || gone_.contains(key) || dropped_with_table)
                definitions.push_back(&definition);
        }
        for (const Definition* definition : in_order(definitions)) add(definition->sql);
    }

    const Schema start_;
    const Schema to_;
    const Direction direction_;
    diff::Renames by_case_;
    diff::Renames declared_;
    Schema from_;  ///< start_ with all renames applied
    std::vector<diff::Change> changes_;
    std::set<ObjectId> gone_;
    Script script_;
};

}  // namespace

Plan plan(const Schema& from, const Schema& to, Direction direction) {
    const bool same = from == to && diff::find_renames(from, to).empty();
    return same ? Plan{} : Planner(from, to, direction).run();
}

Script create_script(const Schema& schema) {
    Schema nothing;
    nothing.dialect = Dialect::sqlite;
    return sqlite::plan(nothing, schema, Direction::up).script;
}

}  // namespace retort::emit::sqlite
