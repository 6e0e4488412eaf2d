#include "review/hazards/sqlite/sqlite_judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "review/hazards/sqlite/statement_reader.hpp"
#include "sql/sqlite/split.hpp"

namespace retort::hazards::sqlite {

namespace {

/// The rows of a table that another one gets: CREATE new; INSERT INTO new SELECT … FROM old; DROP old; RENAME new.
struct Copies {
    std::map<std::string, std::string> by_source{};  ///< the old table, and the new one that has its rows
};

class ScriptJudge {
public:
    explicit ScriptJudge(const Script& script) : script_(script), open_(script.transaction) {}

    std::vector<JudgedStatement> run() {
        const std::vector<std::string_view> texts = sql::sqlite::split(script_.sql);
        for (const std::string_view each : texts) find_copy(each);
        for (const std::string_view each : texts) judge(each);
        if (open_ && !script_.transaction && begin_ < out_.size()) {
            statement_ = &out_[begin_];
            find(Rule::transaction_control, 0, "BEGIN without COMMIT: the transaction is rolled back");
        }
        return std::move(out_);
    }

private:
    using Reader = StatementReader;

    void find(Rule rule, std::size_t position, std::string message, const std::string& table = {}) {
        statement_->findings.push_back({rule, statement_->offset + position, std::move(message), {}, {"", table}});
    }

    /// True for tables that nobody else sees.
    bool is_new(const std::string& table) const { return table.starts_with("temp.") || created_.contains(table); }

    /// INSERT INTO new SELECT … FROM old, where old is dropped and new gets its name.
    void find_copy(std::string_view sql) {
        Reader reader(sql);
        if (!reader.accept("INSERT")) return;
        if (reader.accept("OR")) reader.skip();
        if (!reader.accept("INTO")) return;
        const std::string target = reader.name();
        while (!reader.done() && !reader.sees("SELECT")) reader.skip();
        while (!reader.done() && !reader.accept("FROM")) reader.skip();
        if (!reader.done()) copies_.by_source[reader.name()] = target;
    }

    void judge(std::string_view sql) {
        out_.push_back({static_cast<std::size_t>(sql.data() - script_.sql.data()), sql.size(), {}, {}});
        statement_ = &out_.back();
        using Judgement = void (ScriptJudge::*)(Reader&);
        static const std::pair<std::string_view, Judgement> verbs[] = {
            {"CREATE", &ScriptJudge::create},   {"ALTER", &ScriptJudge::alter},   {"DROP", &ScriptJudge::drop},
            {"UPDATE", &ScriptJudge::update},   {"DELETE", &ScriptJudge::remove}, {"INSERT", &ScriptJudge::insert},
            {"REPLACE", &ScriptJudge::replace}, {"PRAGMA", &ScriptJudge::pragma}, {"VACUUM", &ScriptJudge::vacuum},
            {"REINDEX", &ScriptJudge::reindex}, {"BEGIN", &ScriptJudge::begin},   {"COMMIT", &ScriptJudge::end},
            {"END", &ScriptJudge::end},         {"ROLLBACK", &ScriptJudge::end}};
        Reader reader(sql);
        if (reader.accept("WITH"))
            while (!reader.done() && !reader.sees("UPDATE") && !reader.sees("DELETE") && !reader.sees("INSERT") &&
                   !reader.sees("REPLACE") && !reader.sees("SELECT"))
                skip_group(reader);
        for (const auto& [verb, judgement] : verbs)
            if (reader.accept(verb)) return (this->*judgement)(reader);
        static const std::set<std::string> harmless{"select", "values", "explain",   "analyze",
                                                    "attach", "detach", "savepoint", "release"};
        const std::string word = sql::sqlite::to_lower(reader.peek().text);
        if (!harmless.contains(word))
            find(Rule::statement_not_parsed, reader.position(),
                 fmt::format("the statement is not judged: '{}' is unknown", word));
    }

    /// The next token, or all up to the bracket that closes it.
    static void skip_group(Reader& reader) {
        int depth = 0;
        do {
            if (reader.accept_symbol("("))
                ++depth;
            else if (reader.accept_symbol(")"))
                --depth;
            else
                reader.skip();
        } while (depth > 0 && !reader.done());
    }

    void create(Reader& reader) {
        for (const char* word : {"TEMP", "TEMPORARY", "VIRTUAL"}) reader.accept(word);
        const bool unique = reader.accept("UNIQUE");
        if (reader.accept("TABLE")) {
            reader.accept_if_exists();
            created_.insert(reader.name());
        } else if (reader.accept("INDEX")) {
            create_index(reader, unique);
        } else if (reader.sees("VIEW") || reader.sees("TRIGGER")) {
            reader.skip();
            reader.accept_if_exists();
            created_objects_.insert(reader.name());
        } else {
            find(Rule::statement_not_parsed, reader.position(),
                 "the statement is not judged: CREATE of an unknown kind");
        }
    }

    void create_index(Reader& reader, bool unique) {
        reader.accept_if_exists();
        const std::string index = reader.name();
        reader.accept("ON");
        const std::string table = reader.name();
        if (is_new(table)) return;
        find(Rule::write_lock_for_long, 0,
             fmt::format("the index {} reads {} under the write lock of the database", index, table), table);
        if (unique)
            find(Rule::unique_may_fail, 0,
                 fmt::format("the index {} on {} fails if rows have equal values", index, table), table);
    }

    void alter(Reader& reader) {
        reader.accept("TABLE");
        const std::string table = reader.name();
        const std::size_t position = reader.position();
        if (reader.accept("RENAME")) {
            rename(reader, table);
        } else if (reader.accept("ADD")) {
            reader.accept("COLUMN");
            add_column(reader, table);
        } else if (reader.accept("DROP")) {
            reader.accept("COLUMN");
            const std::string column = reader.name();
            if (is_new(table)) return;
            find(Rule::drop_column, position, fmt::format("drops the column {}.{}", table, column), table);
            find(Rule::write_lock_for_long, position,
                 fmt::format("DROP COLUMN writes {} under the write lock of the database", table), table);
        } else {
            find(Rule::statement_not_parsed, position, "the statement is not judged: ALTER TABLE of an unknown form");
        }
    }

    void rename(Reader& reader, const std::string& table) {
        if (reader.accept("TO")) {
            const std::string name = reader.name();
            const bool rebuilt = is_new(table);
            if (rebuilt) created_.erase(table), created_.insert(name);
            if (!rebuilt) find(Rule::rename_table, 0, fmt::format("the table {} becomes {}", table, name), table);
            return;
        }
        reader.accept("COLUMN");
        const std::string from = reader.name();
        reader.accept("TO");
        if (!is_new(table))
            find(Rule::rename_column, 0, fmt::format("the column {}.{} becomes {}", table, from, reader.name()), table);
    }

    /// The constraints of the column's definition, after its name.
    void add_column(Reader& reader, const std::string& table) {
        const std::size_t position = reader.position();
        const std::string column = fmt::format("{}.{}", table, reader.name());
        bool not_null = false, value = false, generated = false, references = false;
        std::string rejected;
        while (!reader.done()) {
            if (reader.sees("NOT") && reader.sees("NULL", 1)) {
                not_null = true;
            } else if (reader.accept("DEFAULT")) {
                const bool expression = reader.sees_symbol("(") || reader.peek().text.starts_with("CURRENT_") ||
                                        reader.peek().text.starts_with("current_");
                value = !reader.sees("NULL");
                if (expression) rejected = "its default is not a constant";
                skip_group(reader);
                continue;
            } else if (reader.sees("PRIMARY")) {
                rejected = "it is a PRIMARY KEY";
            } else if (reader.sees("UNIQUE")) {
                rejected = "it is UNIQUE";
            } else if (reader.sees("AS") || reader.sees("GENERATED")) {
                generated = true;
            } else if (reader.sees("STORED")) {
                rejected = "it is a STORED generated column";
            } else if (reader.sees("REFERENCES")) {
                references = true;
            }
            skip_group(reader);
        }
        if (references && value && rejected.empty())
            rejected = "it has REFERENCES and a default, unless foreign_keys is off";
        if (!rejected.empty())
            find(Rule::add_column_rejected, position, fmt::format("SQLite rejects the column {}: {}", column, rejected),
                 table);
        if (not_null && !value && !generated)
            find(Rule::required_column, position, fmt::format("{} is NOT NULL and has no DEFAULT", column), table);
    }

    void drop(Reader& reader) {
        const bool table = reader.accept("TABLE"), index = !table && reader.accept("INDEX");
        const bool view = reader.accept("VIEW"), trigger = reader.accept("TRIGGER");
        reader.accept_if_exists();
        const std::string name = reader.name();
        if (table) return drop_table(name);
        if (index || (!view && !trigger) || created_objects_.contains(name)) return;
        find(Rule::drop_view_or_routine, 0, fmt::format("drops the {} {}", view ? "view" : "trigger", name));
    }

    void drop_table(const std::string& table) {
        const bool harmless = is_new(table);
        created_.erase(table);
        if (harmless) return;
        const auto copy = copies_.by_source.find(table);
        const bool rebuilt = copy != copies_.by_source.end() && is_new(copy->second);
        if (rebuilt)
            find(Rule::write_lock_for_long, 0,
                 fmt::format("{} is rebuilt: all rows are copied under the write lock of the database", table), table);
        else
            find(Rule::drop_table, 0, fmt::format("drops the table {} and its rows", table), table);
        if (!foreign_keys_off_)
            find(Rule::drop_deletes_children, 0,
                 fmt::format("DROP TABLE {} deletes its rows first if foreign_keys is on", table), table);
    }

    void update(Reader& reader) {
        if (reader.accept("OR")) reader.skip();
        const std::string table = reader.name();
        if (is_new(table) || writes_schema(table)) return;
        if (!reader.has("WHERE") && !reader.has("FROM"))
            find(Rule::whole_table_update, 0, fmt::format("UPDATE writes every row of {}", table), table);
    }

    void remove(Reader& reader) {
        reader.accept("FROM");
        const std::string table = reader.name();
        if (is_new(table) || writes_schema(table)) return;
        if (!reader.has("WHERE"))
            find(Rule::delete_all_rows, 0, fmt::format("DELETE removes every row of {}", table), table);
    }

    void insert(Reader& reader) {
        if (reader.accept("OR") && reader.accept("REPLACE")) return replace(reader);
        while (!reader.done() && !reader.accept("INTO")) reader.skip();
        writes_schema(reader.name());
    }

    void replace(Reader& reader) {
        reader.accept("INTO");
        const std::string table = reader.name();
        if (!is_new(table) && !writes_schema(table))
            find(Rule::replace_deletes_rows, 0, fmt::format("rows of {} that conflict are deleted", table), table);
    }

    bool writes_schema(const std::string& table) {
        if (table != "sqlite_schema" && table != "sqlite_master") return false;
        find(Rule::catalog_write, 0, fmt::format("writes the system table {}", table));
        return true;
    }

    void pragma(Reader& reader) {
        const std::string name = reader.name();
        const bool value = reader.accept_symbol("=") || reader.accept_symbol("(");
        const std::string word = sql::sqlite::to_lower(reader.peek().text);
        const bool off = word == "off" || word == "0" || word == "false" || word == "no";
        if (name == "foreign_keys" && value && !open_) foreign_keys_off_ = off;
        if (name == "writable_schema" && value && !off && word != "reset")
            find(Rule::catalog_write, 0, "PRAGMA writable_schema allows writes to sqlite_schema");
    }

    void vacuum(Reader& reader) {
        if (reader.has("INTO")) return;
        if (open_) find(Rule::concurrently_not_possible, 0, "VACUUM fails inside a transaction");
        find(Rule::rewrite_command, 0, "VACUUM copies the whole database file");
    }

    void reindex(Reader&) {
        find(Rule::write_lock_for_long, 0, "REINDEX builds indexes under the write lock of the database");
    }

    void begin(Reader&) {
        if (open_)
            find(Rule::transaction_control, 0,
                 script_.transaction ? "BEGIN in a section that is one transaction"
                                     : "BEGIN inside a transaction fails");
        open_ = true;
        begin_ = out_.size() - 1;
    }

    void end(Reader& reader) {
        if (reader.has("TO")) return;  // ROLLBACK TO savepoint
        if (script_.transaction)
            find(Rule::transaction_control, 0, "COMMIT or ROLLBACK ends the section's transaction half way");
        else if (!open_)
            find(Rule::transaction_control, 0, "COMMIT or ROLLBACK without BEGIN fails");
        open_ = script_.transaction;
    }

    const Script& script_;
    std::vector<JudgedStatement> out_{};
    JudgedStatement* statement_ = nullptr;
    std::set<std::string> created_{};          ///< tables of this script
    std::set<std::string> created_objects_{};  ///< views and triggers of this script
    Copies copies_{};
    bool open_ = false;              ///< a transaction is open
    std::size_t begin_ = 0;          ///< the number of the BEGIN that is open
    bool foreign_keys_off_ = false;  ///< by a PRAGMA that had an effect
};

class SqliteJudge final : public Judge {
public:
    std::vector<JudgedStatement> judge(const Script& script) override {
        std::vector<JudgedStatement> out = ScriptJudge(script).run();
        for (JudgedStatement& each : out)
            std::stable_sort(each.findings.begin(), each.findings.end(),
                             [](const Finding& a, const Finding& b) { return a.offset < b.offset; });
        return out;
    }
};

}  // namespace

std::unique_ptr<Judge> open_judge() { return std::make_unique<SqliteJudge>(); }

}  // namespace retort::hazards::sqlite
