#pragma once

#include <optional>
#include <string>

#include "pipeline/project.hpp"

namespace retort::tools {

class Program;

/// The project of retort.toml and of the command's global options.
class ConfiguredProject : public pipeline::Project {
public:
    explicit ConfiguredProject(Program& program) : program_(program) {}

    Schema models(Dialect dialect, introspect::Database* database) override;
    bool has_revisions() override;
    migrate::Chain revisions() override;
    std::optional<migrate::SumFile> sums() override;
    migrate::VersionStore version_store(Dialect dialect) override;
    scratch::ScratchOptions scratch_options(Dialect dialect) override;
    introspect::OpenOptions open_options() override;
    plan::ForeignKeys foreign_keys() override;
    std::optional<Dialect> dialect() override;
    void check_url() override;
    void progress(const std::string& text) override;
    void done() override;
    void note(const std::string& text) override;

    /// A SQLite file that does not exist counts as an empty database; without this call it is Error RT291.
    void accept_missing_file() { missing_ = introspect::MissingFile::accept; }

private:
    Program& program_;
    introspect::MissingFile missing_ = introspect::MissingFile::error;
};

}  // namespace retort::tools
