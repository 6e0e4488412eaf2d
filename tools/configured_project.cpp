#include "tools/configured_project.hpp"

#include <fmt/format.h>

#include "tools/program.hpp"
#include "tools/sums.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

Schema ConfiguredProject::models(Dialect dialect, introspect::Database* database) {
    return compared_schema(program_, dialect, database);
}

bool ConfiguredProject::has_revisions() { return !program_.config().file.empty(); }

migrate::Chain ConfiguredProject::revisions() { return load_chain(program_); }

std::optional<migrate::SumFile> ConfiguredProject::sums() { return load_sums(program_); }

migrate::VersionStore ConfiguredProject::version_store(Dialect dialect) {
    return tools::version_store(program_, dialect);
}

scratch::ScratchOptions ConfiguredProject::scratch_options(Dialect dialect) {
    return tools::scratch_options(program_, dialect, nullptr);
}

introspect::OpenOptions ConfiguredProject::open_options() { return tools::open_options(program_, missing_); }

plan::ForeignKeys ConfiguredProject::foreign_keys() { return tools::foreign_keys(program_.config()); }

std::optional<Dialect> ConfiguredProject::dialect() { return program_.configured_dialect(); }

void ConfiguredProject::check_url() {
    if (program_.config().url.given()) program_.live_url();
}

void ConfiguredProject::progress(const std::string& text) { program_.terminal().progress(text); }

void ConfiguredProject::done() { program_.terminal().done(); }

void ConfiguredProject::note(const std::string& text) {
    program_.terminal().note(fmt::format("{} {}", program_.terminal().styled("note:", "1"), text));
}

}  // namespace retort::tools
