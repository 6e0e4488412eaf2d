#pragma once

#include <string>
#include <vector>

namespace retort::test {

/// Whether this machine's pg_dump is as new as the server of RETORT_TEST_PG, as it has to be.
bool pg_dump_reads_server();

/// What `pg_dump --schema-only` prints, owners and, unless asked for, privileges left out: one statement an
/// element, in its order, without comments, SET lines and blank lines.
std::vector<std::string> pg_dump(const std::string& url, bool privileges = false);

/// The same statements sorted, and the columns of each CREATE TABLE and CREATE STATISTICS and
/// the storage parameters of tables and indexes sorted: two databases
/// that differ in nothing else give equal results.
std::vector<std::string> pg_dump_unordered(const std::string& url, bool privileges = false);

/// The statements as one text, for a readable failure message.
std::string text_of(const std::vector<std::string>& statements);

}  // namespace retort::test
