// The main function of test programs that compare with goldens: GoogleTest's, plus the option --update.

#include <gtest/gtest.h>

#include "tests/support/golden.hpp"

int main(int argc, char** argv) {
    retort::test::accept_update(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
