#include "tools/commands/json_values.hpp"

#include <utility>

#include "migrate/verified.hpp"
#include "schema/json_text.hpp"
#include "sql/masked.hpp"

namespace retort::tools {

namespace {

constexpr int version = 1;

std::string_view word(migrate::Verification verification) {
    switch (verification) {
        case migrate::Verification::none: return "no";
        case migrate::Verification::unbound: return "unbound";
        case migrate::Verification::outdated: return "void";
        case migrate::Verification::holds: return "yes";
    }
    return "no";
}

Json section(const migrate::Section& section) {
    return {{"transaction", section.transaction}, {"checksum", section.checksum()}};
}

}  // namespace

Json text_or_null(const std::string& value) { return value.empty() ? Json() : Json(value); }

Json json_of(const migrate::Revision& revision) {
    return {{"revision", revision.id},
            {"number", text_or_null(revision.number)},
            {"message", text_or_null(revision.message)},
            {"down_revisions", revision.down_revisions},
            {"depends_on", revision.depends_on},
            {"branch_labels", revision.branch_labels},
            {"replaces", revision.replaces},
            {"created", text_or_null(revision.created)},
            {"dialect", revision.dialect ? Json(to_string(*revision.dialect)) : Json()},
            {"verified", word(migrate::verification(revision))},
            {"file", text_or_null(revision.path)},
            {"file_sha256", text_or_null(revision.file_sha256)},
            {"upgrade", section(revision.up)},
            {"downgrade", section(revision.down)}};
}

Json reference_to(const migrate::Revision& revision) {
    return {{"revision", revision.id},
            {"number", text_or_null(revision.number)},
            {"message", text_or_null(revision.message)},
            {"file", text_or_null(revision.path)}};
}

Json json_of(const Diagnostic& diagnostic) {
    const Position& at = diagnostic.position;
    return {{"code", text_or_null(std::string(diagnostic.code.text()))},
            {"message", sql::masked(diagnostic.message)},
            {"file", text_or_null(at.file)},
            {"line", at.known() ? Json(at.line) : Json()},
            {"column", at.known() && at.column > 0 ? Json(at.column) : Json()},
            {"hint", text_or_null(sql::masked(diagnostic.hint))}};
}

Json json_of(const std::vector<Diagnostic>& diagnostics) {
    Json list = Json::array();
    for (const Diagnostic& each : diagnostics) list.push_back(json_of(each));
    return list;
}

std::string json_output(Json members) {
    Json output{{"version", version}};
    output.update(members);
    return to_utf8(output);
}

}  // namespace retort::tools
