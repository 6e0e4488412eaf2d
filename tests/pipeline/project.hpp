#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/project.hpp"
#include "tests/migrate/support.hpp"

namespace retort::migrate::test {

/// A project in memory: models as a Schema, revision files in a temporary folder.
class TestProject : public pipeline::Project {
public:
    explicit TestProject(scratch::ScratchOptions scratch) : scratch_(std::move(scratch)) {}

    Schema models(Dialect, introspect::Database*) override { return declared; }
    bool has_revisions() override { return true; }
    Chain revisions() override { return Chain::load(folder.path()); }
    VersionStore version_store(Dialect dialect) override {
        return {dialect, "retort_version", "retort_history", filter};
    }
    scratch::ScratchOptions scratch_options(Dialect) override { return scratch_; }
    std::optional<Dialect> dialect() override { return configured; }
    void progress(const std::string& text) override { activities.push_back(text); }

    TemporaryFolder folder;
    Schema declared;
    introspect::Filter filter;
    std::optional<Dialect> configured;
    std::vector<std::string> activities;  ///< shown by `progress`

private:
    scratch::ScratchOptions scratch_;
};

}  // namespace retort::migrate::test
