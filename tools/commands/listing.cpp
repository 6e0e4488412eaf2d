#include "tools/commands/listing.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "schema/error.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

migrate::Heads current_if_reachable(Program& program) {
    try {
        if (program.database_option.empty() && !program.config().url.given()) return {};
        const auto database = open_live_to_read(program);
        return version_store(program, database->dialect()).current(*database);
    } catch (const Error& error) {
        program.terminal().note(
            fmt::format("warning: can't read the current revision: {}", error.diagnostics().front().message));
        return {};
    }
}

std::string listing_line(const migrate::Chain& chain, const migrate::Revision& revision,
                         const migrate::Heads& current) {
    std::vector<std::string_view> labels;
    for (const migrate::Revision* head : chain.heads()) {
        if (head->id == revision.id) labels.push_back("head");
    }
    if (std::find(current.begin(), current.end(), revision.id) != current.end()) labels.push_back("current");
    std::string line = revision.id;
    if (!revision.number.empty()) line += "  " + revision.number;
    if (!revision.message.empty()) line += "  " + revision.message;
    if (!labels.empty()) line += fmt::format("  ({})", fmt::join(labels, ", "));
    return line + "\n";
}

std::string titles(const migrate::Chain& chain, const migrate::Heads& heads) {
    std::string text;
    for (const std::string& id : heads) {
        const migrate::Revision* revision = chain.find(id);
        text += (text.empty() ? "" : ", ") + (revision ? revision->title() : id);
    }
    return text.empty() ? "base" : text;
}

}  // namespace retort::tools
