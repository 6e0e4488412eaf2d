#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "schema/name.hpp"
#include "tests/emit/random/decisions.hpp"

namespace retort::test::random {

/// A kind of column. In expressions "$c" stands for the column.
struct Kind {
    std::string type{};
    Words values{};  ///< literals that satisfy the checks
    Words defaults{};
    Words checks{};
    Words computed{};        ///< "type: expression"
    Words indexes{};         ///< "USING gin ($c)", in addition to a btree if `sortable`
    std::string excludes{};  ///< an element of an exclusion constraint, gist
    bool sortable = true;
    bool equal = true;  ///< it has an equality operator; a domain over an enum has none
    bool text = false;  ///< it may have a collation and a storage
};

/// The properties of a column that other objects need. `key` is the same on both sides, the name may differ.
struct ColumnModel {
    std::string key{};
    std::string name{};
    Kind kind{};
    bool nullable = true;
    bool computed = false;
    bool unique = false;  ///< every row has a different value
};

struct TableModel {
    std::string key{};
    ObjectName name{};
    std::vector<ColumnModel> columns{};
    std::vector<Words> keys{};  ///< lists of columns that a foreign key may reference
    std::string id_type{};
    bool unlogged = false;
    bool partitioned = false;
    bool partition = false;
    bool inherits = false;
    bool holds_rows = true;  ///< false: rows are inserted into its descendants instead

    const ColumnModel* find(const std::string& key_of_column) const;
};

struct EnumModel {
    std::string key{};
    ObjectName name{};
    std::vector<std::pair<std::string, std::string>> labels{};  ///< key and text, in their order
};

/// "child's columns, parent, parent's columns": how rows reference each other.
struct Link {
    ObjectName child{};
    Words columns{};
    ObjectName parent{};
    Words keys{};
};

/// One side of a pair while it is generated: the existing objects, and the script that creates them. Every
/// statement is valid at its position, since it references only existing objects.
class World {
public:
    World(const Pair& pair, bool second, int server);

    const std::string& script() const { return script_; }
    const Decisions& decisions() const { return decide; }
    /// INSERTs, each of which may fail on a constraint.
    Words rows();

    const TableModel* table(const std::string& key) const;
    const EnumModel* enumeration(const std::string& key) const;
    const std::vector<TableModel>& tables() const { return tables_; }
    const std::vector<EnumModel>& enums() const { return enums_; }
    /// True if privileges are compared. Some pairs have privileges that are not.
    bool compares_privileges() const { return decide.steady("privileges", 4) == 0; }

private:
    void say(const std::string& statement) { script_ += statement + ";\n"; }
    void comment(const std::string& key, const std::string& what, unsigned percent = 12);
    std::string name(const std::string& key, const Words& names);
    static std::string filled(const std::string& text, const std::string& column);

    void schemas();
    void enumerations();
    void user_types();
    void domain(const std::string& key, const ObjectName& named, const Kind& base, const Words& checks);
    void composite();
    void range();
    void range_of_user_type();
    void collations();
    std::string text_search_dictionary();
    void text_search();
    void operator_of_numbers();
    void operator_of_enum();
    void operator_classes();
    void operators();
    void cast_of_enum();
    void casts();
    void languages();
    void transforms();
    void access_methods();
    std::string access_method(const std::string& key);
    void conversions();
    void fill_kinds();
    Kind kind(const std::string& key);

    void sequences();
    void functions();
    void function_of_policies();
    void aggregate_of_function();
    void functions_over_tables();

    void plain_tables();
    void plain_table(std::size_t slot);
    std::string id_type(const std::string& t);
    ColumnModel id_column(const std::string& t, std::string& sql);
    ColumnModel column(const std::string& key, const Words& names);
    std::string collation(const ColumnModel& column);
    std::string column_sql(const ColumnModel& column, Words& after, const TableModel& table);
    std::string storage_parameters(const std::string& key);
    void column_settings(const TableModel& table);
    void sequence_in_table(TableModel& table, Words& parts);
    void computed_columns(TableModel& table, Words& parts);
    void table_constraints(TableModel& table, Words& parts);
    void late_constraints(const TableModel& table);
    void foreign_keys();
    void foreign_key(const TableModel& child, const std::string& key, const Words& columns, const TableModel& parent,
                     const Words& keys);
    void references(TableModel& table, Words& parts, std::size_t slot);
    void table_index_references(const TableModel& table);

    void late_key(const TableModel& table);

    void inheritance();
    TableModel child_table(const TableModel& parent, const std::string& key, const Words& names);
    void partitions();
    void partition(const TableModel& parent, const std::string& key, const std::string& bound, const Words& alone,
                   const Words& keys, bool nested);

    void indexes(const TableModel& table);
    void statistics(const TableModel& table);
    void views();
    void view(std::size_t slot, const TableModel& table);
    void programs();
    void triggers(const TableModel& table);
    void rules(const TableModel& table);
    std::string policy_condition(const std::string& key, const TableModel& table, const ColumnModel& column);
    void policies(const TableModel& table);
    void event_triggers();

    std::string options(const std::string& key, const std::vector<Words>& values);
    void foreign_servers();
    void foreign_tables();
    void foreign_table(const std::string& key, const ObjectName& named);
    std::string published_table(const std::string& key, const TableModel& table, bool with_columns);
    void publications();
    void subscriptions();

    void grants(const std::string& key, const std::string& object, const Words& privileges, bool of_public);
    void default_privileges(const std::string& key);
    void privileges();

    void comments(const TableModel& table);

    Decisions decide;
    int server_;
    std::string script_{};
    bool app_ = false, odd_ = false;
    std::string twice_{};                      ///< an immutable function of an integer, if there is one
    std::string counter_{}, counter_owner_{};  ///< a sequence, and the column that owns it
    bool touch_ = false, validated_ = false;
    std::string may_see_{};      ///< a function that policies call, if there is one
    std::string collation_{};    ///< a deterministic collation, if there is one
    std::string btree_class_{};  ///< an operator class of integer, if there is one
    std::string language_{}, access_method_{};
    std::size_t composite_attributes_ = 0;
    std::vector<EnumModel> enums_{};
    std::vector<std::pair<unsigned, std::vector<Kind>>> families_{};  ///< with their weights
    std::vector<Kind> number_kinds_{}, text_kinds_{};                 ///< whose expressions use objects of the schema
    std::vector<Kind> user_kinds_[4]{};                               ///< enums, domains, composites, ranges
    std::vector<TableModel> tables_{};
    std::map<std::string, std::string> unique_index_of_{};  ///< by the table's key, on its id
    std::set<std::string> late_keys_{};
    std::vector<ObjectName> views_{}, foreign_tables_{};
    Words wrappers_{}, servers_{}, grantable_functions_{}, grantable_types_{};
    std::vector<Link> links_{};
};

std::string joined(const Words& words, const std::string& between = ", ");
Words quoted(const Words& names);

}  // namespace retort::test::random
