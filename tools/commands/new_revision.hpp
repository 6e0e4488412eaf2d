#pragma once

#include <string>
#include <vector>

#include "migrate/chain.hpp"
#include "pipeline/autogenerate.hpp"

namespace CLI {
class App;
}

namespace retort::tools {

class Program;

/// The options of the commands that write a new revision, and writing it.
struct NewRevision {
    std::string id;
    std::vector<std::string> labels;
    std::string directory;
    std::string output;
    bool edit = false;
    bool dry_run = false;
    bool json = false;

    void add_to(CLI::App& command);

    /// Checks what can be checked before the work begins. Throws Error RT264 for --edit without a file, RT334 without
    /// an editor, and the errors of [migrations] file_name.
    void check(Program& program) const;

    /// The links of the revision. Throws Error RT317 for an id or a label that is invalid or in use.
    pipeline::Placement placement(const migrate::Chain& chain, migrate::Heads parents) const;

    /// The folder of the file: --output, --directory, the folder of the parent if that is on a branch with a label, or
    /// the first of [migrations] directory. Throws Error RT314 for a --directory that is none of these.
    std::string folder(Program& program, const migrate::Chain& chain, const migrate::Heads& parents) const;

    /// What --json prints besides the file.
    struct Made {
        std::vector<std::string> detected{};  ///< the differences
        std::string proof{};                  ///< "upgrade, downgrade, upgrade"; empty: not proved
        std::vector<std::string> notes{};
        std::vector<std::string> kept_out{};  ///< what was changed by hand
        std::vector<std::string> lost{};      ///< tables and columns that the upgrade drops
        std::vector<hazards::LintFinding> hazards{};
    };

    /// Writes the files to `folder` and prints their paths, or prints the files. None is there if one can't be written.
    void write(Program& program, std::vector<migrate::Revision> revisions, const std::string& folder,
               const Made& made) const;

    /// With --json, prints that no file was written.
    void write_nothing(Program& program, const Made& made) const;

private:
    bool prints() const { return dry_run || output == "-"; }
};

}  // namespace retort::tools
