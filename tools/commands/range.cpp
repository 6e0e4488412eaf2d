#include "tools/commands/range.hpp"

#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

std::vector<const migrate::Revision*> revisions_after(Program& program, const migrate::Chain& chain,
                                                      const std::string& range) {
    auto [from, to] = migrate::Chain::split_range(range);
    if (from.empty()) from = "base";
    if (to.empty()) to = "head";
    migrate::Heads current;
    if (migrate::Chain::needs_current(from) || migrate::Chain::needs_current(to)) {
        const auto database = open_live_to_read(program);
        current = version_store(program, database->dialect()).known_current(*database, chain);
    }
    return chain.path(chain.resolve(from, current), chain.resolve(to, current), migrate::Direction::up);
}

}  // namespace retort::tools
