#pragma once

#include <gtest/gtest.h>

#include <string>

#include "schema/error.hpp"

namespace retort::test {

/// Runs `work`, which must throw an Error; returns it as it is printed.
template <class Work>
std::string error_of(Work work) {
    try {
        work();
    } catch (const Error& error) {
        return render(error);
    }
    ADD_FAILURE() << "no Error was thrown";
    return {};
}

}  // namespace retort::test

/// Expects `text` to contain `part`; prints both on failure.
#define EXPECT_HAS(text, part) \
    EXPECT_NE(std::string(text).find(part), std::string::npos) << "not in it: " << (part) << "\nthe text:\n" << (text)
#define EXPECT_HAS_NOT(text, part) \
    EXPECT_EQ(std::string(text).find(part), std::string::npos) << "in it: " << (part) << "\nthe text:\n" << (text)
