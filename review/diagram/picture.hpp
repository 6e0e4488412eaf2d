#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"

/// Entity-relationship pictures of schemas: what is drawn (here), where (layout.hpp), and as which text (svg.hpp,
/// mermaid.hpp).
namespace retort::diagram {

/// How a table, a column or a foreign key differs between two schemas.
enum class Mark {
    none,  ///< there is only one schema, or no difference
    added,
    changed,
    dropped,
    neighbour,  ///< a table without differences that a foreign key connects with one that differs
};

/// "added", "changed", "dropped", "unchanged"; empty for none.
std::string_view to_string(Mark mark);

/// A column in the picture of its table.
struct Row {
    Mark mark = Mark::none;
    std::string name{};
    std::string type{};
    bool primary = false;  ///< part of the primary key
    bool foreign = false;  ///< part of a foreign key
};

/// A table.
struct Box {
    ObjectName name{};
    Mark mark = Mark::none;
    std::vector<Row> rows{};
    std::size_t folded = 0;  ///< columns that have no row
    std::string earlier{};   ///< the name before a rename; empty: the same
};

/// A foreign key.
struct Arrow {
    std::size_t from = 0;  ///< in Picture::boxes
    std::size_t to = 0;    ///< the referenced table
    Mark mark = Mark::none;
    std::string columns{};  ///< "user_id"
};

struct Picture {
    std::string title{};
    std::vector<Box> boxes{};     ///< by name
    std::vector<Arrow> arrows{};  ///< by table and columns
    bool grouped = false;         ///< by schema, each in a frame with its name
    std::size_t omitted = 0;      ///< neighbours that are not drawn

    /// One sentence for readers who do not see it.
    std::string description() const;
};

/// The whole schema. Of many tables only key columns are shown.
Picture picture_of(const Schema& schema, std::string title);

}  // namespace retort::diagram
