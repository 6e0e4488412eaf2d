#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reflect/lower/clauses.hpp"
#include "reflect/lower/errors.hpp"
#include "reflect/record.hpp"
#include "schema/schema.hpp"

namespace retort::reflect {

/// How an enum is stored in a column.
enum class EnumStorage { native, text, integer };

/// An enum of the models, as a dialect stores it.
struct LoweredEnum {
    const Enumeration* from = nullptr;
    ObjectName name;
    EnumStorage storage = EnumStorage::native;                 ///< the default; a column may override it
    std::vector<std::pair<std::int64_t, std::string>> labels;  ///< value and label, in order
    bool is_a_column = false;                                  ///< a column has this enum type

    const std::string* label_of(std::int64_t value) const;
};

/// A table while it is being built, with facts that the resulting Table does not hold.
struct LoweredTable {
    const Record* record = nullptr;
    Table table;
    std::map<std::pair<std::string, std::string>, std::string> column_of;  ///< owner and member → column
    bool primary_key_in_columns = false;                                   ///< declared by column<…>().primary_key()

    const std::string* column(const MemberRef& member) const;
};

/// The state that the parts of the lowering share.
struct Context {
    Dialect dialect = Dialect::postgresql;
    Errors errors;
    std::map<std::string, LoweredEnum> enums;      ///< by qualified C++ name
    std::map<std::string, ObjectName> enum_types;  ///< by their names in SQL
    std::map<std::string, LoweredTable> tables;    ///< by qualified C++ name of the struct
    std::vector<Fact> naming;                      ///< a naming convention's patterns, if one is set

    const DialectInfo& info() const { return retort::info(dialect); }
};

// --- lower.cpp

/// Reports RT111: the dialect has no such feature.
void report_unsupported(Context& context, const Location& place, const std::string& message, const std::string& hint);

// --- enums.cpp

/// Finds the enums that members have as types.
void lower_enums(Context& context, const std::vector<const Record*>& records);

/// Records that a column has the type `name`, which may be that of an enum.
void note_enum_type(Context& context, const ObjectName& name);

/// Adds enums that are the type of a column to `schema`. All tables must have their columns.
void declare_enums(Context& context, Schema& schema);

/// Reports RT239: an old_label() whose value has no label. `of` is the enum, in words.
void report_old_label(Context& context, const Fact& fact, const std::string& of);

/// "role IN ('therapist', 'patient')".
std::string labels_check(const std::string& column, const LoweredEnum& from);

// --- types.cpp

/// A column's type, and its enum.
struct LoweredType {
    Type type;
    const LoweredEnum* enumeration = nullptr;  ///< the enum, however it is stored
    EnumStorage storage = EnumStorage::native;
};

/// Unset for a type without a mapping, which is reported as RT101.
std::optional<LoweredType> lower_type(Context& context, const Record& record, const Member& member,
                                      const Clauses& clauses, bool strict);

/// A PostgreSQL type as format_type prints it, for the usual spellings of built-in types:
/// "varchar(20)" → "character varying(20)", "int" → "integer". Other types are returned unchanged.
std::string canonical_postgres_type(const std::string& sql);

// --- columns.cpp

/// Adds the columns of a table, with the CHECKs that follow from their types.
void lower_columns(Context& context, LoweredTable& into);

// --- keys.cpp

/// Reports RT106: a rule of `record` names a member that is not one of its `columns`, "columns" or "members".
void report_no_column(Context& context, const Record& record, const MemberRef& member, const Location& place,
                      const std::string& columns);

/// Adds the primary key, unique constraints, checks, indexes and exclusion constraints of a table.
void lower_keys(Context& context, LoweredTable& into);

// --- references.cpp

/// Adds the foreign keys of a table. All tables must have their columns and keys.
void lower_references(Context& context, LoweredTable& into);

// --- names.cpp

/// Generates the names of constraints and indexes without an explicit name, by the naming convention, and checks the
/// explicit names.
void name_unnamed(Context& context);

/// The name that PostgreSQL generates from these parts: "{table}_{columns}_{label}", each shortened
/// so that the whole has at most 63 bytes (makeObjectName in its indexcmds.c).
std::string object_name(const std::string& table, const std::string& columns, const std::string& label);

// --- sql_scan.cpp

/// The columns among `columns` that an SQL expression references, in their order.
std::vector<std::string> columns_in(const std::string& sql, const std::vector<Column>& columns);

/// The function's name if all of `sql` is one call, "lower" for "lower(email)"; else empty.
std::string function_called(const std::string& sql);

/// "auth::User::email", for messages.
std::string display(const Record& record, const Member& member);

/// The location of a clause; if unknown, the fallback.
const Location& location_of(const Fact* fact, const Location& fallback);

}  // namespace retort::reflect
