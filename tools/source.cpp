#include "tools/source.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "schema/error.hpp"
#include "schema/json.hpp"
#include "schema/name.hpp"
#include "sql/encoding.hpp"
#include "sql/masked.hpp"
#include "sql/text_file.hpp"
#include "tools/program.hpp"

namespace retort::tools {

namespace fs = std::filesystem;

namespace {

constexpr const char* forms = "models, live, migrations, a database URL, a .sql file or a .json snapshot";

}  // namespace

pipeline::Source parse_source(Program& program, const std::string& text) {
    using Kind = pipeline::Source::Kind;
    if (text == "models") return {.kind = Kind::models, .name = text};
    if (text == "live") return {.kind = Kind::database, .name = text, .url = program.live_url()};
    if (text == "migrations") return {.kind = Kind::migrations, .name = text};
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

}  // namespace retort::tools
