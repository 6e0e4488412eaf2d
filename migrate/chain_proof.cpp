#include "migrate/chain_proof.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "migrate/execute.hpp"
#include "migrate/proof.hpp"
#include "migrate/proof_step.hpp"
#include "migrate/sample_rows.hpp"
#include "migrate/step.hpp"

namespace retort::migrate {

namespace {

constexpr const char* file_unchanged = "the file is unchanged: correct its SQL, and run 'retort verify' again";

/// The revisions of the chain in an order in which each follows its ancestors, and the revisions of a branch follow
/// each other.
std::vector<const Revision*> along_branches(const Chain& chain) {
    std::map<std::string_view, std::vector<const Revision*>> followers;
    for (const Revision& each : chain.revisions())
        if (each.down_revisions.size() == 1) followers[each.down_revisions.front()].push_back(&each);
    std::vector<const Revision*> order;
    std::set<std::string_view> placed;
    for (const Revision& each : chain.revisions()) {
        for (const Revision* next = &each; next != nullptr && placed.insert(next->id).second;) {
            order.push_back(next);
            const auto found = followers.find(next->id);
            next = found == followers.end() ? nullptr : found->second.front();
        }
    }
    return order;
}

/// The schemas around a revision that was proved on empty tables.
struct States {
    std::shared_ptr<const Schema> before, after;
};

class ChainProver {
public:
    ChainProver(const Chain& chain, scratch::Scratch& scratch)
        : chain_(chain), scratch_(scratch), where_(scratch.describe()) {}

    /// The proof with the rows that the chain's revisions insert.
    ChainProof prove_in_chain(const Revision& revision, States& states) {
        ChainProof proof{.revision = &revision};
        if (!reach_parents(revision, proof)) return proof;
        if (!state_) state_ = std::make_shared<const Schema>(database_->introspect());
        states.before = state_;
        try {
            require_scratch_dialect(revision);
            note_skipped(revision, proof);
            const bool irreversible = is_irreversible(revision, database_->dialect());
            step(revision, Direction::up, "the upgrade");
            states.after = std::make_shared<const Schema>(database_->introspect());
            upgraded_.insert(revision.id);
            if (!irreversible) {
                require(step(revision, Direction::down, "the downgrade"), *states.before, "the schema before it");
                require(step(revision, Direction::up, "the upgrade after the downgrade"), *states.after,
                        "the schema of the first upgrade");
            }
            proof.verified = irreversible ? proved_upwards : proved_both_ways;
            applied_.insert(revision.id);
            state_ = states.after;
        } catch (const Error& error) {
            proof.errors = error.diagnostics();
            if (!upgraded_.contains(revision.id)) failed_.insert(revision.id);
            discard();
        }
        return proof;
    }

    /// Adds the proof with sample rows. Ends the use of the chain's database: a scratch may have one only.
    void prove_with_rows(ChainProof& proof, const States& states) {
        discard();
        ProofOptions options{.generated = false, .downgrade = proof.verified != proved_upwards};
        std::optional<Error> failure;
        for (const bool rows : {true, false}) {
            options.rows = rows;
            try {
                const Proof found = prove(*states.before, *states.after, *proof.revision, scratch_, options);
                if (rows) {
                    proof.verified = found.verified;
                    proof.notes.insert(proof.notes.end(), found.notes.begin(), found.notes.end());
                    return;
                }
                proof.verified.clear();
                proof.errors = failure->diagnostics();
                return;
            } catch (const Error& error) {
                if (!failure) failure = error;
            }
        }
        proof.verified += "; without rows";
        proof.notes.push_back(fmt::format("{} was proved without sample rows: {}", proof.revision->title(),
                                          failure->diagnostics().front().message));
    }

private:
    /// Says which steps do not run for the proof.
    void note_skipped(const Revision& revision, ChainProof& proof) {
        for (const Revision* each : chain_.path({}, {revision.id}, Direction::up)) {
            const std::vector<std::string> names = step_names(database_->dialect(), *each);
            if (each == &revision) proof.steps_not_run = names;
            if (names.empty() || !noted_.insert(each->id).second) continue;
            proof.notes.push_back(fmt::format(
                "{} of {} {} not run: only the program has the {}. The SQL of this migration and of those that follow "
                "it is proved without {}",
                fmt::join(names, ", "), each->title(), names.size() == 1 ? "was" : "were",
                names.size() == 1 ? "function" : "functions", names.size() == 1 ? "its effect" : "their effects"));
        }
    }

    void discard() {
        if (database_) scratch_.discard(std::move(database_));
    }

    void require_scratch_dialect(const Revision& revision) const {
        require_dialect(revision, database_->dialect(), "the scratch database is " + where_, file_unchanged);
    }

    /// Brings the database to the state that the revision's ancestors produce. False, with the reason in `proof`, if
    /// one of them fails.
    bool reach_parents(const Revision& revision, ChainProof& proof) {
        std::vector<const Revision*> ancestors = chain_.path({}, {revision.id}, Direction::up);
        ancestors.pop_back();
        std::set<std::string_view> wanted;
        for (const Revision* each : ancestors) {
            if (failed_.contains(each->id)) {
                proof.blocked_by = each;
                return false;
            }
            wanted.insert(each->id);
        }
        if (!database_ || !std::includes(wanted.begin(), wanted.end(), applied_.begin(), applied_.end())) {
            discard();
            database_ = scratch_.create();
            applied_.clear();
            state_.reset();
        }
        for (const Revision* each : ancestors) {
            if (applied_.contains(each->id)) continue;
            state_.reset();
            try {
                build_chain(*database_, {each}, where_, file_unchanged);
                applied_.insert(each->id);
            } catch (const Error& error) {
                // One that was proved alone fails after another branch: then this revision can't be reached.
                failed_.insert(upgraded_.contains(each->id) ? revision.id : each->id);
                discard();
                proof.errors = error.diagnostics();
                proof.errors.front().notes.push_back(
                    {.code = {}, .message = fmt::format("it ran for the proof of {}", revision.title())});
                return false;
            }
        }
        return true;
    }

    /// The step, to be passed to `require`.
    ProofStep step(const Revision& revision, Direction direction, std::string name) {
        ProofStep step{revision, direction, std::move(name), where_, file_unchanged};
        run_step(*database_, step);
        return step;
    }

    void require(const ProofStep& step, const Schema& expected, std::string_view name) {
        require_schema(database_->introspect(), expected, step, name);
    }

    const Chain& chain_;
    scratch::Scratch& scratch_;
    const std::string where_;
    std::unique_ptr<introspect::Database> database_;
    std::set<std::string_view> applied_;   ///< on the database
    std::shared_ptr<const Schema> state_;  ///< of the database, if it was read
    std::set<std::string_view> upgraded_;  ///< their upgrade runs after those of their ancestors
    std::set<std::string_view> failed_;    ///< their upgrade fails
    std::set<std::string_view> noted_;     ///< their steps are noted
};

}  // namespace

bool is_irreversible(const Revision& revision, Dialect dialect) {
    return statements_of(dialect, revision, Direction::down).empty() &&
           !statements_of(dialect, revision, Direction::up).empty();
}

void build_chain(introspect::Database& database, const std::vector<const Revision*>& revisions,
                 const std::string& where, const std::string& hint) {
    for (const Revision* each : revisions) {
        require_dialect(*each, database.dialect(), "the scratch database is " + where, hint);
        run_step(database, {*each, Direction::up, "the upgrade", where, hint});
    }
}

std::vector<ChainProof> prove_chain(const Chain& chain, const std::set<std::string>& ids, scratch::Scratch& scratch,
                                    const std::function<void(const Revision&)>& started) {
    ChainProver prover(chain, scratch);
    std::vector<ChainProof> proofs;
    std::vector<States> states;
    for (const Revision* each : along_branches(chain)) {
        if (!ids.contains(each->id)) continue;
        if (started) started(*each);
        proofs.push_back(prover.prove_in_chain(*each, states.emplace_back()));
    }
    for (std::size_t i = 0; i < proofs.size(); ++i) {
        const auto& [before, after] = states[i];
        if (proofs[i].verified.empty() || !info(before->dialect).server) continue;
        const bool touches =
            !touched_tables(*before, *after).empty() || !created_tables(Counterparts(*after, *before), *after).empty();
        if (!touches) continue;
        if (started) started(*proofs[i].revision);
        prover.prove_with_rows(proofs[i], states[i]);
        states[i] = {};
    }
    for (ChainProof& each : proofs)
        if (!each.verified.empty()) each.verified += without_steps(each.steps_not_run);
    return proofs;
}

}  // namespace retort::migrate
