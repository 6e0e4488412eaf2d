#include "tools/scope.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "schema/error.hpp"
#include "schema/name.hpp"

namespace retort::tools {

namespace {

using introspect::Globs;

const std::vector<std::string_view>& kinds() {
    static const std::vector<std::string_view> all = {
        "table", "enum", "sequence", "extension", "domain", "composite", "range", "function", "procedure", "aggregate",
        "view", "materialized_view", "trigger", "rule", "policy", "statistics", "collation", "cast", "event_trigger",
        // What is only listed (introspect/postgres/read_unsupported.cpp).
        "foreign_table", "foreign_data_wrapper", "foreign_server", "user_mapping", "publication", "subscription",
        "text_search_configuration", "text_search_dictionary", "text_search_parser", "text_search_template", "operator",
        "operator_class", "operator_family", "conversion", "transform", "language", "access_method", "base_type",
        "shell_type", "invalid_index", "materialized_view_clustering", "constraint_trigger_state",
        "partition_trigger_state", "identity_sequence_comment", "security_label", "owner", "extension_version"};
    return all;
}

std::vector<std::string> texts(const std::vector<Setting>& settings) {
    std::vector<std::string> expanded;
    for (const Setting& setting : settings) expanded.push_back(expand(setting));
    return expanded;
}

Globs globs(const std::vector<Setting>& include, const std::vector<Setting>& exclude) {
    return {texts(include), texts(exclude)};
}

void require_kinds(const std::vector<Setting>& settings, std::vector<Diagnostic>& faults) {
    for (const Setting& setting : settings) {
        const std::string text = expand(setting);
        const Globs one{{text}, {}};
        if (std::any_of(kinds().begin(), kinds().end(), [&](std::string_view kind) { return one.pass(kind); }))
            continue;
        const std::string_view meant = did_you_mean(text, kinds());
        faults.push_back({"RT201",
                          fmt::format("{}: no kind of object matches '{}'", setting.name, text),
                          setting.position,
                          setting.source_line,
                          meant.empty() ? fmt::format("kinds: {}", fmt::join(kinds(), ", "))
                                        : fmt::format("did you mean '{}'?", meant),
                          {}});
    }
}

/// Tells what leaves something out: a pattern that excludes it, or the list that doesn't include it.
struct Left {
    std::string_view key;
    const std::vector<Setting>& include;
    const std::vector<Setting>& exclude;

    template <class Passes>
    std::string out(Passes passes) const {
        for (const Setting& setting : exclude)
            if (!passes(Globs{{}, {expand(setting)}}))
                return fmt::format("'{}' in [filter] exclude_{}", setting.text, key);
        if (!passes(Globs{texts(include), {}})) return fmt::format("[filter] {}, which does not include it", key);
        return {};
    }
};

}  // namespace

introspect::Filter looked_at(const Config& config) {
    std::vector<Diagnostic> faults;
    require_kinds(config.kinds, faults);
    require_kinds(config.exclude_kinds, faults);
    if (!faults.empty()) throw Error(std::move(faults));
    introspect::Filter filter;
    filter.schemas = globs(config.schemas, config.exclude_schemas);
    filter.tables = globs(config.tables, config.exclude_tables);
    filter.kinds = globs(config.kinds, config.exclude_kinds);
    filter.privileges = config.privileges;
    return filter;
}

void require_looked_at(const Config& config, const Schema& declared, const std::string& default_schema) {
    const Left schemas{"schemas", config.schemas, config.exclude_schemas};
    const Left tables{"tables", config.tables, config.exclude_tables};
    const Left of_kinds{"kinds", config.kinds, config.exclude_kinds};
    std::vector<Diagnostic> faults;
    const auto check = [&](std::string_view kind, const ObjectName& name, const Position& place) {
        std::string out = schemas.out([&](const Globs& globs) {
            introspect::Filter filter;
            filter.schemas = globs;
            filter.default_schema = default_schema;
            return filter.reads_schema(name.schema);
        });
        if (out.empty()) out = of_kinds.out([&](const Globs& globs) { return globs.pass(kind); });
        if (out.empty() && (kind == "table" || kind == "view" || kind == "materialized_view")) {
            out = tables.out([&](const Globs& globs) {
                introspect::Filter filter;
                filter.tables = globs;
                filter.default_schema = default_schema;
                return filter.reads_table(name);
            });
        }
        if (out.empty()) return;
        faults.push_back(
            {"RT011",
             fmt::format("the models declare the {} {}, and it is left out by {}", kind, display(name), out),
             place,
             {},
             fmt::format("change the filter in {}, or take the model out", config.file.string()),
             {}});
    };
    for (const auto& [name, table] : declared.tables)
        if (!*table.external) check("table", name, *table.declared);
    for (const auto& [name, type] : declared.enums) check("enum", name, *type.declared);
    for (const auto& [name, sequence] : declared.sequences) check("sequence", name, {});
    for (const SqlStatement& each : declared.sql->statements) {
        static const std::set<std::string_view> parts = {"schema", "comment", "index", "setting"};
        if (!parts.contains(each.kind)) check(each.kind, each.name, each.declared);
    }
    if (!faults.empty()) throw Error(std::move(faults));
}

}  // namespace retort::tools
