#include "pipeline/three_way.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "pipeline/compare_live.hpp"
#include "pipeline/drift.hpp"
#include "pipeline/replay.hpp"
#include "review/database_state.hpp"
#include "review/differences.hpp"
#include "review/files.hpp"

namespace retort::pipeline {

namespace {

using review::Finding;
using review::Kind;

/// Errors of a scratch that can't be opened, or is disabled.
bool is_without_scratch(const Error& error) {
    const ErrorCode code = error.diagnostics().front().code;
    return code == "RT035" || code == "RT215";
}

std::string counted(std::size_t count) {
    return fmt::format("{} {}", count, count == 1 ? "difference" : "differences");
}

bool same_texts(const std::vector<review::Difference>& a, const std::vector<review::Difference>& b) {
    const auto sorted = [](const std::vector<review::Difference>& list) {
        std::vector<std::string> texts;
        for (const review::Difference& each : list) texts.push_back(each.text);
        std::sort(texts.begin(), texts.end());
        return texts;
    };
    return sorted(a) == sorted(b);
}

class ThreeWay {
public:
    ThreeWay(Project& project, Dialect dialect, const ThreeWayOptions& options)
        : project_(project),
          options_(options),
          dialect_(dialect),
          store_(project.version_store(dialect)),
          scratch_(scratch_options()) {}

    review::Report run() {
        if (options_.models) report_.compared.emplace_back("models");
        if (options_.migrations) report_.compared.emplace_back("migrations");
        if (options_.live != nullptr) {
            report_.compared.emplace_back("live");
            report_.database = options_.live->describe();
        }
        if (options_.migrations) read_migrations();
        const bool without_revisions = chain_.empty() && options_.models && options_.live != nullptr;
        if (without_revisions) std::erase(report_.compared, "migrations");
        bool live_compared = false;
        if (options_.migrations && !without_revisions && replay_migrations()) {
            std::optional<Finding> models, live;
            if (options_.models) models = compare_models();
            if (at_current_) {
                live = compare_live_with_migrations();
                live_compared = true;
            }
            report_differences(std::move(models), std::move(live));
        }
        if (options_.models && options_.live != nullptr && !live_compared && state_.complete)
            compare_models_with_live();
        return std::move(report_);
    }

private:
    scratch::ScratchOptions scratch_options() {
        scratch::ScratchOptions options = project_.scratch_options(dialect_);
        if (options_.live != nullptr) options.major_version = options_.live->major_version();
        return options;
    }

    void add(std::vector<Finding> findings) {
        for (Finding& each : findings) report_.findings.push_back(std::move(each));
    }

    /// Reads the files, and what the live database says about them.
    void read_migrations() {
        chain_ = project_.revisions();
        add(review::check_files(chain_, project_.sums()));
        if (options_.live == nullptr) return;
        state_ = review::check_database(*options_.live, chain_, store_);
        add(std::move(state_.findings));
        report_.notes.insert(report_.notes.end(), state_.notes.begin(), state_.notes.end());
        if (!state_.complete)
            report_.notes.push_back(
                fmt::format("the schema of {} is not compared, since a migration is not complete", report_.database));
    }

    /// Whether the models can be compared with the live database where the migrations can't be.
    bool can_do_without() const { return options_.models && options_.live != nullptr; }

    /// Builds the states of the migrations. False, with a note, without a scratch, and where they do not run on an
    /// empty database: those of a project that began with a database of its own do not.
    bool replay_migrations() {
        try {
            project_.progress("replaying the migrations on a scratch database");
            replayed_ = scratch_.get().create();
        } catch (const Error& error) {
            if (!is_without_scratch(error) || !can_do_without()) throw;
            leave_out_migrations(error.diagnostics().front().message);
            return false;
        }
        try {
            if (options_.live != nullptr && state_.current && state_.complete) {
                replay(*replayed_, chain_, store_, *state_.current);
                at_current_ = replayed_->introspect(store_.filter());
                if (options_.target != "heads") replayed_ = scratch_.get().create();  // it may be an earlier state
            }
            const migrate::Heads target = chain_.resolve(options_.target, state_.current.value_or(migrate::Heads{}));
            if (options_.models) replay(*replayed_, chain_, store_, target);
        } catch (const Error& error) {
            std::vector<Diagnostic> diagnostics = error.diagnostics();
            if (can_do_without()) {
                at_current_.reset();
                const Diagnostic& first = diagnostics.front();
                leave_out_migrations(fmt::format(
                    "they do not run on an empty database: {}{}",
                    first.position.known() ? fmt::format("{}:{}: ", first.position.file, first.position.line) : "",
                    first.message));
                return false;
            }
            diagnostics.front().notes.push_back(
                {.code = {}, .message = "this was the replay of the migrations on a scratch database"});
            diagnostics.front().hint = "correct the file; 'retort check models live' compares without the migrations";
            throw Error(std::move(diagnostics));
        }
        project_.done();
        for (std::string& each : skipped_step_notes(chain_, dialect_)) report_.notes.push_back(std::move(each));
        return true;
    }

    void leave_out_migrations(const std::string& why) {
        project_.done();
        report_.notes.push_back("the migrations are not compared: " + why);
        std::erase(report_.compared, "migrations");
    }

    LiveOptions live_options() {
        LiveOptions live;
        live.foreign_keys = project_.foreign_keys();
        live.settle_renames = options_.settle_renames;
        return live;
    }

    /// The models with the live database, or with the migrations that were replayed.
    Comparison compare_declared(introspect::Database& database) {
        const Schema declared = project_.models(dialect_, options_.live != nullptr ? options_.live : &database);
        project_.progress("comparing");
        Comparison found = compare_live(declared, database, store_, scratch_, live_options());
        project_.done();
        if (report_.structural.empty()) report_.structural = found.structural;
        report_.not_compared.merge(found.not_compared);
        report_.errors.insert(report_.errors.end(), found.plan.errors.begin(), found.plan.errors.end());
        return found;
    }

    std::optional<Finding> compare_models() {
        const Comparison found = compare_declared(*replayed_);
        if (found.empty()) return std::nullopt;
        Finding finding{.kind = Kind::models};
        finding.differences = review::differences(found.from, found.to, found.plan);
        finding.message =
            fmt::format("the models are ahead of the migrations: {}", counted(finding.differences.size()));
        finding.scripts = {{"SQL", emit::to_text(found.plan.script)}};
        if (options_.live == nullptr)
            finding.to_do = {"retort revision -a --from migrations -m MESSAGE"};
        else
            finding.to_do = {pending() ? "retort upgrade, then retort revision -a -m MESSAGE"
                                       : "retort revision -a -m MESSAGE"};
        return finding;
    }

    bool pending() const {
        return std::any_of(report_.findings.begin(), report_.findings.end(),
                           [](const Finding& each) { return each.kind == Kind::pending; });
    }

    std::optional<Finding> compare_live_with_migrations() {
        project_.progress("comparing");
        Drift drift = find_drift(*options_.live, std::move(*at_current_), store_, project_.foreign_keys());
        project_.done();
        report_.not_compared.merge(drift.not_compared);
        drift.differences.insert(drift.differences.end(), drift.invalid_indexes.begin(), drift.invalid_indexes.end());
        if (drift.differences.empty()) return std::nullopt;
        Finding finding{.kind = Kind::live};
        finding.message =
            fmt::format("{} was changed by hand: {}", report_.database, counted(drift.differences.size()));
        finding.differences = std::move(drift.differences);
        finding.to_do = std::move(drift.unplanned);
        if (drift.undo) finding.scripts.push_back({"to undo it", emit::to_text(drift.undo->script)});
        if (drift.keep && !drift.keep->empty())
            finding.scripts.push_back({"to keep it, as a revision", emit::to_text(drift.keep->script)});
        const std::string keep = "keep it: retort revision --adopt-drift -m MESSAGE, then retort stamp head";
        const bool kept = drift.keep && !drift.keep->empty() && drift.undo;
        if (drift.undo)
            finding.to_do.push_back(kept ? "undo it with the first SQL, or " + keep : "undo it with this SQL");
        return finding;
    }

    /// Names the odd one out.
    void report_differences(std::optional<Finding> models, std::optional<Finding> live) {
        if (models && live && !pending() && same_texts(models->differences, live->differences)) {
            models->kind = Kind::migrations;
            models->message = fmt::format("the models and {} agree, and the migrations do not: {}", report_.database,
                                          counted(models->differences.size()));
            models->to_do = {"retort revision -a --from migrations -m MESSAGE, then retort stamp head"};
            live.reset();
        }
        if (models) report_.findings.push_back(std::move(*models));
        if (!live) return;
        for (review::Difference& each : live->differences) each.text = review::by_hand(each);
        report_.findings.push_back(std::move(*live));
    }

    void compare_models_with_live() {
        const Comparison found = compare_declared(*options_.live);
        if (found.empty()) return;
        Finding finding{.kind = Kind::differs};
        finding.differences = review::differences(found.from, found.to, found.plan);
        finding.message =
            fmt::format("{} differs from the models: {}", report_.database, counted(finding.differences.size()));
        finding.scripts = {{"SQL", emit::to_text(found.plan.script)}};
        if (options_.migrations) finding.to_do = {"retort revision -a -m MESSAGE"};
        report_.findings.push_back(std::move(finding));
    }

    Project& project_;
    const ThreeWayOptions& options_;
    const Dialect dialect_;
    const migrate::VersionStore store_;
    scratch::ScratchSource scratch_;
    migrate::Chain chain_;
    review::DatabaseState state_;
    std::unique_ptr<introspect::Database> replayed_;  ///< on the scratch
    std::optional<Schema> at_current_;                ///< of the migrations that the live database has run
    review::Report report_;
};

}  // namespace

review::Report compare_three_ways(Project& project, Dialect dialect, const ThreeWayOptions& options) {
    return ThreeWay(project, dialect, options).run();
}

}  // namespace retort::pipeline
