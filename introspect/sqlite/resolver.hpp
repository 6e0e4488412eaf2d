#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

struct sqlite3;

namespace retort::introspect::sqlite {

/// One row of sqlite_schema with a statement.
struct StoredObject {
    std::string type;
    std::string name;
    std::string table;
    std::string sql;
};

/// What a view or trigger names, as SQLite resolves its text. Names are spelt as their objects are.
struct Resolved {
    std::set<std::string> relations;                        ///< tables and views
    std::set<std::pair<std::string, std::string>> columns;  ///< of these
    std::string error;   ///< SQLite's message, if the text names something that does not exist; then nothing else
    bool known = false;  ///< false if this process can't resolve it: it lacks the module of a virtual table
};

/// Resolves views and triggers. SQLite has no record of what they depend on, but tells an authorizer each column and
/// table that a statement uses while it compiles the statement (c3ref/set_authorizer.html). The statements are compiled
/// on a copy of the schema in memory, so that neither the authorizer of a borrowed connection nor its database changes.
/// Functions and collations that only the program registers are replaced by empty ones.
class Resolver {
public:
    /// All objects of the database.
    explicit Resolver(const std::vector<StoredObject>& objects);
    ~Resolver();
    Resolver(const Resolver&) = delete;
    Resolver& operator=(const Resolver&) = delete;

    Resolved resolve(const StoredObject& object);

private:
    struct Handle;

    bool execute(const std::string& sql, std::string& error);
    /// Prepares the statement and returns SQLite's message; empty: it can be run.
    std::string compile(const std::string& sql);
    bool register_missing(const std::string& error);
    void create_named(const StoredObject& object);
    std::vector<std::string> statements_for(const StoredObject& object);
    bool exists(const std::string& error) const;

    const std::vector<StoredObject>& objects_;
    std::map<std::string, const StoredObject*> relations_;  ///< by name in lower case
    std::set<const StoredObject*> created_;
    std::set<std::string> registered_;
    std::unique_ptr<Handle> handle_;
};

}  // namespace retort::introspect::sqlite
