#include <algorithm>
#include <map>
#include <set>

#include "reflect/lower/context.hpp"
#include "reflect/lower/key_parts.hpp"

namespace retort::reflect {

namespace {

using K = fact_kind;

constexpr std::size_t limit = 63;  // NAMEDATALEN - 1 (PostgreSQL: sql-syntax-lexical, identifiers)

std::string joined(const std::vector<std::string>& columns) {
    std::string made;
    for (const std::string& column : columns) made += (made.empty() ? "" : "_") + column;
    return made;
}

/// 64-bit FNV-1a, as eight hexadecimal digits of its folded halves.
std::string digest(const std::string& text) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    std::uint64_t folded = (hash ^ (hash >> 32)) & 0xffffffffULL;
    std::string made;
    for (int i = 0; i < 8; ++i, folded >>= 4) made.insert(made.begin(), "0123456789abcdef"[folded & 15]);
    return made;
}

class Namer {
public:
    explicit Namer(Context& context) : context_(context) {}

    void run() {
        std::map<ObjectName, LoweredTable*> tables;
        for (auto& [cxx, table] : context_.tables) tables.emplace(table.table.name, &table);
        for (const auto& [name, table] : tables) claim_chosen(*table);
        for (const auto& [name, table] : tables) name_table(*table);
    }

private:
    /// A name space: relation names are unique within a schema, constraint names within a table.
    using Space = std::map<std::string, Location>;

    Space& relations(const Table& table) { return relations_[table.name.schema]; }
    Space& constraints(const Table& table) { return constraints_[table.name]; }

    void claim(Space& space, const std::string& name, const Location& place, const std::string& what) {
        if (name.size() > limit)
            context_.errors.add("RT114", place, "the name '" + name + "' of " + what + " is longer than 63 bytes",
                                "PostgreSQL truncates longer names");
        if (name.empty()) context_.errors.add("RT114", place, "the name of " + what + " is empty");
        const auto [at, fresh] = space.emplace(name, place);
        if (fresh) return;
        Diagnostic& error = context_.errors.add(
            "RT116", place, "the name '" + name + "' of " + what + " is already in use", "choose another name");
        Errors::note(error, at->second, "used here");
    }

    Location place(const LoweredTable& table, const Position& position) const {
        for (const Rule& rule : table.record->rules) {
            if (rule.place.file && rule.place.line == position.line && rule.place.file->path == position.file)
                return rule.place;
            for (const Fact& fact : rule.facts)
                if (fact.place.file && fact.place.line == position.line && fact.place.file->path == position.file)
                    return fact.place;
        }
        return table.record->place;
    }

    void claim_chosen(const LoweredTable& lowered) {
        const Table& table = lowered.table;
        const std::string of = "' of table '" + retort::display(table.name) + "'";
        claim(relations(table), table.name.name, lowered.record->place, "table '" + retort::display(table.name) + "'");
        for (const Column& column : table.columns)
            if (column.name.size() > limit || column.name.empty())
                context_.errors.add("RT114", table_location(lowered, column.name),
                                    "the column name '" + column.name + of +
                                        (column.name.empty() ? " is empty" : " is longer than 63 bytes"));
        const auto key = [&](const auto& object, const char* what, bool relation) {
            if (!*object.named) return;
            const Location at = place(lowered, *object.declared);
            if (relation)
                claim(relations(table), object.name, at,
                      std::string(what) + " of table '" + retort::display(table.name) + "'");
            else
                claim(constraints(table), object.name, at,
                      std::string(what) + " of table '" + retort::display(table.name) + "'");
            if (relation) constraints(table).emplace(object.name, at);
        };
        if (table.primary_key) key(*table.primary_key, "the primary key", true);
        for (const Unique& unique : table.uniques) key(unique, "a unique constraint", true);
        for (const Exclusion& exclusion : table.exclusions) key(exclusion, "an exclusion constraint", true);
        for (const Index& index : table.indexes) key(index, "an index", true);
        for (const Check& check : table.checks) key(check, "a check", false);
        for (const ForeignKey& foreign : table.foreign_keys) key(foreign, "a foreign key", false);
    }

    /// Sets the name by the convention or as PostgreSQL would, made unique by a number after the label.
    void give(std::string& name, Annotation<bool>& named, const Table& table, K pattern, const std::string& columns,
              const std::string& label, const std::string& target, bool relation) {
        if (*named) return;
        Space& space = relation ? relations(table) : constraints(table);
        const Fact* given = nullptr;
        for (const Fact& fact : context_.naming)
            if (fact.kind == pattern) given = &fact;
        for (int i = 0;; ++i) {
            const std::string number = i > 0 ? std::to_string(i) : "";
            if (given != nullptr)
                name = clipped(fill(given->text, table, columns, target) + number);
            else
                name = object_name(table.name.name, columns, label + number);
            if (space.emplace(name, Location{}).second &&
                (!relation || constraints(table).emplace(name, Location{}).second))
                break;
        }
        if (given != nullptr) named = true;
    }

    static std::string fill(const std::string& pattern, const Table& table, const std::string& columns,
                            const std::string& target) {
        std::string made;
        for (std::size_t i = 0; i < pattern.size();) {
            const auto take = [&](const char* word, const std::string& value) {
                if (pattern.compare(i, std::string::traits_type::length(word), word) != 0) return false;
                made += value;
                i += std::string::traits_type::length(word);
                return true;
            };
            if (take("{table}", table.name.name) || take("{columns}", columns) || take("{column}", columns) ||
                take("{target}", target) || take("{schema}", table.name.schema))
                continue;
            made += pattern[i++];
        }
        return made;
    }

    /// Shortens a name beyond the limit to its beginning and a digest of the whole, so that names remain distinct.
    static std::string clipped(const std::string& name) {
        if (name.size() <= limit) return name;
        return std::string(clip_utf8(name, limit - 9)) + "_" + digest(name);
    }

    static std::string index_columns(const Index& index) {
        std::vector<std::string> words;
        for (const IndexPart& part : index.parts) {
            std::string word = part.column;
            if (word.empty()) word = function_called(part.expression);
            if (word.empty()) word = "expr";
            std::string unique = word;
            for (int i = 1; std::find(words.begin(), words.end(), unique) != words.end(); ++i)
                unique = word + std::to_string(i);
            words.push_back(unique);
        }
        return joined(words);
    }

    void name_table(LoweredTable& lowered) {
        Table& table = lowered.table;
        if (table.primary_key)
            give(table.primary_key->name, table.primary_key->named, table, K::primary_key_name,
                 given_columns(K::primary_key_name, joined(table.primary_key->columns)), "pkey", "", true);
        for (Unique& unique : table.uniques)
            give(unique.name, unique.named, table, K::unique_name, joined(unique.columns), "key", "", true);
        for (Exclusion& exclusion : table.exclusions)
            give(exclusion.name, exclusion.named, table, K::exclusion_name, joined(*exclusion.reads), "excl", "", true);
        for (Index& index : table.indexes)
            give(index.name, index.named, table, K::index_name, index_columns(index), "idx", "", true);
        for (Check& check : table.checks)
            give(check.name, check.named, table, K::check_name,
                 check.reads->size() == 1 ? check.reads->front() : std::string{}, "check", "", false);
        for (ForeignKey& foreign : table.foreign_keys)
            give(foreign.name, foreign.named, table, K::foreign_key_name, joined(foreign.columns), "fkey",
                 foreign.table.name, false);
    }

    /// The columns in a primary key's name: PostgreSQL's generated name has none, a convention's may have them.
    std::string given_columns(K pattern, std::string columns) const {
        for (const Fact& fact : context_.naming)
            if (fact.kind == pattern) return columns;
        return {};
    }

    Context& context_;
    std::map<std::string, Space> relations_;
    std::map<ObjectName, Space> constraints_;
};

}  // namespace

std::string object_name(const std::string& table, const std::string& columns, const std::string& label) {
    std::size_t overhead = label.size() + 1 + (columns.empty() ? 0 : 1);
    std::size_t first = table.size();
    std::size_t second = columns.size();
    while (first + second + overhead > limit) {
        if (first > second)
            --first;
        else
            --second;
    }
    std::string made(clip_utf8(table, first));
    if (!columns.empty()) made += "_" + std::string(clip_utf8(columns, second));
    return made + "_" + label;
}

void name_unnamed(Context& context) { Namer(context).run(); }

}  // namespace retort::reflect
