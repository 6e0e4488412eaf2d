#include "tests/reflect/parity.hpp"

#include "tests/reflect/grammar/heavy.hpp"

namespace retort::reflect {
namespace {

TEST(Grammar, WithHeavyLibraries) { expect_parity<grammar::Account>({"tests/reflect/grammar/heavy.hpp"}); }

}  // namespace
}  // namespace retort::reflect
