#pragma once

#include <map>
#include <string>
#include <vector>

#include "diff/renames.hpp"
#include "schema/schema.hpp"

/// The definitions of Replacement::alterations: what their ALTER statements can change, and what they can't.
namespace retort::plan::postgres {

/// A definition, taken apart. Two definitions of one object with the same `head` differ only in parts that ALTER sets.
struct AlterableParts {
    std::string head;                            ///< what no ALTER statement changes
    std::map<std::string, std::string> parts;    ///< by name: see parts_of
    std::map<std::string, std::string> options;  ///< the same for OPTIONS and WITH
};

/// The parts by kind:
/// text search configuration: the token type, and its dictionaries: "asciiword" → "unaccent, french_stem"
///   (PostgreSQL, ALTER TEXT SEARCH CONFIGURATION);
/// text search dictionary: an option of the template, and its value: "stopwords" → "'french'" (ALTER TEXT SEARCH
///   DICTIONARY);
/// operator: "RESTRICT", "JOIN", "COMMUTATOR" or "NEGATOR", and the function or operator (ALTER OPERATOR);
/// base type: a function that ALTER TYPE sets: "SEND" → "x_send" (ALTER TYPE, SET);
/// operator family: a member as DROP names it, and as ADD does: "OPERATOR 1 (integer, bigint)" →
///   "OPERATOR 1 <(integer,bigint)" (ALTER OPERATOR FAMILY);
/// foreign-data wrapper: "HANDLER", "VALIDATOR"; server: "VERSION"; both and user mapping: an option as ALTER names it,
///   and its value: "host" → "'db.example'" (ALTER FOREIGN DATA WRAPPER, ALTER SERVER, ALTER USER MAPPING).
/// publication: a table or schema as DROP names it, and the table's columns and filter: "TABLE ONLY users" →
///   " (id, age) WHERE (age > 17)", "TABLES IN SCHEMA audit" → "" (ALTER PUBLICATION), and its options;
/// subscription: "PUBLICATION", and its options but two_phase (ALTER SUBSCRIPTION);
/// language, transform: none, since CREATE OR REPLACE sets all of the object.
/// Introspection prints these texts (introspect/postgres/read_text_search.cpp, read_operators.cpp,
/// read_foreign_servers.cpp, read_publications.cpp, read_subscriptions.cpp).
AlterableParts parts_of(const Definition& definition);

/// The parts of the publication, with the new names of tables and columns: the server keeps it while they are renamed.
AlterableParts parts_after(const diff::Renames& renames, const Definition& publication);

/// True if ALTER statements turn `from` into `to`. The links of operators are left out: see links_follow.
bool alterable(const Definition& from, const Definition& to);

/// True if the server changes the commutator and the negator of the operator by itself when it runs the other changes
/// from one state to the other: it links two operators when the second one is created, and unlinks them when one is
/// dropped (PostgreSQL, CREATE OPERATOR, 38.15 Operator Optimization Information).
bool links_follow(const Definition& from, const Definition& to, const Schema& first, const Schema& second);

/// The differences of two lists of parts, by name.
struct PartChanges {
    std::vector<std::string> dropped, added, altered;
};
PartChanges part_changes(const AlterableParts& from, const AlterableParts& to);
PartChanges option_changes(const AlterableParts& from, const AlterableParts& to);

}  // namespace retort::plan::postgres
