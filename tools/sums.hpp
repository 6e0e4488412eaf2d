#pragma once

#include <optional>
#include <set>
#include <string>

#include "migrate/chain.hpp"
#include "migrate/sum_file.hpp"

namespace retort::tools {

class Program;

/// The checksum file of the revisions, if there is one.
std::optional<migrate::SumFile> load_sums(Program& program);

/// Writes the checksums of the revisions `touched`, ids whose files a command wrote or removed, to the checksum file,
/// or a new one of all files. Returns its path. Throws the errors of load_chain.
std::string update_sums(Program& program, const std::set<std::string>& touched);

/// Warns of revision files that are not those of the checksum file.
void warn_of_sums(Program& program, const migrate::Chain& chain);

}  // namespace retort::tools
