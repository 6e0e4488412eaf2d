#pragma once

#include <string>
#include <vector>

#include "sql/url.hpp"

namespace retort::tools {

class Program;

/// One of the databases of a command that works on many.
struct Selected {
    std::string name;    ///< the schema of --each-schema; otherwise the URL without its password
    sql::Url url;        ///< of the database
    std::string schema;  ///< of --each-schema; otherwise empty
};

/// The databases of a command that works on many, and how they were selected.
struct Selection {
    std::vector<std::string> patterns;  ///< of --each-schema
    std::string database;               ///< of --each-schema: the URL without its password
    std::string list;                   ///< the absolute path of --databases
    std::vector<Selected> databases;    ///< each name once
};

/// Throws the errors of matching_schemas and require_each_schema.
Selection select_schemas(Program& program, const std::vector<std::string>& patterns);

/// Throws the errors of read_database_list.
Selection select_listed(const std::string& list);

/// The databases of a former report (tools/many_report.hpp) that are not done, selected as then.
/// Throws Error RT358 for a file that is no such report, a report of another database, and one that has a database
/// which the list no longer has; and the errors of the two functions above.
Selection select_again(Program& program, const std::string& report);

}  // namespace retort::tools
