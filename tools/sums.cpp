#include "tools/sums.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "sql/file_changes.hpp"
#include "sql/text_file.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

std::string sum_path(Program& program) {
    return (std::filesystem::path(migrations_folders(program).front()) / migrate::sum_file_name).string();
}

}  // namespace

std::optional<migrate::SumFile> load_sums(Program& program) { return migrate::SumFile::load(sum_path(program)); }

std::string update_sums(Program& program, const std::set<std::string>& touched) {
    const std::string path = sum_path(program);
    const migrate::Chain chain = load_chain(program);
    const std::optional<migrate::SumFile> sums = migrate::SumFile::load(path);
    sql::FileChange change{.to = path, .after = sums ? sums->updated(chain, touched) : migrate::new_sum_file(chain)};
    if (sums) {
        change.from = path;
        change.before = sql::read_file(path);
    }
    if (change.after != change.before) sql::apply({change});
    return path;
}

void warn_of_sums(Program& program, const migrate::Chain& chain) {
    const std::optional<migrate::SumFile> sums = load_sums(program);
    if (!sums) return;
    for (const migrate::SumProblem& each : sums->problems(chain))
        program.terminal().note(
            fmt::format("{} {}; 'retort sum' accepts it", program.terminal().styled("warning:", "1;33"), each.message));
}

}  // namespace retort::tools
