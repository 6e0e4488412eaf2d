#include "pipeline/autogenerate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "desired/adopt.hpp"
#include "desired/adopted_partitions.hpp"
#include "desired/normalize.hpp"
#include "desired/structural.hpp"
#include "diff/renames.hpp"
#include "pipeline/excluded_dependents.hpp"
#include "pipeline/row_checks.hpp"

namespace retort::pipeline {

namespace {

/// `message` on one line, so that no part of it is parsed as another line of the file's header.
std::string one_line(const std::string& message) {
    std::string line;
    for (const char c : message) {
        const bool space = static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
        if (!space)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    while (line.ends_with(' ')) line.pop_back();
    if (line.empty()) throw Error("RT227", "a revision needs a message", "describe the change: -m \"add user names\"");
    return line;
}

class Stopwatch {
public:
    explicit Stopwatch(std::vector<migrate::Timing>* timings) : timings_(timings) {}

    template <class Work>
    auto operator()(const char* phase, Work work) {
        const auto start = std::chrono::steady_clock::now();
        auto result = work();
        if (timings_ != nullptr)
            timings_->push_back({phase, std::chrono::duration_cast<std::chrono::microseconds>(
                                            std::chrono::steady_clock::now() - start)});
        return result;
    }

private:
    std::vector<migrate::Timing>* timings_;
};

}  // namespace

migrate::Section to_section(const emit::Script& script) {
    migrate::Section section;
    section.sql = emit::to_text(script);
    section.transaction = script.transactional;
    return section;
}

std::vector<std::string> swapped_name_notes(const Schema& live, const Schema& desired) {
    const diff::Renames renames = diff::find_renames(live, desired);
    std::vector<std::string> remarks;
    const auto objects = [&](const auto& names, const auto& made) {
        for (const auto& [before, after] : names)
            if (made.at(after).transition->requested)
                remarks.push_back(fmt::format("exchanged: {}={}", display(before), display(after)));
    };
    objects(renames.tables, desired.tables);
    objects(renames.enums, desired.enums);
    for (const auto& [name, columns] : renames.columns) {
        const Table* table = desired.find_table(name);
        for (const auto& [before, after] : table ? columns : std::map<std::string, std::string>{})
            if (table->find_column(after)->transition->requested)
                remarks.push_back(fmt::format("exchanged: {0}.{1}={0}.{2}", display(name), before, after));
    }
    return remarks;
}

migrate::Revision new_revision(const migrate::Chain& chain, Dialect dialect, const std::string& message,
                               migrate::Section up, migrate::Section down, std::string verified,
                               std::vector<std::string> remarks) {
    migrate::Revision revision;
    if (const migrate::Revision* head = chain.head()) revision.down_revisions = {head->id};
    revision.number = fmt::format("{:04}", chain.next_number());
    revision.message = one_line(message);
    revision.dialect = dialect;
    revision.verified = std::move(verified);
    revision.remarks = std::move(remarks);
    revision.up = std::move(up);
    revision.down = std::move(down);
    migrate::identify(revision);
    return migrate::parse_revision(migrate::format_revision(revision), "");
}

void require_head(introspect::Database& live, const migrate::Chain& chain, const migrate::VersionStore& store) {
    const migrate::Revision* head = chain.head();
    const migrate::Heads current = store.known_current(live, chain);
    if (head == nullptr ? current.empty() : current == migrate::Heads{head->id}) return;
    std::string at;
    for (const std::string& id : current) at += (at.empty() ? "" : ", ") + chain.get(id).title();
    throw Error("RT083",
                fmt::format("{} is not at the head of the migrations: it is at {}, the head is {}", live.describe(),
                            at.empty() ? "base" : at, head == nullptr ? "base" : head->title()),
                "run 'retort upgrade head' first, so that the comparison includes these migrations");
}

Sides compare_sides(const Schema& declared, introspect::Database& live, const migrate::VersionStore& store,
                    scratch::ScratchSource& scratch, const SettleRenames& settle_renames,
                    std::vector<migrate::Timing>* timings) {
    Stopwatch timed(timings);
    Sides sides;
    sides.live = timed("introspection", [&] { return live.introspect(store.filter()); });
    sides.desired = timed("normalisation", [&] {
        return desired::normalize_or_match(declared, sides.live, live, scratch, sides.structural);
    });
    store.adopt(sides.live, sides.desired);
    if (settle_renames) settle_renames(sides.live, sides.desired);
    sides.needed = live.excluded_dependents(store.filter());
    sides.desired = desired::adopt_excluded_dependents(sides.needed, sides.live, std::move(sides.desired));
    sides.desired = desired::adopt(sides.live, std::move(sides.desired));
    // Without a server, definitions and bounds keep their text.
    if (sides.structural.empty()) {
        desired::rewrite_adopted(sides.live, sides.desired, scratch);
        desired::settle_bounds(sides.live, sides.desired, scratch);
    }
    return sides;
}

Autogenerated autogenerate(const Schema& declared, introspect::Database& live, const migrate::Chain& chain,
                           const migrate::VersionStore& store, scratch::ScratchSource& scratch,
                           const AutogenerateOptions& options) {
    require_head(live, chain, store);
    Autogenerated result;
    Sides sides = compare_sides(declared, live, store, scratch, options.settle_renames, &result.timings);
    result.structural = std::move(sides.structural);
    result.live = std::move(sides.live);
    result.desired = std::move(sides.desired);
    Stopwatch timed(&result.timings);
    result.up = timed("diff and plan", [&] {
        emit::Plan up = emit::plan(result.live, result.desired);
        if (!up.empty()) result.down = emit::plan(result.desired, result.live, emit::Direction::down);
        return up;
    });
    if (result.empty()) return result;
    pipeline::reject_excluded_dependents(sides.needed, result.up);

    if (options.look_at_rows) {
        RowReport report = timed("rows", [&] { return check_rows(live, result.live, result.desired, result.up); });
        if (!report.errors.empty()) throw Error(std::move(report.errors));
        result.notes = std::move(report.notes);
    }
    result.revision =
        new_revision(chain, declared.dialect, options.message, to_section(result.up.script),
                     to_section(result.down.script), "no", swapped_name_notes(result.live, result.desired));
    if (options.path_of) result.revision->path = options.path_of(*result.revision);
    if (!options.verify) return result;
    result.proof = timed("verification",
                         [&] { return migrate::prove(result.live, result.desired, *result.revision, scratch.get()); });
    result.revision->verified = result.proof->verified;
    result.notes.insert(result.notes.end(), result.proof->notes.begin(), result.proof->notes.end());
    return result;
}

}  // namespace retort::pipeline
