#include "plan/postgres/online.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "plan/effects.hpp"
#include "plan/postgres/enum_rebuild.hpp"
#include "plan/postgres/online_names.hpp"
#include "plan/postgres/torn_objects.hpp"

namespace retort::plan::postgres {

namespace {

/// Late steps among each other: an index is dropped after others are built.
enum Late { checked = late, built, dropped, validated };

/// Splits the steps, and decides how each is written.
class Splitter {
public:
    Splitter(const Steps& steps, const Schema& from, const Schema& to, const OnlineChoice& choice,
             const std::set<std::string>& in_transaction)
        : from_(from), to_(to), choice_(choice), in_transaction_(in_transaction), names_(from, to) {
        if (is_chosen(OnlineKind::enums)) used_labels_ = enums_to_rebuild(steps, {}, NewLabels::in_transaction);
        online_.steps = steps;
        online_.handlings.resize(steps.size());
        priorities_.resize(steps.size(), 0);
        const auto drops_operators = [](const Step& step) {
            const auto* drop = std::get_if<diff::DropDefinition>(&step);
            return std::holds_alternative<diff::DropExtension>(step) ||
                   std::holds_alternative<diff::AlterExtension>(step) ||
                   (drop != nullptr && info(drop->from.kind).own_namespace);
        };
        drops_operators_ = std::any_of(steps.begin(), steps.end(), drops_operators);
        for (const auto& create : diff::only<diff::CreateTable>(steps)) created_.insert(create.to.name);
        for (const auto& drop : diff::only<diff::DropIndex>(steps)) dropped_.insert(index_name(drop.table, drop.from));
        for (const auto& alter : diff::only<diff::AlterTable>(steps)) {
            if (!moves_table(alter)) continue;
            if (!alter.from.partition_of.empty()) detached_.insert(alter.from.name);
            for (const Table* each : {&alter.from, &alter.to}) {
                moved_.insert(each->inherits.begin(), each->inherits.end());
                moved_.insert({each->name, each->partition_of});
            }
        }
        for (const auto& add : diff::only<diff::CreateIndex>(steps))
            (add.ancestors.empty() ? added_ : local_).insert(index_name(add.table, add.to));
    }

    void split() {
        for (std::size_t i = 0, own = online_.steps.size(); i < own; ++i) {
            const Step step = online_.steps[i];  // a copy: splitting adds steps
            std::visit([&](const auto& each) { handle(i, each); }, step);
        }
    }

    OnlineSteps online_;
    std::vector<int> priorities_;

private:
    static ObjectName index_name(const ObjectName& table, const Index& index) { return {table.schema, index.name}; }

    /// The table in its last state; null for one without rows, or of which the plan copies all rows.
    const Table* existing(const ObjectName& name) const {
        return from_.find_table(name) != nullptr && !created_.contains(name) ? to_.find_table(name) : nullptr;
    }
    bool is_chosen(OnlineKind kind) const { return choice_.kinds.contains(kind); }
    bool may_split(const std::string& key) const { return !in_transaction_.contains(key); }

    void set(std::size_t at, Way way, int priority, std::string interim = {}) {
        online_.handlings[at] = {way, std::move(interim), {}};
        priorities_[at] = priority;
    }
    void add(Step step, Way way, int priority, std::string interim = {}) {
        online_.steps.push_back(std::move(step));
        online_.handlings.push_back({way, std::move(interim), {}});
        priorities_.push_back(priority);
    }
    void stay(std::size_t at, std::string lock, const std::string& reason) {
        std::string& remark = online_.handlings[at].remark;
        remark += (remark.empty() ? "" : "\n") + std::move(lock) + ": " + reason;
    }
    static constexpr const char* needed = "other steps need it in the same transaction";

    template <class Other>
    void handle(std::size_t, const Other&) {}

    void handle(std::size_t at, const diff::AlterEnum& alter) {
        if (used_labels_.contains(alter.to.name)) set(at, Way::committed, early);
    }

    void handle(std::size_t at, const diff::CreateIndex& create) {
        const Table* table = existing(create.table);
        if (table == nullptr || create.to.only || !is_chosen(OnlineKind::indexes)) return;
        const ObjectName name = index_name(create.table, create.to);
        const std::string lock = "blocks writes to " + display(create.table) + " until the index is built";
        if (!may_split(key_of(create))) return stay(at, lock, needed);
        if (!dropped_.contains(name)) return set(at, Way::concurrently, built);
        // The old local index is dropped before the server would attach it.
        if (local_.contains(name)) return stay(at, lock, needed);
        if (!table->partition_by.empty()) return stay(at, lock, "the indexes of the partitions keep their names");
        // The old index is in use until the new one is built.
        set(at, Way::concurrently, built, names_.free_relation(name, "new"));
    }

    void handle(std::size_t at, const diff::DropIndex& drop) {
        const Table* table = existing(drop.table);
        if (table == nullptr || !table->partition_by.empty() || !drop.taken.empty()) return;
        if (!is_chosen(OnlineKind::indexes)) return;
        if (!may_split(key_of(drop)) || local_.contains(index_name(drop.table, drop.from))) return;
        set(at, added_.contains(index_name(drop.table, drop.from)) ? Way::replaced : Way::concurrently,
            drops_operators_ ? early : dropped);
    }

    void handle(std::size_t at, const diff::AddConstraint& change) {
        if (const Table* table = existing(change.table))
            std::visit([&](const auto& constraint) { handle_constraint(at, change, constraint, *table); }, change.to);
    }

    template <class T>
    void handle_constraint(std::size_t at, const diff::AddConstraint& change, const T& constraint, const Table& table) {
        if constexpr (requires { constraint.not_valid; }) {
            if (!is_chosen(OnlineKind::constraints)) return;
            if (constraint.not_valid || constraint.not_enforced) return;
            if constexpr (std::is_same_v<T, ForeignKey>)
                if (!table.partition_by.empty())
                    return stay(at,
                                "blocks writes to " + display(change.table) + " and " + display(constraint.table) +
                                    " until the rows are checked",
                                "a foreign key of a partitioned table can't be NOT VALID");
            const bool inherited = std::is_same_v<T, Check> && moved_.contains(change.table);
            if (inherited || !may_split(key_of(change)))
                return stay(at, "blocks writes to " + display(change.table) + " until the rows are checked", needed);
            T open = constraint;
            open.not_valid = true;
            online_.steps[at] = diff::AddConstraint{change.table, open, change.ancestors};
            add(diff::AlterConstraint{change.table, open, constraint}, Way::committed, validated);
        } else if constexpr (std::is_same_v<T, Exclusion>) {
            if (!is_chosen(OnlineKind::constraints)) return;
            stay(at, "blocks reads and writes of " + display(change.table) + " until the index is built",
                 "the index of an exclusion constraint can't be built concurrently");
        } else {
            if (!is_chosen(OnlineKind::keys)) return;
            const std::string lock =
                "blocks reads and writes of " + display(change.table) + " until the index is built";
            if (!table.partition_by.empty())
                return stay(at, lock, "a key of a partitioned table can't take an existing index");
            if (constraint.without_overlaps) return stay(at, lock, "WITHOUT OVERLAPS can't take an existing index");
            if (!change.ancestors.empty()) return;
            if (!may_split(key_of(change))) return stay(at, lock, needed);
            set(at, Way::from_index, built);
        }
    }

    void handle(std::size_t at, const diff::AlterConstraint& alter) {
        const auto validates = [&](const auto& each) {
            if constexpr (requires { each.not_valid; })
                return std::get<std::decay_t<decltype(each)>>(alter.from).not_valid && !each.not_valid;
            else
                return false;
        };
        if (existing(alter.table) == nullptr || !alter.inherited_from.empty()) return;
        if (!is_chosen(OnlineKind::constraints)) return;
        if (diff::name_of(alter.from) != diff::name_of(alter.to) || alter.from.index() != alter.to.index()) return;
        if (std::visit(validates, alter.to) && may_split(key_of(alter))) set(at, Way::committed, validated);
    }

    void handle(std::size_t at, const diff::AlterColumn& alter) {
        const Column &from = alter.from, &to = alter.to;
        if (const auto plain = choice_.plain.find({alter.table, to.name});
            plain != choice_.plain.end() && (from.name != to.name || from.type != to.type))
            stay(at,
                 from.name != to.name ? "breaks the programs that use " + display(alter.table) + "." + from.name
                                      : "rewrites " + display(alter.table) + ", and blocks its reads and writes",
                 plain->second);
        if (!is_chosen(OnlineKind::not_null)) return;
        if (!from.nullable || to.nullable || from.name != to.name || existing(alter.table) == nullptr) return;
        const std::string lock =
            "blocks reads and writes of " + display(alter.table) + " until the rows are checked for NULL";
        if (to.identity || to.not_null)
            return stay(at, lock, "the column's other changes need it in the same transaction");
        if (!may_split(key_of(alter))) return stay(at, lock, needed);
        Column open = to;
        open.nullable = true;
        const std::string interim = names_.free_check(alter.table, to.name, "not_null_check");
        // All other changes of the column come first; the comparison of two columns is that of their states.
        Column as_before = from;
        as_before.nullable = false;
        if (as_before == to) {
            set(at, Way::by_check, checked, interim);
        } else {
            online_.steps[at] = diff::AlterColumn{alter.table, from, open};
            add(diff::AlterColumn{alter.table, open, to}, Way::by_check, checked, interim);
        }
    }

    void handle(std::size_t at, const diff::AlterTable& alter) {
        const Table &from = alter.from, &to = alter.to;
        if (!from.partition_of.empty() || to.partition_of.empty() || existing(to.name) == nullptr) return;
        if (!is_chosen(OnlineKind::partitions)) return;
        if (from.name != to.name || from_.find_table(to.partition_of) == nullptr || !may_split(key_of(alter))) return;
        // The rows of a partition that is detached before are never missing in the parent.
        if (detached_.contains(to.name)) return;
        Table alone = to;
        alone.partition_of = {};
        alone.partition_bound.clear();
        const std::string interim = names_.free_check(to.name, {}, "bound_check");
        Table attached = from;
        attached.partition_of = to.partition_of;
        attached.partition_bound = to.partition_bound;
        if (attached == to) return set(at, Way::by_check, built, interim);
        online_.steps[at] = diff::AlterTable{from, alone};
        add(diff::AlterTable{alone, to}, Way::by_check, built, interim);
    }

    const Schema &from_, &to_;
    const OnlineChoice& choice_;
    const std::set<std::string>& in_transaction_;
    OnlineNames names_;
    std::set<ObjectName> used_labels_;  ///< enums with a new label that the plan uses
    std::set<ObjectName> created_;
    /// The plan drops an extension or an operator class, of which no index is known to depend on it.
    bool drops_operators_ = false;
    std::set<ObjectName> dropped_, added_;  ///< indexes
    std::set<ObjectName> local_;  ///< added indexes of partitions that must not be attached to that of the parent
    std::set<ObjectName> detached_;
    std::set<ObjectName> moved_;  ///< tables that get or lose a parent or a child, which has their checks
};

}  // namespace

OnlineSteps online_steps(const Steps& steps, const Schema& from, const Schema& to, const OnlineChoice& choice,
                         const Arrange& arrange) {
    std::set<std::string> in_transaction;
    for (bool all = false;;) {
        Splitter splitter(steps, from, to, choice, in_transaction);
        splitter.split();
        OnlineSteps& online = splitter.online_;
        std::vector<std::size_t> order;
        try {
            order = arrange(online.steps, splitter.priorities_);
        } catch (const Error&) {
            // The parts of a step can be in a cycle that the whole step is not in.
            if (std::exchange(all, true)) throw;
            in_transaction.merge(keys_of_split_steps(online));
            continue;
        }
        OnlineSteps ordered;
        for (const std::size_t each : order) {
            ordered.steps.push_back(std::move(online.steps[each]));
            ordered.handlings.push_back(std::move(online.handlings[each]));
        }
        const std::size_t before = in_transaction.size();
        in_transaction.merge(steps_in_torn_objects(ordered));
        if (in_transaction.size() == before) return ordered;
    }
}

}  // namespace retort::plan::postgres
