#include "tools/commands/review.hpp"

#include <fmt/format.h>

#include "review/page/html.hpp"
#include "review/page/json.hpp"
#include "review/page/markdown.hpp"
#include "review/page/text.hpp"
#include "schema/error.hpp"
#include "sql/masked.hpp"
#include "tools/commands/diff_options.hpp"
#include "tools/commands/json.hpp"
#include "tools/commands/range.hpp"
#include "tools/output_file.hpp"
#include "tools/program.hpp"
#include "tools/renames.hpp"
#include "tools/review_page.hpp"
#include "tools/source.hpp"
#include "tools/unsupported.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace {

struct Options {
    std::vector<std::string> words;
    bool pending = false;
    std::string dialect;
    RenameOptions renames;
    std::string html;
    bool markdown = false;
    bool json = false;
};

/// The migrations that have not run, if the live database can be queried. Nothing, with a reason, where it can't.
std::optional<std::vector<const migrate::Revision*>> pending_of_live(Program& program, const migrate::Chain& chain,
                                                                     std::string& database, std::string& why) {
    if (program.database_option.empty() && !program.config().url.given()) {
        why = "no live database is configured";
        return std::nullopt;
    }
    try {
        const auto live = open_live_to_read(program);
        database = live->describe();
        return pending(chain, version_store(program, live->dialect()).known_current(*live, chain));
    } catch (const Error& error) {
        why = sql::masked(error.diagnostics().front().message);
        return std::nullopt;
    }
}

/// Without arguments: what is pending, else the last migration.
ReviewedMigrations chosen_by_state(Program& program, migrate::Chain chain) {
    ReviewedMigrations chosen{std::move(chain)};
    std::string database, why;
    const auto found = pending_of_live(program, chosen.chain, database, why);
    if (found && !found->empty()) {
        chosen.revisions = *found;
        chosen.chosen = fmt::format("What has not run on {}", database);
        return chosen;
    }
    chosen.revisions = {chosen.chain.head()};
    chosen.chosen = found ? fmt::format("The last migration, since all have run on {}", database)
                          : fmt::format("The last migration, since what is pending is not known: {}", why);
    return chosen;
}

ReviewedMigrations chosen_by_word(Program& program, migrate::Chain chain, const std::string& word) {
    ReviewedMigrations chosen{std::move(chain)};
    if (word.find(':') != std::string::npos) {
        chosen.revisions = revisions_after(program, chosen.chain, word);
        chosen.chosen = fmt::format("The migrations {}", word);
    } else {
        const bool queried = migrate::Chain::needs_current(word);
        const migrate::Heads current = queried ? read_current(program, chosen.chain) : migrate::Heads{};
        for (const std::string& id : chosen.chain.resolve(word, current))
            chosen.revisions.push_back(&chosen.chain.get(id));
    }
    if (chosen.revisions.empty())
        throw Error("RT365", fmt::format("'{}' names no migration", word),
                    "name a revision, a range A:B in the order in which they run, or two sources: 'retort history' "
                    "lists the migrations");
    return chosen;
}

/// The migrations to review; none when nothing is pending.
ReviewedMigrations chosen(Program& program, const Options& options) {
    migrate::Chain chain = load_chain(program);
    if (chain.empty())
        throw Error("RT366", "there are no migrations to review",
                    "two sources can be reviewed without: retort review live models");
    if (!options.words.empty()) return chosen_by_word(program, std::move(chain), options.words.front());
    if (!options.pending) return chosen_by_state(program, std::move(chain));
    ReviewedMigrations found{std::move(chain)};
    const auto live = open_live_to_read(program);
    found.revisions = pending(found.chain, version_store(program, live->dialect()).known_current(*live, found.chain));
    found.chosen = fmt::format("What has not run on {}", live->describe());
    return found;
}

page::Page review_two(Program& program, const Options& options) {
    const pipeline::Source from = parse_source(program, options.words[0]);
    const pipeline::Source to = parse_source(program, options.words[1]);
    return review_sources(program, from, to, diff_options(program, options.dialect, options.renames, to));
}

void print(Program& program, const Options& options, const page::Page& page) {
    Terminal& terminal = program.terminal();
    if (!options.html.empty()) {
        write_output(terminal, options.html, to_html(page));
        if (options.html != "-") terminal.note(fmt::format("{}: {}", options.html, page.title));
    }
    if (options.markdown)
        terminal.result(to_markdown(page));
    else if (options.json)
        terminal.result(to_json(page));
    else if (options.html.empty())
        terminal.result(to_text(page));
}

int run(Program& program, const Options& options) {
    if (options.words.size() == 2) {
        print(program, options, review_two(program, options));
        return Exit::ok;
    }
    if (!options.dialect.empty()) throw missing_option("--dialect", "FROM and TO");
    if (!options.renames.given.empty()) throw missing_option("--rename", "FROM and TO");
    const ReviewedMigrations migrations = chosen(program, options);
    if (!migrations.chosen.empty()) program.terminal().note(migrations.chosen);
    if (migrations.revisions.empty()) {
        program.terminal().note("nothing to review: no migration is pending");
        return Exit::ok;
    }
    print(program, options, review_migrations(program, migrations));
    return Exit::ok;
}

}  // namespace

void add_review(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("review", "Print what migrations change, lose and risk: for a pull request, or as a page");
    CLI::Option* words =
        command->add_option("what", options->words, "A revision, A:B (those after A up to B), or two sources FROM TO");
    words->expected(0, 2);
    command->add_flag("--pending", options->pending, "The migrations that have not run on the database")
        ->excludes(words);
    command->add_option("--html", options->html, "Write one HTML file; - for standard output")->type_name("FILE");
    CLI::Option* markdown = command->add_flag("--markdown", options->markdown, "Print a comment for a pull request");
    command->add_flag("--json", options->json, json_help)->excludes(markdown);
    command->add_option("--dialect", options->dialect, "postgresql or sqlite, if neither source has a dialect")
        ->type_name("NAME");
    options->renames.add_to(*command);
    add_comparing_options(*command, program);
    command->footer(
        R"(Without arguments: the migrations that have not run on the live database, or the last one if all have
run or if there is no database. The migrations are replayed on a scratch database, and the schemas
before and after are compared, table by table. Each statement is printed with its hazards, as
'retort lint' finds them. The rows and values that are dropped are counted in the live database, which
is only read; without one they are not counted. FROM and TO are sources as of 'retort diff'.

--html writes one file that loads nothing and has no script. --markdown fits a comment on GitHub: a
longer review is shortened, and says so.

Exit status 0, or 2 for an error. Hazards do not change it: 'retort lint' does.

Examples:
  retort review
  retort review head --html review.html
  retort review 3f2a
  retort review main_head:head --markdown > comment.md
  retort review --pending --json
  retort review live models
  retort review old.sql new.sql --dialect postgresql --html - > review.html)");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
