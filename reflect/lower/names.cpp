#include <algorithm>
#include <map>
#include <set>

#include "reflect/lower/context.hpp"
#include "reflect/lower/key_parts.hpp"
#include "schema/parts.hpp"

namespace retort::reflect {

namespace {

using K = fact_kind;

/// Constraints with an index come first: their names must be free in the schema, those of others on the table only.
using InNamingOrder = PartKinds<PrimaryKey, Unique, Exclusion, Index, Check, ForeignKey>;

template <class T>
constexpr bool is_relation = !std::is_same_v<T, Check> && !std::is_same_v<T, ForeignKey>;

const char* words_of(const PrimaryKey&) { return "the primary key"; }
const char* words_of(const Unique&) { return "a unique constraint"; }
const char* words_of(const Exclusion&) { return "an exclusion constraint"; }
const char* words_of(const Index&) { return "an index"; }
const char* words_of(const Check&) { return "a check"; }
const char* words_of(const ForeignKey&) { return "a foreign key"; }

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

    /// `words` and `what` are "the name" and "an index of table 'users'".
    void check_name(const std::string& name, const Location& place, const std::string& words, const std::string& what) {
        if (name.size() > limit)
            context_.errors.add("RT114", place, words + " '" + name + "' of " + what + " is longer than 63 bytes",
                                "PostgreSQL truncates longer names");
        if (name.empty()) context_.errors.add("RT259", place, words + " of " + what + " is empty");
    }

    void claim(Space& space, const std::string& name, const Location& place, const std::string& what) {
        check_name(name, place, "the name", what);
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
        const std::string words = "table '" + retort::display(table.name) + "'";
        claim(relations(table), table.name.name, lowered.record->place, words);
        for (const Column& column : table.columns)
            if (column.name.empty() || column.name.size() > limit)
                check_name(column.name, table_location(lowered, column.name), "the column name", words);
        for_each_part(InNamingOrder{}, table, [&]<class T>(const T& part) {
            if (!*part.named) return;
            const Location at = place(lowered, *part.declared);
            claim(is_relation<T> ? relations(table) : constraints(table), part.name, at,
                  words_of(part) + (" of " + words));
            // An index is no constraint: a foreign key of its table may have its name.
            if (is_relation<T> && !std::is_same_v<T, Index>) constraints(table).emplace(part.name, at);
        });
    }

    /// Sets the name by the convention or as PostgreSQL would, made unique by a number after the label.
    template <class T>
    void give(T& part, const Table& table, K pattern, const std::string& columns, const std::string& label,
              const std::string& target = {}) {
        if (*part.named) return;
        Space& space = is_relation<T> ? relations(table) : constraints(table);
        const Fact* given = nullptr;
        for (const Fact& fact : context_.naming)
            if (fact.kind == pattern) given = &fact;
        for (int i = 0;; ++i) {
            const std::string number = i > 0 ? std::to_string(i) : "";
            if (given != nullptr)
                part.name = clipped(fill(given->text, table, columns, target) + number);
            else
                part.name = object_name(table.name.name, columns, label + number);
            if (space.emplace(part.name, Location{}).second &&
                (!is_relation<T> || constraints(table).emplace(part.name, Location{}).second))
                break;
        }
        if (given != nullptr) part.named = true;
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
        for_each_part(InNamingOrder{}, table, [&](auto& part) { name_part(table, part); });
    }

    void name_part(const Table& table, PrimaryKey& key) {
        give(key, table, K::primary_key_name, given_columns(K::primary_key_name, joined(key.columns)), "pkey");
    }
    void name_part(const Table& table, Unique& unique) {
        give(unique, table, K::unique_name, joined(unique.columns), "key");
    }
    void name_part(const Table& table, Exclusion& exclusion) {
        give(exclusion, table, K::exclusion_name, joined(exclusion.depends_on.columns()), "excl");
    }
    void name_part(const Table& table, Index& index) { give(index, table, K::index_name, index_columns(index), "idx"); }
    void name_part(const Table& table, Check& check) {
        const std::vector<std::string> columns = check.depends_on.columns();
        give(check, table, K::check_name, columns.size() == 1 ? columns.front() : std::string{}, "check");
    }
    void name_part(const Table& table, ForeignKey& key) {
        give(key, table, K::foreign_key_name, joined(key.columns), "fkey", key.table.name);
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
