#include "migrate/squash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string_view>
#include <utility>

#include "introspect/database.hpp"
#include "migrate/chain_proof.hpp"
#include "migrate/execute.hpp"
#include "migrate/file_name.hpp"
#include "migrate/heads.hpp"
#include "migrate/proof_step.hpp"
#include "migrate/summary.hpp"
#include "sql/text_file.hpp"

namespace retort::migrate {

namespace {

constexpr std::size_t checksum_digits = 12;

[[noreturn]] void reject(std::string message, std::string hint) {
    throw Error("RT331", fmt::format("can't squash: {}", message), std::move(hint));
}

/// The part of a joined section that does what the revision's section does.
std::string part_of(Dialect dialect, const Revision& revision, Direction direction, bool own_transaction) {
    const Section& section = revision.section(direction);
    const auto statements = statements_of(dialect, revision, direction);
    std::string text = fmt::format("-- squashed: {}\n", revision.title());
    if (statements.empty()) return text + section.sql;
    std::string sql = closed(section, statements);
    sql += settings_reset(dialect, statements);
    if (own_transaction && section.transaction) sql = "BEGIN;\n" + sql + "COMMIT;\n";
    return text + sql;
}

Section joined_section(Dialect dialect, std::vector<const Revision*> revisions, Direction direction, Joined joined) {
    if (direction == Direction::down) std::reverse(revisions.begin(), revisions.end());
    Section section;
    section.transaction = joined == Joined::one_transaction &&
                          std::all_of(revisions.begin(), revisions.end(),
                                      [&](const Revision* each) { return each->section(direction).transaction; });
    for (const Revision* each : revisions)
        section.sql += (section.sql.empty() ? "" : "\n") + part_of(dialect, *each, direction, !section.transaction);
    return section;
}

/// Throws unless each revision follows the one before it alone, and no other revision follows one before the last or
/// depends on it.
void require_line(const Chain& chain, const std::vector<const Revision*>& revisions) {
    for (const Revision* each : revisions)
        if (!each->depends_on.empty() || !each->branch_labels.empty() || chain.has_dependents(*each))
            reject(fmt::format("{} has a branch label or a dependency", each->title()),
                   "squash the revisions before it, or those after it");
    for (std::size_t i = 1; i < revisions.size(); ++i) {
        const Revision& each = *revisions[i];
        if (each.down_revisions != std::vector<std::string>{revisions[i - 1]->id})
            reject(fmt::format("{} follows {}, so the range has branches", each.title(), listed(each.down_revisions)),
                   "squash the revisions of one branch, or those after the merge");
    }
    for (std::size_t i = 0; i + 1 < revisions.size(); ++i) {
        const Revision& each = *revisions[i];
        for (const Revision& other : chain.revisions())
            if (&other != revisions[i + 1] && std::find(other.down_revisions.begin(), other.down_revisions.end(),
                                                        each.id) != other.down_revisions.end())
                reject(fmt::format("{} follows {}, which is in the middle of the range", other.title(), each.title()),
                       fmt::format("end the range at {}, or 'retort rebase' the other revision first", each.id));
    }
}

void add_once(std::vector<std::string>& list, const std::vector<std::string>& more) {
    for (const std::string& each : more)
        if (std::find(list.begin(), list.end(), each) == list.end()) list.push_back(each);
}

}  // namespace

Revision squashed(const Chain& chain, const std::vector<const Revision*>& revisions, Dialect dialect,
                  const std::string& message, Joined joined) {
    if (revisions.size() < 2)
        reject(revisions.empty() ? std::string("the range has no revision")
                                 : fmt::format("the range has one revision, {}", revisions.front()->title()),
               "a range A:B has the revisions after A up to B; base:B has all up to B");
    require_line(chain, revisions);
    const Revision& last = *revisions.back();
    Revision result;
    result.id = last.id;
    result.down_revisions = revisions.front()->down_revisions;
    result.number = last.number;
    result.message = message;
    result.created = last.created;
    result.verified = "no";
    const Revision* irreversible = nullptr;
    for (const Revision* each : revisions) {
        if (each->dialect && *each->dialect != dialect)
            throw Error(Diagnostic{
                .code = "RT332",
                .message = fmt::format("can't squash {}, which is for {}, with revisions for {}", each->title(),
                                       retort::to_string(*each->dialect), retort::to_string(dialect)),
                .position = {each->path, 0, 0},
                .hint = "squash the revisions of one dialect; it is that of [database] url"});
        if (each->dialect) result.dialect = each->dialect;
        add_once(result.replaces, each->replaces);
        if (each != &last) add_once(result.replaces, {each->id});
        add_once(result.remarks, without_summary(each->remarks));
        if (is_irreversible(*each, dialect)) irreversible = each;
    }
    result.earlier_upgrades = {last.up.checksum().substr(0, checksum_digits)};
    add_once(result.earlier_upgrades, last.earlier_upgrades);
    result.up = joined_section(dialect, revisions, Direction::up, joined);
    if (irreversible == nullptr)
        result.down = joined_section(dialect, revisions, Direction::down, joined);
    else
        result.down.sql = fmt::format("-- no downgrade, since {} has none\n", irreversible->title());
    return parse_revision(format_revision(result), "");
}

void require_none_between(const std::vector<const Revision*>& revisions, const Heads& current,
                          const std::string& database) {
    for (std::size_t i = 0; i + 1 < revisions.size(); ++i)
        if (std::find(current.begin(), current.end(), revisions[i]->id) != current.end())
            reject(fmt::format("{} is at {}, in the middle of the range", database, revisions[i]->title()),
                   fmt::format("run 'retort upgrade {}' on it first, or end the range there", revisions.back()->id));
}

std::string prove_squashed(const Chain& chain, const std::vector<const Revision*>& revisions, const Revision& squashed,
                           scratch::Scratch& scratch) {
    constexpr const char* hint =
        "nothing was written and no file was removed; if the statement can't run in one transaction with the others, "
        "give --keep-transactions";
    const std::string where = scratch.describe();
    const auto ancestors = chain.path({}, revisions.front()->down_revisions, Direction::up);
    std::unique_ptr<introspect::Database> database = scratch.create();
    build_chain(*database, ancestors, where, hint);
    const Schema before = database->introspect();
    build_chain(*database, revisions, where, hint);
    const Schema after = database->introspect();
    scratch.discard(std::move(database));
    database = scratch.create();
    build_chain(*database, ancestors, where, hint);
    const auto step = [&](Direction direction, const char* name, const Schema& expected, const char* schema) {
        const ProofStep step{squashed, direction, name, where, hint};
        run_step(*database, step);
        require_schema(database->introspect(), expected, step, schema);
    };
    step(Direction::up, "the upgrade", after, "the schema that the revisions produce one by one");
    const std::string left_out = without_steps(step_names(database->dialect(), squashed));
    if (is_irreversible(squashed, database->dialect())) return std::string(proved_upwards) + left_out;
    step(Direction::down, "the downgrade", before, "the schema before the revisions");
    step(Direction::up, "the upgrade after the downgrade", after, "the schema of the first upgrade");
    return std::string(proved_both_ways) + left_out;
}

std::vector<sql::FileChange> squash_files(const std::vector<const Revision*>& revisions, const Revision& squashed,
                                          std::string_view pattern, bool keep) {
    std::vector<sql::FileChange> changes;
    for (const Revision* each : revisions) {
        const std::string text = sql::read_file(each->path);
        if (keep) changes.push_back({.to = each->path + ".squashed", .after = text});
        changes.push_back({.from = each->path, .before = text});
    }
    const std::filesystem::path folder = std::filesystem::path(revisions.back()->path).parent_path();
    changes.back().to = (folder / file_name(pattern, squashed)).string();
    changes.back().after = format_revision(squashed);
    return changes;
}

}  // namespace retort::migrate
