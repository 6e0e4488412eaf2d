#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/annotation.hpp"
#include "schema/dependency.hpp"
#include "schema/error.hpp"

namespace retort {

/// The sort position of NULLs. `standard`: last when ascending, first when descending.
enum class Nulls { standard, first, last };
BOOST_DESCRIBE_ENUM(Nulls, standard, first, last)

/// One key of an index: a column or an expression, not both.
struct IndexPart {
    std::string column{};
    std::string expression{};  ///< as the engine prints it, without outer brackets
    bool descending = false;
    Nulls nulls = Nulls::standard;
    std::string collation{};          ///< as written after COLLATE; empty: the column's collation
    std::string opclass{};            ///< with its parameters; empty: the type's default
    std::optional<int> statistics{};  ///< PostgreSQL, of an expression: SET STATISTICS, if it is set

    bool operator==(const IndexPart&) const = default;
};
BOOST_DESCRIBE_STRUCT(IndexPart, (), (column, expression, descending, nulls, collation, opclass, statistics))

struct Index {
    std::string name{};  ///< in its table's schema
    bool unique = false;
    std::string method = "btree";
    std::vector<IndexPart> parts{};
    std::vector<std::string> include{};
    bool nulls_not_distinct = false;
    std::string predicate{};                       ///< WHERE; empty: none
    std::map<std::string, std::string> storage{};  ///< WITH (…)
    std::string tablespace{};
    bool only = false;  ///< PostgreSQL: on the partitioned table only, not on its partitions (CREATE INDEX, ONLY)
    /// PostgreSQL: left by a failed CREATE INDEX CONCURRENTLY (pg_index.indisvalid). No plan creates it.
    bool invalid = false;
    std::string comment{};
    DependsOn depends_on{};  ///< of its expressions and predicate
    Annotation<bool> named{};
    Annotation<std::string> renamed_from{};
    Annotation<Position> declared{};

    bool operator==(const Index&) const = default;
};
BOOST_DESCRIBE_STRUCT(Index, (),
                      (name, unique, method, parts, include, nulls_not_distinct, predicate, storage, tablespace, only,
                       invalid, comment, depends_on, named))

}  // namespace retort
