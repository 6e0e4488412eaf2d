#include "diff/rename_candidates.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "diff/renames.hpp"
#include "schema/data_type.hpp"
#include "schema/name.hpp"

namespace retort::diff {

namespace {

using Kind = RenameCandidate::Kind;

constexpr std::size_t most_pairs = 10'000;

/// The words of "full_name".
std::set<std::string_view> words(std::string_view name) {
    std::set<std::string_view> found;
    while (!name.empty()) {
        const std::size_t end = std::min(name.find('_'), name.size());
        if (end >= 3) found.insert(name.substr(0, end));
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return found;
}

bool similar(std::string_view a, std::string_view b) {
    const std::size_t longest = std::max(a.size(), b.size());
    if (static_cast<std::size_t>(edit_distance(a, b)) <= longest / 3) return true;
    if (std::min(a.size(), b.size()) >= 3 && (a.find(b) != a.npos || b.find(a) != b.npos)) return true;
    const auto theirs = words(b);
    const auto ours = words(a);
    return std::any_of(ours.begin(), ours.end(), [&](std::string_view word) { return theirs.contains(word); });
}

/// A pair by the positions of its two sides.
struct Pair {
    int score;
    std::size_t from;
    std::size_t to;
};

/// The pairs with the best scores, each side in at most one pair, ordered by `from`.
template <class Score>
std::vector<Pair> best_pairs(std::size_t from, std::size_t to, Score score) {
    std::vector<Pair> pairs;
    const bool few = from * to <= most_pairs;
    for (std::size_t i = 0; i < from; ++i)
        for (std::size_t j = few ? 0 : i; j < (few ? to : std::min(i + 1, to)); ++j)
            if (const int points = score(i, j); points > 0) pairs.push_back({points, i, j});
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
        return std::tuple(-a.score, a.from, a.to) < std::tuple(-b.score, b.from, b.to);
    });
    std::set<std::size_t> left, right;
    std::erase_if(pairs, [&](const Pair& pair) {
        if (left.contains(pair.from) || right.contains(pair.to)) return true;
        left.insert(pair.from), right.insert(pair.to);
        return false;
    });
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.from < b.from; });
    return pairs;
}

/// Objects of one map that another does not have, apart from renamed ones.
template <class Map>
std::vector<const typename Map::mapped_type*> missing(const Map& from, const Map& to,
                                                      const std::map<ObjectName, ObjectName>& renamed, bool backwards) {
    std::set<ObjectName> known;
    for (const auto& [before, after] : renamed) known.insert(backwards ? after : before);
    std::vector<const typename Map::mapped_type*> found;
    for (const auto& [name, object] : from)
        if (!to.contains(name) && !known.contains(name)) found.push_back(&object);
    return found;
}

/// The objects of both sides that may be renamed.
class Sides {
public:
    Sides(const Schema& from, const Schema& to, bool declared_schemas = false)
        : from_(from), to_(to), declared_schemas_(declared_schemas), renames_(find_renames(from, to)) {}

    std::vector<const Table*> dropped_tables() const {
        auto found = missing(from_.tables, to_.tables, renames_.tables, false);
        std::erase_if(found, [](const Table* table) { return *table->external; });
        return found;
    }
    std::vector<const Table*> created_tables() const {
        auto found = missing(to_.tables, from_.tables, renames_.tables, true);
        std::erase_if(found, [](const Table* table) { return *table->external; });
        return found;
    }

    /// True if two tables are a candidate without a request. Not a candidate: a partition that is dropped with its
    /// parent or replaced by another, and a table of a dropped schema, which may be one that no model declares.
    bool may_ask(const Table& dropped, const Table& created) const {
        if (!in_scope(dropped.name)) return false;
        if (renamed(renames_.tables, dropped.partition_of) != created.partition_of ||
            dropped.partition_bound != created.partition_bound)
            return false;
        return dropped.name.schema == created.name.schema
                   ? dropped.name.schema.empty() || to_.schemas.contains(dropped.name.schema)
                   : dropped.name.name == created.name.name;
    }
    /// False for an object that the plan leaves as it is, since its schema is not declared.
    bool in_scope(const ObjectName& name) const {
        return !declared_schemas_ || name.schema.empty() || to_.schemas.contains(name.schema);
    }
    std::vector<const Enum*> dropped_enums() const { return missing(from_.enums, to_.enums, renames_.enums, false); }
    std::vector<const Enum*> created_enums() const { return missing(to_.enums, from_.enums, renames_.enums, true); }

    /// Calls `use(from, to)` for each table that exists on both sides.
    template <class Use>
    void kept_tables(Use use) const {
        for (const auto& [name, table] : from_.tables)
            if (const Table* after = to_.find_table(renamed(renames_.tables, name)); after && !*after->external)
                use(table, *after);
    }
    template <class Use>
    void kept_enums(Use use) const {
        for (const auto& [name, each] : from_.enums)
            if (const auto after = to_.enums.find(renamed(renames_.enums, name)); after != to_.enums.end())
                use(each, after->second);
    }

    std::vector<const Column*> dropped_columns(const Table& from, const Table& to) const {
        return columns_without(from, to, renames_.columns, to.name, false);
    }
    std::vector<const Column*> added_columns(const Table& from, const Table& to) const {
        return columns_without(to, from, renames_.columns, to.name, true);
    }
    std::vector<std::string> dropped_labels(const Enum& from, const Enum& to) const {
        return labels_without(from, to, to, false);
    }
    std::vector<std::string> added_labels(const Enum& from, const Enum& to) const {
        return labels_without(to, from, to, true);
    }

    /// The type's name without its modifiers.
    std::string base_of(const Type& type, bool earlier) const {
        if (!type.user_type.empty())
            return quote(earlier ? renamed(renames_.enums, type.user_type) : type.user_type) + (type.array ? "[]" : "");
        DataType parsed = parse_data_type(type.sql);
        parsed.modifier.clear();
        return to_sql(parsed);
    }

private:
    static ObjectName renamed(const std::map<ObjectName, ObjectName>& names, const ObjectName& name) {
        const auto found = names.find(name);
        return found == names.end() ? name : found->second;
    }

    static std::vector<const Column*> columns_without(
        const Table& table, const Table& other, const std::map<ObjectName, std::map<std::string, std::string>>& names,
        const ObjectName& later_name, bool backwards) {
        std::set<std::string> known;
        if (const auto renames = names.find(later_name); renames != names.end())
            for (const auto& [before, after] : renames->second) known.insert(backwards ? after : before);
        for (const Column& column : other.columns) known.insert(column.name);
        std::vector<const Column*> found;
        for (const Column& column : table.columns)
            if (!known.contains(column.name)) found.push_back(&column);
        return found;
    }

    std::vector<std::string> labels_without(const Enum& one, const Enum& other, const Enum& later,
                                            bool backwards) const {
        std::set<std::string> known(other.labels.begin(), other.labels.end());
        if (const auto renames = renames_.labels.find(later.name); renames != renames_.labels.end())
            for (const auto& [before, after] : renames->second) known.insert(backwards ? after : before);
        // A label that a model lists as old is not a candidate, even if it is not renamed.
        for (const auto& [before, after] : later.transition->old_labels) known.insert(before);
        std::vector<std::string> found;
        for (const std::string& label : one.labels)
            if (!known.contains(label)) found.push_back(label);
        return found;
    }

    const Schema& from_;
    const Schema& to_;
    bool declared_schemas_;
    Renames renames_;
};

std::string structure(const Table& table) {
    std::set<std::string> lines;
    for (const Column& column : table.columns) lines.insert(column.name + " " + to_sql(column.type));
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

/// The number of columns that two tables share, by name and type.
int shared_columns(const Table& a, const Table& b) {
    std::map<std::string_view, const Column*> by_name;
    for (const Column& column : a.columns) by_name[column.name] = &column;
    return static_cast<int>(std::count_if(b.columns.begin(), b.columns.end(), [&](const Column& column) {
        const auto found = by_name.find(column.name);
        return found != by_name.end() && found->second->type == column.type;
    }));
}

void candidate_tables(const Sides& sides, std::vector<RenameCandidate>& found) {
    std::vector<const Table*> dropped = sides.dropped_tables();
    std::vector<const Table*> created = sides.created_tables();
    const auto take = [&](const std::vector<const Table*>& from, const std::vector<const Table*>& to, auto score) {
        std::set<const Table*> used;
        for (const Pair& pair : best_pairs(from.size(), to.size(), [&](std::size_t i, std::size_t j) {
                 return sides.may_ask(*from[i], *to[j]) ? score(*from[i], *to[j]) : 0;
             })) {
            found.push_back({Kind::table, from[pair.from]->name, to[pair.to]->name});
            used.insert(from[pair.from]), used.insert(to[pair.to]);
        }
        std::erase_if(dropped, [&](const Table* table) { return used.contains(table); });
        std::erase_if(created, [&](const Table* table) { return used.contains(table); });
    };
    // First tables of the same structure, found by a key: many tables then need no pairwise comparison.
    std::map<std::string, std::pair<std::vector<const Table*>, std::vector<const Table*>>> alike;
    for (const Table* table : dropped) alike[structure(*table)].first.push_back(table);
    for (const Table* table : created) alike[structure(*table)].second.push_back(table);
    for (const auto& [key, both] : alike)
        take(both.first, both.second,
             [](const Table& a, const Table& b) { return similar(a.name.name, b.name.name) ? 2 : 1; });
    const auto rest_from = dropped, rest_to = created;
    take(rest_from, rest_to, [](const Table& a, const Table& b) {
        const int most = static_cast<int>(std::max(a.columns.size(), b.columns.size()));
        const int share = most == 0 ? 0 : 100 * shared_columns(a, b) / most;
        const bool near = similar(a.name.name, b.name.name);
        return share >= (near ? 40 : 70) ? share + (near ? 50 : 0) : 0;
    });
}

std::size_t position_of(const Table& table, const Column* column) {
    return static_cast<std::size_t>(column - table.columns.data());
}

void candidate_columns(const Sides& sides, std::vector<RenameCandidate>& found) {
    sides.kept_tables([&](const Table& from, const Table& to) {
        const auto dropped = sides.dropped_columns(from, to);
        if (dropped.empty()) return;
        const auto created = sides.added_columns(from, to);
        for (const Pair& pair : best_pairs(dropped.size(), created.size(), [&](std::size_t i, std::size_t j) {
                 const Column &a = *dropped[i], &b = *created[j];
                 if (sides.base_of(a.type, true) != sides.base_of(b.type, false)) return 0;
                 if (a.generated.has_value() != b.generated.has_value()) return 0;
                 const bool near = similar(a.name, b.name);
                 const bool same_position = position_of(from, &a) == position_of(to, &b);
                 int points = 1 + (a.type.sql == b.type.sql ? 2 : 0) + (a.nullable == b.nullable ? 1 : 0) +
                              (a.default_sql == b.default_sql ? 1 : 0) + (same_position ? 2 : 0);
                 if (near) points += 4;
                 return near || (same_position && points >= 6) ? points : 0;
             }))
            found.push_back({Kind::column, from.name, to.name, dropped[pair.from]->name, created[pair.to]->name});
    });
}

void candidate_enums(const Sides& sides, std::vector<RenameCandidate>& found) {
    const auto dropped = sides.dropped_enums(), created = sides.created_enums();
    for (const Pair& pair : best_pairs(dropped.size(), created.size(), [&](std::size_t i, std::size_t j) {
             const Enum &a = *dropped[i], &b = *created[j];
             if (!sides.in_scope(a.name)) return 0;
             if (a.name.schema != b.name.schema && a.name.name != b.name.name) return 0;
             const std::set<std::string> labels(a.labels.begin(), a.labels.end());
             const auto shared = static_cast<int>(std::count_if(
                 b.labels.begin(), b.labels.end(), [&](const std::string& label) { return labels.contains(label); }));
             const int most = static_cast<int>(std::max(a.labels.size(), b.labels.size()));
             const bool near = similar(a.name.name, b.name.name);
             const int share = most == 0 ? 0 : 100 * shared / most;
             return share >= (near ? 40 : 70) ? share + (near ? 50 : 0) : 0;
         }))
        found.push_back({Kind::enumeration, dropped[pair.from]->name, created[pair.to]->name});
    sides.kept_enums([&](const Enum& from, const Enum& to) {
        const auto lost = sides.dropped_labels(from, to), made = sides.added_labels(from, to);
        const auto position = [](const Enum& each, const std::string& label) {
            return std::find(each.labels.begin(), each.labels.end(), label) - each.labels.begin();
        };
        for (const Pair& pair : best_pairs(lost.size(), made.size(), [&](std::size_t i, std::size_t j) {
                 const bool same_position =
                     from.labels.size() == to.labels.size() && position(from, lost[i]) == position(to, made[j]);
                 return (same_position ? 2 : 0) + (similar(lost[i], made[j]) ? 1 : 0);
             }))
            found.push_back({Kind::label, from.name, to.name, lost[pair.from], made[pair.to]});
    });
}

/// Every dropped (or created) object as a candidate with only that side set.
std::vector<RenameCandidate> one_side(const Schema& from, const Schema& to, bool dropped) {
    const Sides sides(from, to);
    std::vector<RenameCandidate> found;
    const auto object = [&](Kind kind, const ObjectName& name) {
        found.push_back(dropped ? RenameCandidate{kind, name, {}} : RenameCandidate{kind, {}, name});
    };
    const auto part = [&](Kind kind, const ObjectName& before, const ObjectName& after, const std::string& name) {
        found.push_back({kind, before, after, dropped ? name : "", dropped ? "" : name});
    };
    for (const Table* table : dropped ? sides.dropped_tables() : sides.created_tables())
        object(Kind::table, table->name);
    for (const Enum* each : dropped ? sides.dropped_enums() : sides.created_enums())
        object(Kind::enumeration, each->name);
    sides.kept_tables([&](const Table& a, const Table& b) {
        for (const Column* column : dropped ? sides.dropped_columns(a, b) : sides.added_columns(a, b))
            part(Kind::column, a.name, b.name, column->name);
    });
    sides.kept_enums([&](const Enum& a, const Enum& b) {
        for (const std::string& label : dropped ? sides.dropped_labels(a, b) : sides.added_labels(a, b))
            part(Kind::label, a.name, b.name, label);
    });
    return found;
}

std::vector<std::string> names(const std::vector<RenameCandidate>& candidates, bool dropped) {
    std::vector<std::string> list;
    for (const RenameCandidate& each : candidates) list.push_back(dropped ? each.old_name() : each.new_name());
    std::sort(list.begin(), list.end());
    return list;
}

/// The old name of a table or enum as a model declares it: with its schema if that is another.
std::string declared_name(const RenameCandidate& rename) {
    return (rename.from.schema == rename.to.schema ? "" : rename.from.schema + ".") + rename.from.name;
}

}  // namespace

std::string RenameCandidate::old_name() const { return display(from) + (before.empty() ? "" : "." + before); }
std::string RenameCandidate::new_name() const { return display(to) + (after.empty() ? "" : "." + after); }

std::string RenameCandidate::declaration() const {
    const std::string& name = before.empty() ? declared_name(*this) : before;
    if (kind == Kind::label) return ".old_label(\"" + name + "\", …::" + after + ")";
    return ".renamed_from(\"" + name + "\")";
}

std::vector<RenameCandidate> rename_candidates(const Schema& from, const Schema& to, bool declared_schemas) {
    const Sides sides(from, to, declared_schemas);
    std::vector<RenameCandidate> found;
    candidate_tables(sides, found);
    candidate_enums(sides, found);
    candidate_columns(sides, found);
    std::sort(found.begin(), found.end());
    return found;
}

std::optional<RenameCandidate> find_rename(const Schema& from, const Schema& to, std::string_view before,
                                           std::string_view after) {
    const auto created = one_side(from, to, false);
    for (const RenameCandidate& old : one_side(from, to, true)) {
        if (old.old_name() != before) continue;
        for (const RenameCandidate& made : created) {
            if (made.kind != old.kind || made.new_name() != after) continue;
            if (old.before.empty()) return RenameCandidate{old.kind, old.from, made.to};
            if (old.from == made.from && old.to == made.to)
                return RenameCandidate{old.kind, old.from, old.to, old.before, made.after};
        }
    }
    return std::nullopt;
}

std::vector<std::string> dropped_names(const Schema& from, const Schema& to) {
    return names(one_side(from, to, true), true);
}

std::vector<std::string> created_names(const Schema& from, const Schema& to) {
    return names(one_side(from, to, false), false);
}

std::optional<RenameCandidate> find_pair(const Schema& from, const Schema& to, std::string_view before,
                                         std::string_view after) {
    const auto objects = [&](Kind kind, const auto& ours, const auto& theirs) -> std::optional<RenameCandidate> {
        for (const auto& [name, object] : ours)
            if (display(name) == before)
                for (const auto& [other_name, other] : theirs)
                    if (display(other_name) == after) return RenameCandidate{kind, name, other_name};
        return std::nullopt;
    };
    if (auto found = objects(Kind::table, from.tables, to.tables)) return found;
    if (auto found = objects(Kind::enumeration, from.enums, to.enums)) return found;
    std::optional<RenameCandidate> found;
    const Sides sides(from, to);
    const auto parts = [&](Kind kind, const ObjectName& a, const ObjectName& b, const auto& ours, const auto& theirs) {
        for (const std::string& old : ours)
            for (const std::string& made : theirs) {
                const RenameCandidate pair{kind, a, b, old, made};
                if (pair.old_name() == before && pair.new_name() == after) found = pair;
            }
    };
    const auto names = [](const Table& table) {
        std::vector<std::string> list;
        for (const Column& column : table.columns) list.push_back(column.name);
        return list;
    };
    sides.kept_tables([&](const Table& a, const Table& b) {
        if (before.starts_with(display(a.name))) parts(Kind::column, a.name, b.name, names(a), names(b));
    });
    sides.kept_enums([&](const Enum& a, const Enum& b) {
        if (before.starts_with(display(a.name))) parts(Kind::label, a.name, b.name, a.labels, b.labels);
    });
    return found;
}

void declare(Schema& to, const RenameCandidate& rename, bool requested) {
    const std::string old = declared_name(rename);
    const auto declare = [&](auto& object, const std::string& name) {
        object.transition->renamed_from = name;
        object.transition->requested = requested;
    };
    switch (rename.kind) {
        case Kind::table: return declare(to.tables.at(rename.to), old);
        case Kind::enumeration: return declare(to.enums.at(rename.to), old);
        case Kind::column: return declare(*to.tables.at(rename.to).find_column(rename.after), rename.before);
        case Kind::label: to.enums.at(rename.to).transition->old_labels[rename.before] = rename.after; return;
    }
}

}  // namespace retort::diff
