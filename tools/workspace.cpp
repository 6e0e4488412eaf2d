#include "tools/workspace.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "desired/sql_files.hpp"
#include "migrate/edited_files.hpp"
#include "migrate/verified.hpp"
#include "reflect/lower.hpp"
#include "reflect/reader.hpp"
#include "schema/error.hpp"
#include "sql/encoding.hpp"
#include "sql/text_file.hpp"
#include "tools/paths.hpp"
#include "tools/program.hpp"
#include "tools/scope.hpp"

namespace retort::tools {

namespace fs = std::filesystem;

namespace {

/// [models] flags; paths relative to retort.toml are made absolute.
std::vector<std::string> compiler_flags(const Config& config) {
    static const std::vector<std::string> takes_path = {"-isystem", "-iquote", "-idirafter", "-include", "-I"};
    std::vector<std::string> flags;
    bool path_follows = false;
    for (const Setting& setting : config.flags) {
        std::string flag = expand(setting);
        if (path_follows) flag = config.resolve(flag).string();
        path_follows = std::find(takes_path.begin(), takes_path.end(), flag) != takes_path.end();
        for (const std::string& option : takes_path) {
            if (path_follows || !flag.starts_with(option)) continue;
            flag = option + config.resolve(flag.substr(option.size())).string();
            break;
        }
        flags.push_back(std::move(flag));
    }
    return flags;
}

/// Clang reads a header in another encoding as it can: comments become other text, or their bytes no text at all.
/// Throws the errors RT336 of all these files, which have their paths in messages as keys.
void check_encodings(const std::map<std::string, std::string>& files) {
    std::vector<Diagnostic> errors;
    for (const auto& [path, file] : files) {
        try {
            sql::check_encoding(sql::read_file(file), path);
        } catch (const Error& error) {
            errors.insert(errors.end(), error.diagnostics().begin(), error.diagnostics().end());
        }
    }
    if (!errors.empty()) throw Error(std::move(errors));
}

/// The records of the headers. Their doc comments are text of the database.
std::vector<reflect::Record> read_records(const reflect::ReadOptions& options) {
    std::map<std::string, std::string> headers;
    std::error_code ignored;
    for (const std::string& each : options.headers)
        if (fs::is_regular_file(each, ignored)) headers.emplace(each, each);
    check_encodings(headers);
    std::vector<reflect::Record> records = reflect::read_headers(options);
    std::map<std::string, std::string> included;
    for (const reflect::Record& each : records)
        if (each.place.file && !headers.contains(each.place.file->path))
            included.emplace(each.place.file->path, each.place.file->absolute);
    check_encodings(included);
    return records;
}

}  // namespace

std::vector<std::string> migrations_folders(Program& program) {
    std::vector<std::string> folders;
    for (const fs::path& each : migration_folders(program.required_config())) folders.push_back(shown(each).string());
    return folders;
}

void note_no_migrations(Program& program) {
    program.terminal().note(fmt::format("no migrations in {}", fmt::join(migrations_folders(program), ", ")));
}

migrate::Chain load_chain(Program& program) { return migrate::Chain::load(migrations_folders(program)); }

migrate::Heads read_current(Program& program, const migrate::Chain& chain) {
    const auto database = introspect::open(program.live_url(), introspect::Access::read_only,
                                           open_options(program, introspect::MissingFile::error));
    return version_store(program, database->dialect()).known_current(*database, chain);
}

migrate::VersionStore version_store(Program& program, Dialect dialect) {
    const Config& config = program.config();
    introspect::Filter filter = in_scope(config);
    filter.privileges = filter.privileges || program.privileges;
    filter.owners = filter.owners || program.owners;
    return {dialect, expand(config.version_table), expand(config.history_table), std::move(filter)};
}

Schema declared_schema(Program& program, Dialect dialect) {
    const Config& config = program.required_config();
    reflect::ReadOptions options;
    options.headers = header_files(config);
    if (config.compile_commands.given()) {
        options.compile_commands = config.resolve(expand(config.compile_commands)).string();
    }
    options.flags = compiler_flags(config);
    options.working_directory = fs::current_path().string();
    options.doc_comments = config.doc_comments;
    program.terminal().progress("reading the models");
    Schema schema = reflect::lower(read_records(options), dialect);
    program.terminal().done();
    if (const auto files = sql_files(config)) schema.sql = desired::read_sql_files(*files, dialect);
    return schema;
}

void warn_of_unread_sql(Program& program) {
    const std::vector<std::string> files = unread_sql_files(program.required_config());
    if (files.empty()) return;
    const std::string more = files.size() == 1 ? " is" : fmt::format(" and {} more are", files.size() - 1);
    program.terminal().note(fmt::format("{} {}{} not read: [models] sql in {} is not set",
                                        program.terminal().styled("note:", "1"), files.front(), more,
                                        program.config().file.string()));
}

Schema compared_schema(Program& program, Dialect dialect, introspect::Database* database) {
    Schema schema = declared_schema(program, dialect);
    const bool filtered = in_scope(program.config()).excludes();
    require_in_scope(program.config(), schema, filtered && database != nullptr ? database->default_schema() : "public");
    if (program.privileges || program.config().privileges) return schema;
    for (const SqlStatement& each : schema.sql->statements) {
        if (each.kind != "privileges") continue;
        program.terminal().note(
            fmt::format("{} {}:{}: GRANT and REVOKE are ignored unless privileges are compared: give --privileges, or "
                        "set privileges = true under [filter]",
                        program.terminal().styled("note:", "1"), each.declared.file, each.declared.line));
        break;
    }
    return schema;
}

introspect::OpenOptions open_options(Program& program, introspect::MissingFile missing) {
    const Config& config = program.config();
    introspect::OpenOptions options;
    options.missing_file = missing;
    options.lock_wait = {duration(config.busy_timeout),
                         [&program](const std::string& reason) { program.terminal().note("waiting: " + reason); }};
    options.extensions = extensions(config);
    return options;
}

std::unique_ptr<introspect::Database> open_live(Program& program, introspect::MissingFile missing) {
    const sql::Url url = program.live_url();
    std::error_code failed;
    const bool created = !info(url.dialect).server && !url.in_memory() && !fs::exists(url.target, failed);
    auto database = introspect::open(url, introspect::Access::read_write, open_options(program, missing));
    if (created) program.terminal().note(fmt::format("created {}: there was no file {}", url.display, url.target));
    return database;
}

std::unique_ptr<introspect::Database> open_live_to_read(Program& program) {
    const sql::Url url = program.live_url();
    return introspect::open(url, introspect::access_to_compare(url.dialect),
                            open_options(program, introspect::MissingFile::error));
}

scratch::ScratchOptions scratch_options(Program& program, Dialect dialect, const introspect::Database* live) {
    scratch::ScratchOptions options;
    options.dialect = dialect;
    options.none = program.without_scratch();
    options.trusted = program.trust || program.config().trust_sources;
    if (auto url = program.scratch_url(); url && url->dialect == dialect) options.scratch_url = std::move(url);
    if (program.configured_dialect() == dialect) options.live_url = program.live_url();
    if (live && live->dialect() == dialect) options.major_version = live->major_version();
    if (!info(dialect).server) options.extensions = extensions(program.config());
    return options;
}

void report_structural(Program& program, const std::string& why) {
    if (why.empty()) return;
    program.terminal().note(
        fmt::format("{} expressions, by their parse trees, because {}; the server's comparison is more exact",
                    program.terminal().styled("compared structurally:", "1;33"), why));
}

std::vector<std::string> edited_files(Program& program, introspect::Database& database,
                                      const migrate::VersionStore& store) {
    std::vector<std::string> sentences;
    try {
        const migrate::Chain chain = load_chain(program);
        for (const migrate::Revision* revision : migrate::edited_revisions(database, chain, store))
            sentences.push_back(fmt::format("{} was edited after it was run on {}: {}", revision->title(),
                                            database.describe(), revision->path));
    } catch (const Error& error) {
        program.terminal().note(fmt::format("{} can't check whether migrations were edited: {}",
                                            program.terminal().styled("warning:", "1;33"),
                                            error.diagnostics().front().message));
    }
    return sentences;
}

void warn_of_alembic(Program& program, introspect::Database& database, const migrate::VersionStore& store) {
    const std::string version = store.other_version(database);
    if (version.empty()) return;
    program.terminal().note(
        fmt::format("{} {} has the table {} with revision {}, which is not read; to go on from it, set version_table = "
                    "\"{}\" under "
                    "[database]",
                    program.terminal().styled("warning:", "1;33"), database.describe(), display(store.alembic()),
                    version, display(store.alembic())));
}

void warn_of_void_proofs(Program& program, const std::vector<const migrate::Revision*>& revisions) {
    for (const migrate::Revision* each : revisions)
        if (const std::string notice = migrate::void_notice(*each); !notice.empty())
            program.terminal().note(fmt::format("{} {}", program.terminal().styled("warning:", "1;33"), notice));
}

void warn_of_edited(Program& program, introspect::Database& database, const migrate::VersionStore& store) {
    for (const std::string& each : edited_files(program, database, store))
        program.terminal().note(fmt::format("{} {}; restore the file, and write the change as a new revision",
                                            program.terminal().styled("warning:", "1;33"), each));
}

Error missing_option(const std::string& given, const std::string& required, std::string hint) {
    if (hint.empty()) hint = fmt::format("add {}, or leave out {}", required, given);
    return Error("RT264", fmt::format("{} requires {}", given, required), std::move(hint));
}

Dialect parse_dialect(const std::string& word) {
    if (const auto dialect = retort::parse_dialect(word)) return *dialect;
    throw Error(unknown_dialect(word));
}

std::optional<Dialect> requested_dialect(const std::string& word) {
    return word.empty() ? std::nullopt : std::optional(parse_dialect(word));
}

Dialect script_dialect(Program& program, const std::string& word, const migrate::Chain& chain) {
    if (!word.empty()) return parse_dialect(word);
    if (const auto dialect = program.configured_dialect()) return *dialect;
    for (const migrate::Revision& revision : chain.revisions()) {
        if (revision.dialect) return *revision.dialect;
    }
    return program.live_url().dialect;
}

std::vector<const migrate::Revision*> pending(const migrate::Chain& chain, const migrate::Heads& current) {
    if (chain.empty()) return {};
    return chain.upgrade_path(current, "head");
}

}  // namespace retort::tools
