#include "pipeline/autogenerate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "emit/online.hpp"
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
                               std::string verified, std::vector<std::string> remarks) {
    migrate::Revision revision;
    revision.down_revisions = placement.parents;
    revision.depends_on = placement.depends_on;
    revision.branch_labels = placement.branch_labels;
    revision.number = fmt::format("{:04}", chain.next_number());
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

/// Adds the hazards of the upgrade to the result and, with the differences, to the header of the revision.
void judge(Autogenerated& result, introspect::Database& live, const AutogenerateOptions& options) {
    hazards::LintOptions settings;
    settings.severities = options.severities;
    result.hazards = judge_revision(*result.revision, result.comparison.from, settings).findings;
    migrate::Summary summary{result.comparison.plan.differences, result.lost, {}};
    for (const hazards::LintFinding& each : result.hazards) {
        const hazards::RuleEntry& rule = entry(each.rule);
        summary.hazards.push_back(fmt::format("{} {}: {}", rule.code, rule.name, each.message));
    }
    const std::vector<std::string> remarks = migrate::summary_remarks(summary);
    result.revision->remarks.insert(result.revision->remarks.end(), remarks.begin(), remarks.end());
    if (!options.look_at_rows || result.hazards.empty()) return;
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
    const auto plan = options.online ? emit::online_plan : emit::plan;
    result.down = timed("diff and plan", [&] { return plan(to, from, emit::Direction::down, options.foreign_keys); });
    reject_excluded_dependents(result.comparison.excluded_dependents, up);

    RowReport report;
    introspect::Database& rows = options.rows == nullptr ? live : *options.rows;
    if (options.look_at_rows) report = timed("rows", [&] { return check_rows(rows, from, to, up); });
    settle_drops(result, report, *declared.declared_drops, options.may_drop);
    // The rows are checked against the steps of the plain plan.
    if (options.online)
        result.comparison.plan.script = timed("diff and plan", [&] {
            return emit::online_plan(from, to, emit::Direction::up, options.foreign_keys).script;
        });
    result.revision = new_revision(chain, placement, declared.dialect, options.message, to_section(up.script),
                                   to_section(result.down.script), "no", swapped_name_notes(up.renames, to));
    judge(result, rows, options);
    if (options.path_of) result.revision->path = options.path_of(*result.revision);
    if (!options.verify) return result;
    result.proof = timed("verification", [&] { return migrate::prove(from, to, *result.revision, scratch.get()); });
    result.revision->verified = migrate::bound_to(*result.revision, result.proof->verified);
    result.notes.insert(result.notes.end(), result.proof->notes.begin(), result.proof->notes.end());
    return result;
}

}  // namespace retort::pipeline
