#pragma once

#include <string>
#include <vector>

namespace retort::test {

/// True if this machine's pg_dump is at least as new as the server of RETORT_TEST_PG, which pg_dump requires.
bool pg_dump_reads_server();

/// The output of `pg_dump --schema-only` without owners and privileges unless requested: one statement per
/// element, in order, without comments, SET lines and blank lines.
std::vector<std::string> pg_dump(const std::string& url, bool privileges = false, bool owners = false);

/// The same statements sorted, with the columns of each CREATE TABLE and CREATE STATISTICS and the storage parameters
/// of tables and indexes sorted too, so that databases that differ only in these orders give equal results.
std::vector<std::string> pg_dump_unordered(const std::string& url, bool privileges = false, bool owners = false);

/// The statements as one text, for a readable failure message.
std::string text_of(const std::vector<std::string>& statements);

}  // namespace retort::test
