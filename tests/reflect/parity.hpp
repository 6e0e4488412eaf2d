#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reflect/lower.hpp"
#include "reflect/reader.hpp"
#include "retort/describe.hpp"
#include "schema/json.hpp"
#include "schema/parts.hpp"
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

/// The reader inside a program does not know where a model is declared.
inline Schema without_positions(Schema schema) {
    for (auto& [name, each] : schema.enums) each.declared = {};
    for (auto& [name, table] : schema.tables) {
        table.declared = {};
        for (Column& column : table.columns) column.declared = {};
        for_each_part(table, [](auto& part) { part.declared = {}; });
    }
    return schema;
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
            EXPECT_TRUE(without_positions(here) == without_positions(there)) << "annotations included";
            expect_on_engine(records, dialect);
        }
    } catch (const Error& error) {
        FAIL() << render(error);
    }
}

}  // namespace retort::reflect
