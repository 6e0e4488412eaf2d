#pragma once

#include <optional>
#include <string>
#include <vector>

#include "migrate/verified.hpp"
#include "preflight/losses.hpp"
#include "review/diagram/picture.hpp"
#include "review/finding.hpp"
#include "review/hazards/judge.hpp"
#include "review/lint/lint.hpp"

/// A review: a page about what migrations, or the SQL between two schemas, change and risk. It is a value; text.hpp,
/// html.hpp, markdown.hpp and json.hpp print it.
namespace retort::page {

using Change = review::Difference::Change;

/// A column, constraint, index or setting of a table, before and after.
struct Part {
    std::optional<Change> change{};  ///< unset: it is the same
    std::string kind{};              ///< "column", "foreign key"
    std::string name{};              ///< the later one
    std::string earlier{};           ///< the name before a rename; empty: the same
    std::string before{};            ///< its definition; empty: there was none
    std::string after{};             ///< the same; empty: it is dropped
};

/// What changes in a table.
struct TableChange {
    Change change = Change::changed;
    ObjectName name{};      ///< the later one
    std::string earlier{};  ///< the name before a rename; empty: the same
    std::vector<std::string> words{};
    std::vector<Part> parts{};                 ///< those that change
    std::vector<Part> kept{};                  ///< columns that do not
    std::optional<hazards::TableSize> size{};  ///< in the live database
};

/// What changes in another object: a type, a view, a function.
struct ObjectChange {
    Change change = Change::changed;
    std::string words{};
    std::string before{};  ///< its SQL; empty: there was none, or it has no SQL text of its own
    std::string after{};
};

/// A hazard of a statement that is not silenced.
struct Hazard {
    hazards::Rule rule{};
    hazards::Severity severity{};
    std::string message{};
    std::string safer{};
};

/// A statement of a script.
struct Statement {
    std::string lead{};  ///< the comments above it
    std::string sql{};   ///< with the semicolon
    int line = 0;        ///< in the file
    std::vector<hazards::TableEffect> effects{};
    std::vector<Hazard> hazards{};
    std::vector<hazards::Rule> allowed{};  ///< rules that a comment silenced
};

/// The SQL of one direction.
struct Script {
    std::vector<Statement> statements{};
    std::string rest{};  ///< comments after the last statement
    bool transaction = true;

    bool empty() const { return statements.empty() && rest.empty(); }
};

/// A migration; or the SQL between two sources, which has a title and an upgrade only.
struct Migration {
    std::string title{};  ///< "0003 invoices (9b1e02c44d11)"
    std::string id{};     ///< empty: no migration
    std::string number{};
    std::string message{};
    std::string file{};
    std::string created{};
    std::vector<std::string> remarks{};
    migrate::Verification verification = migrate::Verification::none;
    std::string verified{};  ///< "upgrade, downgrade, upgrade; without rows in orders"; "no", or empty
    Script up{};
    Script down{};
};

/// What a downgrade brings back, and what not.
struct Downgrade {
    bool exists = true;                       ///< false: a migration has no downgrade
    std::vector<std::string> not_restored{};  ///< sentences about what the upgrade loses
    std::vector<std::string> dropped{};       ///< what it drops of that which the upgrade adds
    std::vector<std::string> notes{};         ///< comments in its SQL on what is lost
};

struct Page {
    std::string title{};   ///< "0003 invoices (9b1e02c44d11)"; "3 migrations"; "old.sql → new.sql"
    std::string chosen{};  ///< why these: "pending on postgresql://…", as a sentence without a period
    Dialect dialect{};
    std::string from{}, to{};  ///< the names of the states
    std::string database{};    ///< the live database that was queried; empty: none
    std::string uncompared{};  ///< why the states are not known: then there are no differences, tables, objects, losses
    std::vector<review::Difference> differences{};
    std::vector<TableChange> tables{};    ///< by name
    std::vector<ObjectChange> objects{};  ///< in the order of the differences
    diagram::Picture picture{};           ///< of the tables involved
    std::vector<preflight::CountedLoss> losses{};
    std::vector<std::string> blocking{};   ///< live rows on which the upgrade fails
    std::vector<std::string> row_notes{};  ///< live rows whose values the upgrade changes, or that were not checked
    std::vector<Migration> migrations{};
    std::optional<Downgrade> downgrade{};  ///< unset: of no migration
    std::vector<std::string> notes{};      ///< what could not be done, and why

    /// The number of hazards of this severity in the upgrades.
    std::size_t count(hazards::Severity severity) const;
    /// The worst hazard of the upgrades: by its severity, then by its harm; null: none.
    const Hazard* worst() const;
};

/// "Rows are lost: 120 rows of audit, 1,666 values of users.legacy_code"; empty without losses.
std::string loss_in_words(const preflight::CountedLoss& loss);

/// Whether the migrations were proved: "verified: upgrade, downgrade, upgrade; without rows in orders".
std::string verification_in_words(const Migration& migration);

/// The words of the page's summary, one sentence each, without periods.
struct Summary {
    std::string changes;   ///< "2 tables added, 1 table dropped"
    std::string hazards;   ///< "2 errors, 1 warning; the worst: drops the table audit and its rows"
    std::string losses;    ///< "120 rows of audit are lost"
    std::string verified;  ///< "verified: …"
    bool hazardous = false, warned = false, loses = false, proved = false;
};
Summary summary(const Page& page);

}  // namespace retort::page
