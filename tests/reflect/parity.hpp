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
inline std::vector<Record> read(const std::vector<std::string>& headers, bool doc_comments = false, const std::vector<std::string>& flags = {}) {
    ReadOptions options;
    options.headers = headers;
    options.working_directory = RETORT_ROOT;
    options.cache_directory = "off";
    options.doc_comments = doc_comments;
    options.flags = flags;
    return read_headers(options);
}

/// The test fails unless both readers give one Schema, and each engine holds it once it is made.
template <class... Models>
void expect_parity(const std::vector<std::string>& headers) {
    try {
        const std::vector<Record> records = read(headers);
        for (const Dialect dialect : {Dialect::postgresql, Dialect::sqlite}) {
            const Schema here = schema_of<Models...>(dialect);
            const Schema there = lower(records, dialect);
            EXPECT_EQ(to_json(here), to_json(there));
            EXPECT_TRUE(here == there);
            expect_on_engine(records, dialect);
        }
    } catch (const Error& error) {
        FAIL() << render(error);
    }
}

}  // namespace retort::reflect
