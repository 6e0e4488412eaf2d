#include <stdexcept>
#include <string>

#include "migrate/revision.hpp"
#include "schema/error.hpp"
#include "schema/json.hpp"
#include "tests/fuzz/targets.hpp"
#include "tools/config.hpp"

namespace retort::fuzz {

void require(bool holds, std::string_view property) {
    if (!holds) throw std::logic_error("does not hold: " + std::string(property));
}

void snapshot(std::string_view input) {
    Schema schema;
    try {
        schema = from_json(std::string(input), "schema.json");
    } catch (const Error& error) {
        render(error);
        return;
    }
    const std::string text = to_json(schema);
    require(to_json(from_json(text, "schema.json")) == text, "a snapshot that was written is read as it is");
}

void revision(std::string_view input) {
    migrate::Revision revision;
    try {
        revision = migrate::parse_revision(std::string(input), "0001_first.sql");
    } catch (const Error& error) {
        render(error);
        return;
    }
    const std::string text = migrate::format_revision(revision);
    require(migrate::format_revision(migrate::parse_revision(text, "0001_first.sql")) == text,
            "a revision file that was written is read as it is");
}

void configuration(std::string_view input) {
    try {
        tools::parse_config("retort.toml", std::string(input));
    } catch (const Error& error) {
        render(error);
    }
}

}  // namespace retort::fuzz
