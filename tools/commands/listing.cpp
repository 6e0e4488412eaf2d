#include "tools/commands/listing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "migrate/verified.hpp"
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

namespace {

std::string details(const migrate::Revision& revision) {
    std::string text = fmt::format("    file      {}\n", revision.path);
    text += fmt::format("    follows   {}\n", migrate::listed(revision.down_revisions));
    if (!revision.depends_on.empty()) text += fmt::format("    depends   {}\n", migrate::listed(revision.depends_on));
    if (!revision.created.empty()) text += fmt::format("    created   {}\n", revision.created);
    if (revision.dialect) text += fmt::format("    dialect   {}\n", to_string(*revision.dialect));
    if (!revision.verified.empty()) text += fmt::format("    verified  {}\n", migrate::verified_in_words(revision));
    return text;
}

}  // namespace

Listing::Listing(const migrate::Chain& chain, std::vector<const migrate::Revision*> shown,
                 const migrate::Heads& current)
    : shown_(std::move(shown)), current_(current.begin(), current.end()) {
    for (const migrate::Revision* head : chain.heads())
        (chain.has_dependents(*head) ? effective_heads_ : heads_).insert(head->id);
    for (const migrate::Revision* each : shown_) {
        id_width_ = std::max(id_width_, each->id.size());
        number_width_ = std::max(number_width_, each->number.size());
    }
}

std::string Listing::text(bool verbose) const {
    std::string text;
    for (const migrate::Revision* each : shown_) text += entry(*each, verbose);
    return text;
}

std::string Listing::entry(const migrate::Revision& revision, bool verbose) const {
    return verbose ? line(revision) + details(revision) : line(revision);
}

std::string Listing::line(const migrate::Revision& revision) const {
    std::vector<std::string> labels;
    for (const std::string& label : revision.branch_labels) labels.push_back("branch " + label);
    if (heads_.contains(revision.id)) labels.emplace_back("head");
    if (effective_heads_.contains(revision.id)) labels.emplace_back("effective head");
    if (current_.contains(revision.id)) labels.emplace_back("current");
    std::string line = fmt::format("{:<{}}", revision.id, id_width_);
    if (number_width_ > 0) line += fmt::format("  {:<{}}", revision.number, number_width_);
    if (!revision.message.empty()) line += "  " + revision.message;
    if (!labels.empty()) line += fmt::format("  ({})", fmt::join(labels, ", "));
    line.erase(line.find_last_not_of(' ') + 1);
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
