#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schema/schema.hpp"

namespace retort::plan {

/// The kinds of dependents that survive changes in different ways.
enum class DependentKind {
    default_,
    inherited_default,  ///< of a column that changes with the column of a parent
    generated_column,
    inherited_column,  ///< of a descendant: it changes with its parent's
    check,
    exclusion,
    key,  ///< primary key or unique constraint
    foreign_key,
    index,
    type,
    routine,
    view,  ///< or materialized view
    rule,
    trigger,
    policy,
    statistics,
    other  ///< any other definition
};

DependentKind dependent_kind(ObjectKind kind);

/// An object that depends on others: a definition, or a column or part of a table.
struct Dependent {
    DependentKind kind{};
    const Table* table = nullptr;  ///< null for a definition
    /// A column for its default or its generating expression.
    std::variant<const Column*, const Check*, const Exclusion*, const Unique*, const PrimaryKey*, const Index*,
                 const Definition*>
        object{};
};

/// The dependents of each object of a schema: the reverse of the dependencies that the objects carry. Foreign keys and
/// the columns of descendants are not among them (plan/recreate_set.hpp, diff/inheritance.hpp).
///
/// A dependent of a cast depends on it in either state: a created cast applies to expressions whose text stays.
class Dependents {
public:
    /// `to` is the later state, for the parents that tables keep. Both must outlive this object.
    Dependents(const Schema& from, const Schema& to);

    /// All dependents in the order of the schema: tables by name, each with its columns and parts; then definitions.
    const std::vector<Dependent>& list() const { return list_; }

    /// The numbers in `list` of the dependents of a column of a table, view or composite type, or of an object whose
    /// kind has names of its own (ObjectKindInfo::own_namespace); or else those of any object, by its name: an
    /// expression that was only parsed does not tell the kind and the arguments of what it calls, and a type and its
    /// constructor functions have one name.
    const std::vector<std::size_t>& of(const ObjectId& object) const;

private:
    void add(Dependent dependent);
    void add_columns(const Table& table, const std::vector<std::string>& columns);
    void add_table(const Table& table, const Table* after, const Schema& to);
    void add_definition(const Definition& definition, const Definition* after);
    void note_casts(const DependsOn& after);
    void note(const DependsOn& depends_on, const Table* table);

    bool has_casts_;  ///< either state has casts
    std::vector<Dependent> list_;
    std::map<ObjectId, std::vector<std::size_t>> of_ids_;
    std::map<ObjectName, std::vector<std::size_t>> of_names_;
};

}  // namespace retort::plan
