#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "emit/postgres/context.hpp"
#include "plan/postgres/alterations.hpp"
#include "plan/step.hpp"

namespace retort::emit::postgres {

/// The publications and the replica identities of tables, as the steps so far have left them. The server rejects an
/// UPDATE of a published table that has no replica identity, or whose column list or row filter does not fit it
/// (PostgreSQL manual, 31.1 Publication, and CREATE PUBLICATION, Notes).
class PublishedTables {
public:
    /// `from` has the renames applied.
    PublishedTables(const Schema& from, const diff::Renames& renames);

    /// The step has been made.
    void note(const plan::Step& step);

    /// The statements between which a publication publishes no updates.
    struct Pause {
        std::string begin, end;
    };
    /// For the publications that make the server reject an UPDATE of the table's rows.
    std::vector<Pause> pauses(const ObjectName& table, const Context& context) const;

private:
    /// The replica identity of a table, and what it depends on.
    struct Identity {
        std::string setting{};  ///< Table::replica_identity
        ObjectName parent{};    ///< Table::partition_of
        bool partitioned = false;
        std::vector<std::string> primary_key{};
        std::map<std::string, std::vector<std::string>> unique{};  ///< columns by the name of the index

        std::vector<std::string> columns() const;
        bool fits(std::string_view clauses, const std::set<std::string>& table_columns) const;
    };

    void add(const Table& table);
    void note_publication(const std::string& name, plan::postgres::AlterableParts parts);
    void drop_key(const diff::DropConstraint& drop);
    /// True if the publication includes the table or an ancestor of the partition, and the replica identity does not
    /// fit.
    bool rejects(const plan::postgres::AlterableParts& publication, const ObjectName& table,
                 const Context& context) const;

    std::map<std::string, plan::postgres::AlterableParts> publications_{};  ///< those that publish updates
    std::map<ObjectName, Identity> tables_{};
};

}  // namespace retort::emit::postgres
