#include "pipeline/autogenerate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "emit/online.hpp"
#include "emit/phases.hpp"
#include "migrate/skipped_revisions.hpp"
#include "migrate/summary.hpp"
#include "migrate/verified.hpp"
#include "pipeline/compare_live.hpp"
#include "pipeline/excluded_dependents.hpp"
#include "pipeline/renames.hpp"
#include "pipeline/revision_hazards.hpp"
#include "pipeline/row_checks.hpp"
#include "pipeline/stopwatch.hpp"
#include "review/lint/rates.hpp"
#include "review/lint/sizes.hpp"
#include "schema/unicode.hpp"

namespace retort::pipeline {

std::string one_line(const std::string& message) {
    if (!is_valid_utf8(message))
        throw Error("RT320", "the message is not valid UTF-8",
                    "revision files are UTF-8: set the terminal's encoding to UTF-8, or write the message in ASCII");
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

migrate::Section to_section(const emit::Script& script) {
    migrate::Section section;
    section.sql = emit::to_text(script);
    section.transaction = script.transactional;
    return section;
}

migrate::Heads followed(const migrate::Chain& chain) {
    const migrate::Revision* head = chain.head();
    return head == nullptr ? migrate::Heads{} : migrate::Heads{head->id};
}

migrate::Revision new_revision(const migrate::Chain& chain, const Placement& placement, Dialect dialect,
                               const std::string& message, migrate::Section up, migrate::Section down,
                               std::string verified, std::vector<std::string> remarks, int ahead) {
    migrate::Revision revision;
    revision.down_revisions = placement.parents;
    revision.depends_on = placement.depends_on;
    revision.branch_labels = placement.branch_labels;
    revision.number = fmt::format("{:04}", chain.next_number() + ahead);
    revision.message = one_line(message);
    revision.dialect = dialect;
    revision.verified = std::move(verified);
    revision.remarks = std::move(remarks);
    revision.up = std::move(up);
    revision.down = std::move(down);
    migrate::identify(revision);
    if (!placement.id.empty()) revision.id = placement.id;
    return migrate::parse_revision(migrate::format_revision(revision), "");
}

void require_head(introspect::Database& live, const migrate::Chain& chain, const migrate::VersionStore& store) {
    const migrate::Revision* head = chain.head();
    const migrate::Heads current = store.known_current(live, chain);
    migrate::require_none_skipped(live, chain, store, current);
    if (head == nullptr ? current.empty() : current == migrate::Heads{head->id}) return;
    std::string at;
    for (const std::string& id : current) at += (at.empty() ? "" : ", ") + chain.get(id).title();
    throw Error("RT083",
                fmt::format("{} is not at the head of the migrations: it is at {}, the head is {}", live.describe(),
                            at.empty() ? "base" : at, head == nullptr ? "base" : head->title()),
                "run 'retort upgrade head' first, so that the comparison includes these migrations");
}

migrate::Heads state_before(const migrate::Chain& chain, const Placement& placement) {
    migrate::Heads all = placement.parents;
    all.insert(all.end(), placement.depends_on.begin(), placement.depends_on.end());
    return chain.outermost(all);
}

void require_state_before(introspect::Database& live, const migrate::Chain& chain, const migrate::VersionStore& store,
                          const Placement& placement) {
    const migrate::Heads current = store.known_current(live, chain);
    migrate::require_none_skipped(live, chain, store, current);
    const migrate::Heads state = state_before(chain, placement);
    const bool follows_heads = !placement.parents.empty() &&
                               std::all_of(placement.parents.begin(), placement.parents.end(),
                                           [&](const auto& id) { return chain.children(&chain.get(id)).empty(); });
    if (current == state || (follows_heads && current == chain.resolve("heads", {}))) return;
    throw Error("RT319",
                fmt::format("{} is at {}, but the new revision begins at {}", live.describe(), migrate::listed(current),
                            migrate::listed(state)),
                "compare with the files: --from migrations; or bring the database to that state with 'retort upgrade' "
                "or 'retort downgrade'");
}

void require_placed(introspect::Database& live, const migrate::Chain& chain, const migrate::VersionStore& store,
                    const Placement& placement) {
    if (placement.depends_on.empty() && chain.heads().size() < 2 && placement.parents == followed(chain))
        require_head(live, chain, store);
    else
        require_state_before(live, chain, store, placement);
}

namespace {

/// The size of a table, in bytes, from which the time of a scan is estimated.
constexpr std::int64_t worth_measuring = 64 << 20;

/// Throws the errors of the report, and RT461.
void settle_drops(Autogenerated& result, RowReport& report, const std::set<Drop>& declared, const MayDrop& may_drop) {
    const Comparison& comparison = result.comparison;
    const std::vector<preflight::Loss> losses = preflight::losses(comparison.from, comparison.to, comparison.plan);
    std::vector<Diagnostic> errors = std::move(report.errors);
    // Rows that block the upgrade come first: nobody is asked about a drop that can't be written.
    if (errors.empty()) errors = unpermitted_drops(losses, report.lost, declared, may_drop);
    if (!errors.empty()) throw Error(std::move(errors));
    for (const preflight::Loss& loss : losses) {
        const auto rows = report.lost.find(loss.drop);
        result.lost.push_back(
            describe(loss, rows == report.lost.end() ? std::nullopt : std::optional<long long>(rows->second)));
    }
    result.notes = std::move(report.notes);
}

/// One of the revisions, before it has a place in the chain.
struct Part {
    std::string message;
    Schema from;
    Schema to;
    emit::Script up;
    emit::Script down;
    std::vector<std::string> differences;
    std::vector<std::string> remarks;
};

/// The revisions of an online migration: the phases of its columns, and one of all other changes.
std::vector<Part> online_parts(const Comparison& comparison, const AutogenerateOptions& options) {
    std::vector<Part> parts;
    const Schema& to = comparison.to;
    for (emit::Phase& phase : emit::phases(comparison.from, to, *options.online))
        parts.push_back({fmt::format("{}: {}", options.message, phase.name),
                         std::move(phase.from),
                         std::move(phase.to),
                         std::move(phase.up),
                         std::move(phase.down),
                         {},
                         std::move(phase.notes)});
    const Schema& from = parts.empty() ? comparison.from : parts.back().to;
    const auto plan = [&](const Schema& before, const Schema& after, emit::Direction direction) {
        return emit::online_plan(before, after, direction, options.foreign_keys, *options.online);
    };
    const emit::Plan up = plan(from, to, emit::Direction::up);
    if (!up.empty())
        parts.push_back({options.message, from, to, up.script, plan(to, from, emit::Direction::down).script,
                         up.differences, swapped_name_notes(up.renames, to)});
    return parts;
}

std::vector<Part> parts_of(const Comparison& comparison, const AutogenerateOptions& options) {
    if (options.online) return online_parts(comparison, options);
    const emit::Plan& up = comparison.plan;
    emit::Plan down = emit::plan(comparison.to, comparison.from, emit::Direction::down, options.foreign_keys);
    return {{options.message, comparison.from, comparison.to, up.script, std::move(down.script), up.differences,
             swapped_name_notes(up.renames, comparison.to)}};
}

/// Adds the hazards of the upgrade to the result and, with the differences, to the header of the revision.
void judge(Autogenerated& result, migrate::Revision& revision, const Part& part, const AutogenerateOptions& options) {
    hazards::LintOptions settings;
    settings.severities = options.severities;
    const std::vector<hazards::LintFinding> found = judge_revision(revision, part.from, settings).findings;
    migrate::Summary summary{part.differences, part.differences.empty() ? std::vector<std::string>() : result.lost, {}};
    for (const hazards::LintFinding& each : found) {
        const hazards::RuleEntry& rule = entry(each.rule);
        summary.hazards.push_back(fmt::format("{} {}: {}", rule.code, rule.name, each.message));
    }
    result.hazards.insert(result.hazards.end(), found.begin(), found.end());
    const std::vector<std::string> remarks = migrate::summary_remarks(summary);
    revision.remarks.insert(revision.remarks.end(), remarks.begin(), remarks.end());
}

void add_sizes(Autogenerated& result, introspect::Database& live) {
    if (result.hazards.empty()) return;
    std::set<ObjectName> names;
    for (const hazards::LintFinding& each : result.hazards) names.insert(each.table);
    const hazards::TableSizes sizes = hazards::read_sizes(live, names);
    const bool large = std::any_of(result.hazards.begin(), result.hazards.end(), [&](const auto& each) {
        const auto size = sizes.find(each.table);
        return each.work >= hazards::Work::scan && size != sizes.end() && size->second.bytes >= worth_measuring;
    });
    const hazards::Rates rates = large ? hazards::measure_rates(live) : hazards::Rates();
    for (hazards::LintFinding& each : result.hazards)
        if (const auto size = sizes.find(each.table); size != sizes.end()) {
            each.size = size->second;
            each.seconds = hazards::seconds(each, rates);
        }
}

/// Adds the proof of one of the revisions to that of all.
void add_proof(Autogenerated& result, const migrate::Proof& proof) {
    result.notes.insert(result.notes.end(), proof.notes.begin(), proof.notes.end());
    if (!result.proof) {
        result.proof = proof;
        return;
    }
    result.proof->timings.insert(result.proof->timings.end(), proof.timings.begin(), proof.timings.end());
    if (proof.verified.size() > result.proof->verified.size()) result.proof->verified = proof.verified;
}

/// Writes and proves the revisions of the parts, each of which follows the one before it.
void write_revisions(Autogenerated& result, const std::vector<Part>& parts, const migrate::Chain& chain,
                     const Placement& placement, scratch::ScratchSource& scratch, const AutogenerateOptions& options) {
    Stopwatch timed(&result.timings);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = parts[i];
        Placement at = i == 0 ? placement : Placement({result.revision->id});
        // The id that is given is that of the last revision, which leaves the schema of the models.
        at.id = i + 1 == parts.size() ? placement.id : "";
        if (result.revision) result.earlier.push_back(std::move(*result.revision));
        migrate::Revision& revision =
            result.revision.emplace(new_revision(chain, at, part.to.dialect, part.message, to_section(part.up),
                                                 to_section(part.down), "no", part.remarks, static_cast<int>(i)));
        judge(result, revision, part, options);
        if (options.path_of) revision.path = options.path_of(revision);
        if (!options.verify) continue;
        const migrate::Proof proof =
            timed("verification", [&] { return migrate::prove(part.from, part.to, revision, scratch.get()); });
        revision.verified = migrate::bound_to(revision, proof.verified);
        add_proof(result, proof);
    }
}

}  // namespace

Autogenerated autogenerate(const Schema& declared, introspect::Database& live, const migrate::Chain& chain,
                           const migrate::VersionStore& store, scratch::ScratchSource& scratch,
                           const AutogenerateOptions& options) {
    const Placement placement = options.placement ? *options.placement : followed(chain);
    require_placed(live, chain, store, placement);
    Autogenerated result;
    result.comparison = compare_live(
        declared, live, store, scratch,
        {.settle_renames = options.settle_renames, .foreign_keys = options.foreign_keys, .timings = &result.timings});
    if (result.empty()) return result;
    const Schema& from = result.comparison.from;
    const Schema& to = result.comparison.to;
    const emit::Plan& up = result.comparison.plan;
    Stopwatch timed(&result.timings);
    // The rows are checked, and what is lost is listed, by the plain plan.
    const std::vector<Part> parts = timed("diff and plan", [&] { return parts_of(result.comparison, options); });
    reject_excluded_dependents(result.comparison.excluded_dependents, up);

    RowReport report;
    introspect::Database& rows = options.rows == nullptr ? live : *options.rows;
    if (options.look_at_rows) report = timed("rows", [&] { return check_rows(rows, from, to, up); });
    settle_drops(result, report, *declared.declared_drops, options.may_drop);
    write_revisions(result, parts, chain, placement, scratch, options);
    if (options.look_at_rows) add_sizes(result, rows);
    return result;
}

}  // namespace retort::pipeline
