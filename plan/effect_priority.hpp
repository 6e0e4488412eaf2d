#pragma once

namespace retort::plan {

/// Kinds of change, in the order that a reader expects if no dependency decides.
enum Priority {
    create_schema,  // before objects are renamed into it
    renames,
    drop_definition,
    drop_foreign_key,
    drop_constraint,
    drop_index,
    create_namespace,
    create_type,
    create_sequence,
    create_table,
    add_column,
    alter_column,
    alter_table,
    add_constraint,
    create_index,
    add_foreign_key,
    create_definition,
    alter_owner,
    alter_privileges,
    drop_column,
    drop_table,
    drop_sequence,
    drop_type,
    drop_namespace,
    create_last,               // ObjectKindInfo::created_last
    alter_default_privileges,  // new objects start with the old ones (plan/privileges.cpp)
};

}  // namespace retort::plan
