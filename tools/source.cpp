#include "tools/source.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "desired/build.hpp"
#include "desired/normalize.hpp"
#include "desired/structural.hpp"
#include "emit/plan.hpp"
#include "migrate/runner.hpp"
#include "schema/error.hpp"
#include "schema/json.hpp"
#include "schema/name.hpp"
#include "sql/text_file.hpp"
#include "tools/paths.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace fs = std::filesystem;

namespace {

constexpr const char* forms = "models, live, migrations, a database URL, a .sql file or a .json snapshot";

std::map<std::string, std::unique_ptr<introspect::Database>> connect(const std::vector<const Source*>& sources,
                                                                     bool models) {
    std::map<std::string, std::unique_ptr<introspect::Database>> connections;
    for (const Source* source : sources) {
        if (!source->url || connections.contains(source->text)) continue;
        connections[source->text] = introspect::open(
            *source->url, models ? introspect::access_to_compare(source->url->dialect) : introspect::Access::read_only);
    }
    return connections;
}

/// Replaces psql's restrict and unrestrict commands, which pg_dump writes and which are not SQL, by spaces, so
/// that positions in the file do not change.
std::string without_restrict(std::string text) {
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line = std::string_view(text).substr(start, end - start);
        if (line.starts_with("\\restrict ") || line.starts_with("\\unrestrict ")) {
            std::fill(text.begin() + static_cast<std::ptrdiff_t>(start),
                      text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
        }
        start = end + 1;
    }
    return text;
}

Diagnostic error_in(const std::string& text, const std::string& path, std::size_t offset, std::string message) {
    Position position{path, 1, 1};
    for (std::size_t at = 0; at < offset && at < text.size(); ++at) {
        position.line += text[at] == '\n';
        position.column = text[at] == '\n' ? 1 : position.column + 1;
    }
    Diagnostic diagnostic{"RT036", std::move(message), position};
    diagnostic.source_line = line_of(text, position.line);
    return diagnostic;
}

/// The role that a statement names and that does not exist on the server; empty for any other error.
std::string missing_role(const introspect::StatementFailure& failure) {
    constexpr std::string_view before = "role \"", after = "\" does not exist";
    const std::string_view message = failure.message;
    if (failure.sqlstate != "42704" || !message.starts_with(before) || !message.ends_with(after)) return {};
    return std::string(message.substr(before.size(), message.size() - before.size() - after.size()));
}

/// Runs a statement. On a server that retort owns, creates a missing role and returns false: run it again. Roles are
/// not part of a database, so a schema file does not create them.
bool ran(introspect::Database& database, std::string_view statement, const scratch::Scratch& scratch) {
    const bool inside = scratch.owns_server() && database.in_transaction();
    if (inside) database.execute("SAVEPOINT before_role");
    try {
        database.execute(statement);
        return true;
    } catch (const introspect::StatementError& error) {
        const std::string role = scratch.owns_server() ? missing_role(error.failure()) : "";
        if (role.empty()) throw;
        if (inside) database.execute("ROLLBACK TO SAVEPOINT before_role");
        database.execute("CREATE ROLE " + quote(role));
        return false;
    }
}

}  // namespace

Source parse_source(Program& program, const std::string& text) {
    using Kind = Source::Kind;
    if (text == "models") return {Kind::models, text, {}, {}, {}};
    if (text == "live") {
        const sql::Url url = program.live_url();
        return {Kind::live, text, url, {}, url.dialect};
    }
    if (text == "migrations") return {Kind::migrations, text, {}, {}, {}};
    if (text.ends_with(".sql")) return {Kind::sql, text, {}, {}, {}};
    if (text.ends_with(".json")) {
        Schema schema = from_json(sql::read_file(text), text);
        const Dialect dialect = schema.dialect;
        return {Kind::snapshot, text, {}, std::move(schema), dialect};
    }
    if (text.find(':') != std::string::npos) {
        const sql::Url url = sql::parse_url(text, fmt::format("'{}'", text));
        return {Kind::url, text, url, {}, url.dialect};
    }
    const std::string_view words[] = {"models", "live", "migrations"};
    const std::string_view meant = did_you_mean(text, words);
    std::error_code failed;
    std::string hint = forms;
    if (!meant.empty()) {
        hint = fmt::format("did you mean '{}'?", meant);
    } else if (fs::is_regular_file(text, failed)) {
        hint = fmt::format("a SQLite database is written sqlite:{}", text);
    }
    throw Error("RT206", fmt::format("'{}' is not a source", text), hint);
}

Dialect common_dialect(Program& program, const std::string& word, const Source& a, const Source* b) {
    std::optional<Dialect> requested;
    if (!word.empty()) requested = parse_dialect(word);
    const Source* first = a.dialect ? &a : b && b->dialect ? b : nullptr;
    if (first && b && b->dialect && *b->dialect != *first->dialect) {
        throw Error("RT207", fmt::format("'{}' is {} and '{}' is {}: they can't be compared", a.text,
                                         to_string(*a.dialect), b->text, to_string(*b->dialect)));
    }
    if (first && requested && *requested != *first->dialect) {
        throw Error("RT207", fmt::format("'{}' is {}, but --dialect is {}", first->text, to_string(*first->dialect),
                                         to_string(*requested)));
    }
    if (first) return *first->dialect;
    if (requested) return *requested;
    if (const auto configured = program.configured_dialect()) return *configured;
    for (const Source* source : {&a, b}) {
        if (!source || source->kind != Source::Kind::migrations) continue;
        const migrate::Chain chain = load_chain(program);
        for (const migrate::Revision& revision : chain.revisions()) {
            if (revision.dialect) return *revision.dialect;
        }
    }
    if (program.config().url.given()) return program.live_url().dialect;
    throw Error("RT208", fmt::format("the dialect of '{}' is unknown", a.text),
                "give --dialect postgresql or --dialect sqlite");
}

SourceReader::SourceReader(Program& program, Dialect dialect, const std::vector<const Source*>& sources, bool models)
    : program_(program),
      dialect_(dialect),
      connections_(connect(sources, models)),
      scratch_(scratch_options(program, dialect, first_connection())) {}

introspect::Database* SourceReader::first_connection() {
    return connections_.empty() ? nullptr : connections_.begin()->second.get();
}

Schema SourceReader::read(const Source& source) {
    if (source.kind == Source::Kind::models) {
        const Schema declared = compared_schema(program_, dialect_, first_connection());
        introspect::Database* live = first_connection();
        if (live == nullptr) return desired::normalize(declared, nullptr, &scratch_);
        return desired::normalize_or_match(declared, live->introspect(version_store(program_, dialect_).filter()),
                                           *live, scratch_, structural_);
    }
    if (source.kind == Source::Kind::snapshot) return *source.snapshot;
    return database(source).introspect(version_store(program_, dialect_).filter());
}

introspect::ExcludedDependents SourceReader::excluded_dependents(const Source& source) {
    if (source.kind == Source::Kind::models || source.kind == Source::Kind::snapshot) return {};
    return database(source).excluded_dependents(version_store(program_, dialect_).filter());
}

introspect::Database& SourceReader::database(const Source& source) {
    if (source.url) return *connections_.at(source.text);
    std::unique_ptr<introspect::Database>& made = made_[source.text];
    if (made) return *made;
    program_.terminal().progress(fmt::format("building {} on a scratch database", source.text));
    made = scratch_.get().create();
    const migrate::VersionStore store = version_store(program_, dialect_);
    if (source.kind == Source::Kind::migrations) {
        const migrate::Chain chain = load_chain(program_);
        if (!chain.empty()) migrate::Runner(*made, chain, store).upgrade("head");
    } else {
        if (source.kind == Source::Kind::sql) {
            run_script(*made, sql::read_file(source.text), source.text, scratch_.get());
        } else if (source.kind == Source::Kind::snapshot) {
            run_script(*made, emit::to_text(emit::create_script(*source.snapshot)), source.text, scratch_.get());
        } else {
            run_script(*made, emit::to_text(desired::build_script(declared_schema(program_, dialect_))), source.text,
                       scratch_.get());
        }
        if (!program_.config().file.empty()) {
            const migrate::Chain chain = load_chain(program_);
            if (!chain.empty()) migrate::Runner(*made, chain, store).stamp("head");
        }
    }
    program_.terminal().done();
    return *made;
}

void run_script(introspect::Database& database, const std::string& text, const std::string& path,
                const scratch::Scratch& scratch) {
    const std::string script = without_restrict(text);
    for (const std::string_view statement : database.split(script)) {
        const std::size_t offset = static_cast<std::size_t>(statement.data() - script.data());
        try {
            while (!ran(database, statement, scratch)) {
            }
        } catch (const introspect::StatementError& error) {
            const introspect::StatementFailure& failure = error.failure();
            std::string message = failure.message;
            if (!failure.detail.empty()) message += ": " + failure.detail;
            const std::size_t inside = failure.offset > 0 ? static_cast<std::size_t>(failure.offset) : 0;
            Diagnostic diagnostic = error_in(text, path, offset + inside, std::move(message));
            if (const std::string role = missing_role(failure); !role.empty())
                diagnostic.hint = fmt::format(
                    "the file is run on {}: create the role there, or set scratch_url in retort.toml to a server that "
                    "has it",
                    scratch.describe());
            throw Error(std::move(diagnostic));
        }
    }
    if (database.in_transaction()) {
        Diagnostic diagnostic =
            error_in(text, path, script.find_last_not_of(" \t\r\n"), "a transaction is open at the end of the file");
        diagnostic.hint = "end it with COMMIT";
        throw Error(std::move(diagnostic));
    }
    // A script may set search_path, as pg_dump's do.
    database.reset_session();
}

}  // namespace retort::tools
