#pragma once

#include <string>
#include <vector>

#include "project.hpp"
#include "revision_file.hpp"

namespace retort::test {

/// Tests of commands on hand-written revision files, on both engines.
class WrittenRevisions : public BothEngines {
protected:
    WrittenRevisions() { project.configure(); }

    void add(const std::string& name, const std::string& id, const std::string& follows, const std::string& up,
             const std::string& down, const std::string& options = "") const {
        project.write("migrations/" + name + ".sql", revision_file(name, id, follows, up, down, options));
    }

    /// Runs the command, which must fail with this message and change nothing.
    void expect_rejected(const std::vector<std::string>& arguments, const std::string& message) const {
        const auto before = project.files();
        const Outcome outcome = project.retort(arguments);
        EXPECT_EQ(outcome.status, 2) << outcome.out;
        EXPECT_CONTAINS(outcome.err, message);
        EXPECT_EQ(project.files(), before);
    }
};

}  // namespace retort::test
