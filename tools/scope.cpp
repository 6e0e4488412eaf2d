#include "tools/scope.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "introspect/postgres/unsupported.hpp"
#include "schema/error.hpp"
#include "schema/name.hpp"
#include "schema/object_kinds.hpp"

namespace retort::tools {

namespace {

using introspect::Globs;

const std::vector<std::string_view>& kinds() {
    static const std::vector<std::string_view> all = [] {
        std::vector<std::string_view> words{"table", "enum", "sequence", "extension"};
        for (const ObjectKindInfo& each : definition_kinds) words.push_back(each.word);
        for (const std::string_view word : introspect::postgres::unsupported_kinds())
            if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
        return words;
    }();
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

void require_kinds(const std::vector<Setting>& settings, std::vector<Diagnostic>& errors) {
    for (const Setting& setting : settings) {
        const std::string text = expand(setting);
        const Globs one{{text}, {}};
        if (std::any_of(kinds().begin(), kinds().end(), [&](std::string_view kind) { return one.pass(kind); }))
            continue;
        const std::string_view meant = did_you_mean(text, kinds());
        errors.push_back({"RT201",
                          fmt::format("{}: no kind of object matches '{}'", setting.name, text),
                          setting.position,
                          setting.source_line,
                          meant.empty() ? fmt::format("kinds: {}", fmt::join(kinds(), ", "))
                                        : fmt::format("did you mean '{}'?", meant),
                          {}});
    }
}

/// A key of [filter] and its exclude_ key.
struct FilterKey {
    std::string_view key;
    const std::vector<Setting>& include;
    const std::vector<Setting>& exclude;

    /// The pattern that excludes an object, or the list that doesn't include it; empty when it is in scope.
    template <class Passes>
    std::string excluded_by(Passes passes) const {
        for (const Setting& setting : exclude)
            if (!passes(Globs{{}, {expand(setting)}}))
                return fmt::format("'{}' in [filter] exclude_{}", setting.text, key);
        if (!passes(Globs{texts(include), {}})) return fmt::format("[filter] {}, which does not include it", key);
        return {};
    }
};

}  // namespace

introspect::Filter in_scope(const Config& config) {
    std::vector<Diagnostic> errors;
    require_kinds(config.kinds, errors);
    require_kinds(config.exclude_kinds, errors);
    if (!errors.empty()) throw Error(std::move(errors));
    introspect::Filter filter;
    filter.schemas = globs(config.schemas, config.exclude_schemas);
    filter.tables = globs(config.tables, config.exclude_tables);
    filter.kinds = globs(config.kinds, config.exclude_kinds);
    filter.privileges = config.privileges;
    filter.owners = config.owners;
    return filter;
}

void require_in_scope(const Config& config, const Schema& declared, const std::string& default_schema) {
    const FilterKey schemas{"schemas", config.schemas, config.exclude_schemas};
    const FilterKey tables{"tables", config.tables, config.exclude_tables};
    const FilterKey of_kinds{"kinds", config.kinds, config.exclude_kinds};
    std::vector<Diagnostic> errors;
    const auto check = [&](std::string_view kind, const ObjectName& name, const Position& position) {
        std::string by = schemas.excluded_by([&](const Globs& globs) {
            introspect::Filter filter;
            filter.schemas = globs;
            filter.default_schema = default_schema;
            return filter.reads_schema(name.schema);
        });
        if (by.empty()) by = of_kinds.excluded_by([&](const Globs& globs) { return globs.pass(kind); });
        const bool named_by_tables = kind == "table" || kind == "view" || kind == "materialized_view" ||
                                     kind == "foreign_table" || kind == "virtual_table";
        if (by.empty() && named_by_tables) {
            by = tables.excluded_by([&](const Globs& globs) {
                introspect::Filter filter;
                filter.tables = globs;
                filter.default_schema = default_schema;
                return filter.reads_table(name);
            });
        }
        if (by.empty()) return;
        errors.push_back(
            {"RT011",
             fmt::format("the models declare the {} {}, but it is excluded by {}", kind, display(name), by),
             position,
             {},
             fmt::format("change the filter in {}, or remove the declaration", config.file.string()),
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
    if (!errors.empty()) throw Error(std::move(errors));
}

}  // namespace retort::tools
