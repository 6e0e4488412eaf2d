// Files of tests/cases/postgres with the online plan, which ends in the same schemas as the plain one: those of the
// group online and every third other one, or all with RETORT_ALL_CASES=1.

#include <gtest/gtest.h>

#include <cstdlib>

#include "emit/online.hpp"
#include "tests/emit/postgres_cases.hpp"

namespace retort::test {
namespace {

class OnlineCases : public PostgresCases {
public:
    std::filesystem::path golden(const std::string& group, const std::string& name) const override {
        return group == "online" ? std::filesystem::path("postgres_online") / group / (name + ".sql")
                                 : std::filesystem::path();
    }
    bool includes(const std::string& group, unsigned number) const override {
        return group == "online" || number % 3 == 0 || std::getenv("RETORT_ALL_CASES") != nullptr ||
               std::getenv("RETORT_CASE") != nullptr;
    }
    bool has_expected_scripts() const override { return false; }
    emit::Plan plan(const Schema& from, const Schema& to, emit::Direction direction) const override {
        return emit::online_plan(from, to, direction);
    }
    /// PostgresCase runs the plain plan.
    bool is_covered_elsewhere(const Schema& from, const Schema& to, const emit::Script& up,
                              const emit::Script& down) const override {
        return to_text(emit::plan(from, to, emit::Direction::up).script) == to_text(up) &&
               to_text(emit::plan(to, from, emit::Direction::down).script) == to_text(down);
    }
};

const bool registered = register_cases("PostgresOnlineCase", std::make_shared<OnlineCases>());

}  // namespace
}  // namespace retort::test
