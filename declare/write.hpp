#pragma once

#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace retort::declare {

/// What is in one header.
enum class Layout {
    table,  ///< a table; tables that reference each other share a header
    schema  ///< all tables of a schema
};

struct WriteOptions {
    Layout layout = Layout::table;
    std::string space{};          ///< the namespace of all models, "app::models"; empty: none
    bool describe = false;        ///< with the macros of Boost.Describe, for the in-program reader
    bool mixins = false;          ///< columns that several tables share in base structs
    bool standard_types = false;  ///< no types of Boost and nlohmann
};

struct WrittenFile {
    std::string path{};  ///< below the models' folder: "auth/users.hpp"
    std::string text{};
};

/// Something that no header declares.
struct Remainder {
    std::string object{};  ///< "view grown", or the start of the statement
    std::string sql{};     ///< the statement; empty on SQLite for a property of a table
    std::string file{};    ///< the SQL file that declares it; empty: nothing declares it
};

/// A schema as models.
struct WrittenModels {
    std::vector<WrittenFile> headers{};
    std::vector<WrittenFile> sql_files{};  ///< for [models] sql
    std::vector<Remainder> remainders{};
    /// The statements that no file declares; an empty text if there are none.
    WrittenFile undeclared{};
};

/// Headers and SQL files that declare `source`, a schema in the form in which the engine stores it. The same schema
/// gives the same bytes. Throws Error RT463 for a namespace that is no name of C++.
WrittenModels write_models(const Schema& source, const WriteOptions& options);

}  // namespace retort::declare
