#include "tools/source.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "pipeline/comparison.hpp"
#include "pipeline/source_reader.hpp"
#include "schema/error.hpp"
#include "schema/json.hpp"
#include "schema/name.hpp"
#include "sql/encoding.hpp"
#include "sql/masked.hpp"
#include "sql/text_file.hpp"
#include "tools/configured_project.hpp"
#include "tools/program.hpp"
#include "tools/unsupported.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace fs = std::filesystem;

namespace {

constexpr const char* forms =
    "models, live, migrations, migrations@REV, a database URL, a .sql file or a .json snapshot";
constexpr std::string_view migrations_at = "migrations@";

/// The migrations up to `word`, a target of 'upgrade'.
pipeline::Source migrations_up_to(Program& program, const std::string& name, const std::string& word) {
    const migrate::Chain chain = load_chain(program);
    const migrate::Heads current = migrate::Chain::needs_current(word) || migrate::Chain::names_current(word)
                                       ? read_current(program, chain)
                                       : migrate::Heads{};
    return {.kind = pipeline::Source::Kind::migrations, .name = name, .revisions = chain.resolve(word, current)};
}

}  // namespace

pipeline::Source parse_source(Program& program, const std::string& text) {
    using Kind = pipeline::Source::Kind;
    if (text == "models") return {.kind = Kind::models, .name = text};
    if (text == "live") return {.kind = Kind::database, .name = text, .url = program.live_url()};
    if (text == "migrations") return {.kind = Kind::migrations, .name = text};
    if (text.starts_with(migrations_at)) return migrations_up_to(program, text, text.substr(migrations_at.size()));
    if (text.ends_with(".sql")) return {.kind = Kind::sql_file, .name = text};
    if (text.ends_with(".json"))
        return {.kind = Kind::snapshot, .name = text, .snapshot = from_json(sql::read_text_file(text), text)};
    if (text.find(':') != std::string::npos)
        return {
            .kind = Kind::database, .name = text, .url = sql::parse_url(text, fmt::format("'{}'", sql::masked(text)))};
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

Schema read_source(Program& program, const pipeline::Source& source, const std::string& dialect) {
    ConfiguredProject project(program);
    const Dialect common = pipeline::common_dialect(project, requested_dialect(dialect), source);
    pipeline::SourceReader reader(project, common, {&source}, false);
    Schema schema = reader.read(source);
    report_unsupported(program, pipeline::not_compared(schema));
    return schema;
}

}  // namespace retort::tools
