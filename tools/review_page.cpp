#include "tools/review_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "diff/compare.hpp"
#include "migrate/summary.hpp"
#include "pipeline/autogenerate.hpp"
#include "pipeline/losses.hpp"
#include "pipeline/replayed_states.hpp"
#include "pipeline/row_checks.hpp"
#include "review/differences.hpp"
#include "review/lint/rates.hpp"
#include "review/lint/sizes.hpp"
#include "review/page/scripts.hpp"
#include "review/page/tables.hpp"
#include "schema/error.hpp"
#include "sql/masked.hpp"
#include "tools/configured_project.hpp"
#include "tools/lint_files.hpp"
#include "tools/lint_settings.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

/// "a and its" of an Error, without its hint.
std::string reason(const Error& error) { return sql::masked(error.diagnostics().front().message); }

/// A comparison in which the page is interested.
struct States {
    Schema before;
    Schema after;
    diff::Renames renames{};
    diff::Differences changes{};
};

void add_states(page::Page& page, States& states, const std::vector<review::Difference>& differences) {
    states.renames = diff::find_renames(states.before, states.after);
    states.changes = diff::compare(states.before, states.after, states.renames);
    page.differences = differences;
    page::add_changes(page, states.before, states.after, states.changes, states.renames);
}

void add_sizes(page::Page& page, const hazards::TableSizes& sizes) {
    for (page::TableChange& each : page.tables) {
        const auto renamed = std::find_if(sizes.begin(), sizes.end(), [&](const auto& size) {
            return !each.earlier.empty() && display(size.first) == each.earlier;
        });
        const auto found = renamed == sizes.end() ? sizes.find(each.name) : renamed;
        if (found != sizes.end()) each.size = found->second;
    }
}

void add_unsupported(page::Page& page, const std::set<Unsupported>& objects) {
    for (const Unsupported& each : objects)
        page.notes.push_back(fmt::format("{} {}{}{} is not compared", each.kind, display(each.name),
                                         each.about.empty() ? "" : " ", each.about));
}

/// The live rows on which the upgrade fails, or whose values it changes. What it drops is counted apart.
void add_row_checks(page::Page& page, introspect::Database& live, const States& states) {
    try {
        const emit::Plan plan = emit::plan(states.before, states.after);
        const pipeline::RowReport rows = pipeline::check_rows(live, states.before, states.after, plan);
        for (const Diagnostic& each : rows.errors) page.blocking.push_back(each.message);
        page.row_notes.insert(page.row_notes.end(), rows.notes.begin(), rows.notes.end());
    } catch (const Error& error) {
        page.notes.push_back("whether live rows make the upgrade fail is not known: " + reason(error));
    }
}

/// The page about migrations of a chain.
class MigrationsReview {
public:
    MigrationsReview(Program& program, const ReviewedMigrations& input)
        : program_(program),
          input_(input),
          dialect_(script_dialect(program, "", input.chain)),
          span_(pipeline::span_of(input.chain, input.revisions)) {}

    page::Page run() {
        page_.dialect = dialect_;
        page_.chosen = input_.chosen;
        page_.title = input_.revisions.size() == 1 ? input_.revisions.front()->title()
                                                   : fmt::format("{} migrations", input_.revisions.size());
        page_.from = state(span_.before);
        page_.to = state(span_.after);
        open_live();
        add_files();
        add_schemas();
        program_.terminal().done();
        return std::move(page_);
    }

private:
    /// "migrations up to 0002 orders (3f2a9c1d7e40)"
    std::string state(const migrate::Heads& heads) const {
        std::string text;
        for (const std::string& id : heads) text += (text.empty() ? "" : ", ") + input_.chain.get(id).title();
        return text.empty() ? "base, without migrations" : "migrations up to " + text;
    }

    void open_live() {
        if (program_.database_option.empty() && !program_.config().url.given()) {
            uncounted_ = "no live database is configured";
            return;
        }
        try {
            live_ = open_live_to_read(program_);
            if (live_->dialect() != dialect_) {
                live_.reset();
                uncounted_ = "the live database is of another engine";
                return;
            }
            page_.database = live_->describe();
            sizes_ = hazards::read_sizes(*live_);
            rates_ = hazards::measure_rates(*live_);
            current_ = version_store(program_, dialect_).known_current(*live_, input_.chain);
        } catch (const Error& error) {
            uncounted_ = reason(error);
            if (!live_) page_.database.clear();
            page_.notes.push_back("no live rows are counted: " + uncounted_);
            live_.reset();
            return;
        }
        const bool all = std::all_of(input_.revisions.begin(), input_.revisions.end(),
                                     [&](const auto* each) { return input_.chain.covers(*current_, each->id); });
        if (all) uncounted_ = fmt::format("it has run on {}", page_.database);
        if (all && input_.revisions.size() > 1) uncounted_ = fmt::format("they have run on {}", page_.database);
    }

    void add_files() {
        LintChoice choice;
        choice.dialect = to_string(dialect_);
        for (const migrate::Revision* each : input_.revisions) choice.words.push_back(each->path);
        const LintInput files = read_lint_files(program_, choice);
        hazards::LintOptions options;
        options.dialect = dialect_;
        options.down = true;
        options.severities = lint_severities(program_.config());
        options.sizes = sizes_;
        options.rates = rates_;
        const hazards::LintReport report = hazards::lint(files.files, options);
        for (const migrate::Revision* each : input_.revisions) {
            page::Migration& migration = page_.migrations.emplace_back();
            migration.title = each->title();
            migration.id = each->id;
            migration.number = each->number;
            migration.message = each->message;
            migration.file = each->path;
            migration.created = each->created;
            migration.remarks = migrate::without_summary(each->remarks);
            migration.verification = migrate::verification(*each);
            migration.verified = verified_words(*each);
            for (const hazards::LintFile& file : files.files)
                if (file.path == each->path) std::tie(migration.up, migration.down) = page::scripts_of(file, report);
        }
    }

    /// `verified:` without its checksum.
    static std::string verified_words(const migrate::Revision& revision) {
        const std::size_t end = revision.verified.find("; sha256:");
        return revision.verified.substr(0, end);
    }

    void add_schemas() {
        States states;
        ConfiguredProject project(program_);
        try {
            pipeline::ReplayedStates replayed =
                pipeline::replay_states(project, dialect_, input_.chain, input_.revisions);
            states.before = std::move(replayed.before);
            states.after = std::move(replayed.after);
            add_unsupported(page_, replayed.not_compared);
            page_.notes.insert(page_.notes.end(), replayed.notes.begin(), replayed.notes.end());
        } catch (const Error& error) {
            page_.uncompared = reason(error);
            page_.notes.push_back("the schemas before and after are not compared: " + page_.uncompared);
        }
        if (page_.uncompared.empty()) {
            add_states(page_, states, review::differences(states.before, states.after));
            add_sizes(page_, sizes_);
            page_.losses = pipeline::count_losses(preflight::losses(states.before, states.after, states.renames),
                                                  uncounted_.empty() ? live_.get() : nullptr, uncounted_);
            if (live_ && uncounted_.empty() && current_ == span_.before) add_row_checks(page_, *live_, states);
        }
        page_.downgrade = page::downgrade_of(page_, states.changes);
        for (const page::Migration& each : page_.migrations)
            for (std::string& comment : page::comments_on_losses(each.down))
                if (!is_said(comment)) page_.downgrade->notes.push_back(std::move(comment));
    }

    bool is_said(const std::string& comment) const {
        const page::Downgrade& found = *page_.downgrade;
        for (const auto* list : {&found.not_restored, &found.dropped, &found.notes})
            if (std::find(list->begin(), list->end(), comment) != list->end()) return true;
        return false;
    }

    Program& program_;
    const ReviewedMigrations& input_;
    const Dialect dialect_;
    const pipeline::Span span_;
    std::unique_ptr<introspect::Database> live_{};
    std::optional<migrate::Heads> current_{};  ///< of `live_`
    hazards::TableSizes sizes_{};
    hazards::Rates rates_{};
    std::string uncounted_{};  ///< why no live rows are counted; empty: they are
    page::Page page_{};
};

}  // namespace

page::Page review_migrations(Program& program, const ReviewedMigrations& migrations) {
    return MigrationsReview(program, migrations).run();
}

page::Page review_sources(Program& program, const pipeline::Source& from, const pipeline::Source& to,
                          const pipeline::DiffOptions& options) {
    ConfiguredProject project(program);
    const pipeline::Comparison found = pipeline::diff_sources(from, to, project, options);
    page::Page page;
    page.from = sql::masked(from.name);
    page.to = sql::masked(to.name);
    page.title = fmt::format("{} → {}", page.from, page.to);
    page.dialect = found.from.dialect;
    States states{found.from, found.to};
    add_states(page, states, review::differences(found.from, found.to, found.plan));
    add_unsupported(page, found.not_compared);
    if (!found.structural.empty())
        page.notes.push_back(fmt::format("expressions were compared by their parse trees: {}", found.structural));
    for (const Diagnostic& each : found.plan.errors) page.notes.push_back("the SQL must not run: " + each.message);
    hazards::LintOptions settings;
    settings.dialect = page.dialect;
    settings.severities = lint_severities(program.config());
    std::unique_ptr<introspect::Database> live;
    if (from.url) {
        live = introspect::open(*from.url, introspect::Access::read_only, project.open_options());
        page.database = live->describe();
        settings.sizes = hazards::read_sizes(*live);
        settings.rates = hazards::measure_rates(*live);
        add_sizes(page, settings.sizes);
    }
    page.losses = pipeline::count_losses(preflight::losses(states.before, states.after, states.renames), live.get(),
                                         fmt::format("{} is no database with rows", page.from));
    if (live && !found.empty()) add_row_checks(page, *live, states);
    // What exists before is known to the judge from the statements that would create it.
    const std::string creation = emit::to_text(emit::create_script(found.from));
    const migrate::Section section = pipeline::to_section(found.plan.script);
    std::vector<hazards::LintFile> files{
        {page.from, creation, hazards::parts_of(creation, true), false},
        {page.title, section.sql, hazards::parts_of(section.sql, section.transaction)}};
    const hazards::LintReport report = hazards::lint(files, settings);
    page::Migration& sql = page.migrations.emplace_back();
    sql.title = page.title;
    sql.up = page::scripts_of(files.back(), report).first;
    return page;
}

}  // namespace retort::tools
