#pragma once

#include <optional>
#include <string>

#include "schema/dialect.hpp"

namespace retort::library {

/// The C++ text of a program's revisions.
struct Embedded {
    std::string header;
    std::string source;
};

/// Reads the revision files of `folder`, and checks what the program would find only when it starts: that they form a
/// chain with one head, are for one dialect, and split into statements. `name` is the function that the header
/// declares: `const retort::Revisions& name();`. The source includes "name.hpp". The same files give the same bytes,
/// wherever the folder is.
///
/// Throws Error RT354 for a name that is no identifier, RT345 for a folder without revisions, RT069 for a revision of
/// another dialect than `dialect` or, without one, than the first that names one, and the errors of Chain::load and
/// statements_of.
Embedded embed(const std::string& folder, const std::string& name, std::optional<Dialect> dialect);

/// The program retort-embed, which retort_embed_migrations() runs at build time: its exit status.
int embed_main(int count, const char* const* arguments);

}  // namespace retort::library
