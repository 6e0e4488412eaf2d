#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "introspect/database.hpp"
#include "migrate/file_name.hpp"
#include "pipeline/source.hpp"
#include "schema/error.hpp"
#include "schema/name.hpp"
#include "sql/text_file.hpp"
#include "sql/url.hpp"
#include "tools/commands/commands.hpp"
#include "tools/config.hpp"
#include "tools/config_edit.hpp"
#include "tools/paths.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace fs = std::filesystem;

namespace {

struct Options {
    std::string dialect;
    std::string url;
    std::string headers = "models/**/*.hpp";
};

constexpr const char* postgresql_url = "${DATABASE_URL}";
constexpr const char* sqlite_url = "sqlite:app.db";

/// The pattern for SQL files next to the headers: the same pattern with the extension .sql.
std::string sql_pattern(const std::string& headers) {
    const std::size_t dot = headers.rfind('.');
    const std::size_t slash = headers.rfind('/');
    const bool extension = dot != std::string::npos && (slash == std::string::npos || dot > slash);
    return (extension ? headers.substr(0, dot) : headers) + ".sql";
}

/// Whether the database of the new configuration has an object, or may have one: it is there and can't be read.
bool may_have_objects(const std::string& text) {
    const char* variable = std::getenv("DATABASE_URL");
    if (text == postgresql_url && (variable == nullptr || *variable == '\0')) return false;  // none is named yet
    try {
        const sql::Url url = sql::parse_url(expand({"--url", text}), "--url");
        std::error_code failed;
        if (!info(url.dialect).server && (url.in_memory() || !fs::exists(url.target, failed))) return false;
        const auto database = introspect::open(url, introspect::Access::read_only);
        const char* const objects =
            info(url.dialect).server
                ? "SELECT 1 FROM pg_namespace n WHERE nspname <> 'information_schema' AND left(nspname, 3) <> 'pg_'\n"
                  "   AND (nspname <> 'public' OR EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = n.oid)\n"
                  "        OR EXISTS (SELECT 1 FROM pg_proc WHERE pronamespace = n.oid)\n"
                  "        OR EXISTS (SELECT 1 FROM pg_type WHERE typnamespace = n.oid))"
                : "SELECT 1 FROM sqlite_master";
        return !database->query(objects).empty();
    } catch (const std::exception&) {
        return true;
    }
}

std::string config_text(const Options& options, const std::string& url, Dialect dialect, bool existing) {
    const bool server = info(dialect).server;
    return fmt::format(
        R"([models]
# The headers that declare the models. ** matches any number of folders.
headers = [{}]
# SQL files that declare views, functions, triggers, extensions and other objects. Such objects of
# the database that no SQL file declares are dropped; without this line they are kept as they are.
{}sql = [{}]
# The folder of compile_commands.json, and flags to add after the flags found there.
# compile_commands = "build"
# flags = ["-std=c++20"]
# Doc comments (///) become comments on tables and columns.
# doc_comments = true

[database]
# postgresql://user@host/name or sqlite:file; ${{NAME}} is read from the environment.
url = {}
{}# The tables that record the revisions of the database; "schema.name" works.
# version_table = "retort_version"
# history_table = "retort_history"

[migrations]
directory = "migrations"
# {{number}}, {{slug}}, {{revision}}, {{year}}, {{month}}, {{day}}, {{hour}}, {{minute}}, {{second}}
# file_name = "{{number:04}}_{{slug}}.sql"
{})",
        toml_string(options.headers), existing ? "# " : "", toml_string(sql_pattern(options.headers)), toml_string(url),
        server ? "# The server on which migrations are proved before they are written. Without it retort starts\n"
                 "# a throwaway PostgreSQL cluster, or creates a temporary database on the server above.\n"
                 "# scratch_url = \"postgresql://localhost/postgres\"\n"
               : "# How long a command waits while another connection holds a lock on the file.\n"
                 "# busy_timeout = \"60s\"\n"
                 "# SQLite extensions whose functions and collations the schema uses.\n"
                 "# extensions = [\"path/to/extension\"]\n",
        server ? ""
               : "# \"deferred\" writes scripts for runners that cannot switch foreign keys off (D1, libSQL).\n"
                 "# foreign_keys = \"off\"\n");
}

int run(Program& program, const Options& options) {
    const fs::path folder = fs::current_path();
    const fs::path file = folder / "retort.toml";
    std::string url = options.url;
    Dialect dialect = Dialect::postgresql;
    if (!options.dialect.empty()) dialect = parse_dialect(options.dialect);
    if (url.empty()) {
        url = info(dialect).server ? postgresql_url : sqlite_url;
    } else if (url.find("${") == std::string::npos) {
        const sql::Url parsed = sql::parse_url(url, "--url");
        pipeline::check_requested(requested_dialect(options.dialect), "--url", parsed.dialect);
        dialect = parsed.dialect;
    }
    const fs::path migrations = folder / "migrations";
    if (fs::exists(migrations) && !fs::is_directory(migrations)) {
        throw Error("RT266", "migrations already exists, and is not a folder", "move or remove the file");
    }
    if (fs::exists(file)) {
        throw Error("RT009", "retort.toml already exists; nothing was written", "edit it, or remove it first");
    }
    const bool existing = may_have_objects(url);
    sql::write_new_file(file.string(), config_text(options, url, dialect, existing));
    fs::create_directories(migrations);

    Terminal& terminal = program.terminal();
    terminal.result("retort.toml\nmigrations/\n");
    terminal.note("");
    terminal.note("Next:");
    int step = 0;
    if (url == postgresql_url)
        terminal.note(fmt::format("  {}. export DATABASE_URL=postgresql://user@host/name", ++step));
    if (existing)
        terminal.note(fmt::format("  {}. retort adopt (begins the migrations with what the database has)", ++step));
    terminal.note(fmt::format("  {}. declare models in {} (retort models shows them as SQL)", ++step, options.headers));
    terminal.note(fmt::format("  {}. retort revision --autogenerate -m \"first tables\"", ++step));
    terminal.note(fmt::format("  {}. retort upgrade", ++step));
    return Exit::ok;
}

}  // namespace

void add_init(CLI::App& app, Program& program) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("init", "Write retort.toml and the migrations folder here");
    command->add_option("--dialect", options->dialect, "postgresql (default) or sqlite")->type_name("NAME");
    command->add_option("--url", options->url, "The database's URL; ${NAME} is read from the environment on use")
        ->type_name("URL");
    command->add_option("--headers", options->headers, "The headers that declare the models (a glob)")
        ->type_name("GLOB");
    command->footer(R"(Existing files are not overwritten.

Examples:
  retort init
  retort init --dialect sqlite
  retort init --url 'postgresql://app@localhost/app' --headers 'src/**/*_model.hpp')");
    command->callback([&program, options] { program.action = [&program, options] { return run(program, *options); }; });
}

}  // namespace retort::tools
