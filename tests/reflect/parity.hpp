#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reflect/lower.hpp"
#include "reflect/reader.hpp"
#include "retort/describe.hpp"
#include "schema/json.hpp"
#include "tests/reflect/engine.hpp"

namespace retort::reflect {

/// Reads headers, named from the root of the tree, with the Clang reader.
inline std::vector<Record> read(const std::vector<std::string>& headers, bool doc_comments = false,
                                const std::vector<std::string>& flags = {}) {
    ReadOptions options;
    options.headers = headers;
    options.working_directory = RETORT_ROOT;
    options.cache_directory = "off";
    options.doc_comments = doc_comments;
    options.flags = flags;
    return read_headers(options);
}

/// The annotations of a Schema, which `==` ignores: renames, explicit names, …
inline std::string asides_of(const Schema& schema) {
    std::string text;
    const auto transition = [&](const std::string& of, const Transition& each) {
        text += of + ": " + each.renamed_from + "|" + each.using_sql + "|" + each.backfill_sql;
        for (const auto& [value, label] : each.old_labels) text += "|" + value + "=" + label;
        text += "\n";
    };
    for (const auto& [name, each] : schema.enums) transition(display(name), *each.transition);
    for (const auto& [name, table] : schema.tables) {
        transition(display(name), *table.transition);
        text += *table.external ? "external\n" : "";
        for (const Column& column : table.columns) transition(display(name) + "." + column.name, *column.transition);
        const auto keys = [&](const auto& list) {
            for (const auto& each : list) text += display(name) + "/" + each.name + (*each.named ? " named\n" : "\n");
        };
        if (table.primary_key) keys(std::vector<PrimaryKey>{*table.primary_key});
        keys(table.uniques);
        keys(table.checks);
        keys(table.foreign_keys);
        keys(table.exclusions);
        keys(table.indexes);
        for (const Index& index : table.indexes)
            text += display(name) + "/" + index.name + " from " + *index.renamed_from + "\n";
    }
    return text;
}

/// Fails the test unless both readers give the same Schema, and each engine stores it exactly.
template <class... Models>
void expect_parity(const std::vector<std::string>& headers) {
    try {
        const std::vector<Record> records = read(headers);
        for (const Dialect dialect : {Dialect::postgresql, Dialect::sqlite}) {
            const Schema here = schema_of<Models...>(dialect);
            const Schema there = lower(records, dialect);
            EXPECT_EQ(to_json(here), to_json(there));
            EXPECT_TRUE(here == there);
            EXPECT_EQ(asides_of(here), asides_of(there));
            expect_on_engine(records, dialect);
        }
    } catch (const Error& error) {
        FAIL() << render(error);
    }
}

}  // namespace retort::reflect
