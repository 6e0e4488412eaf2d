#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "plan/online_kinds.hpp"
#include "plan/step.hpp"
#include "schema/schema.hpp"

/// The steps of a plan that does not hold up the programs which read and write while it runs.
namespace retort::plan::postgres {

/// How a step is written.
enum class Way {
    plain,         ///< in a transaction, as in any plan
    committed,     ///< alone, in a transaction of its own: VALIDATE CONSTRAINT, ALTER TYPE … ADD VALUE
    concurrently,  ///< CREATE INDEX CONCURRENTLY, DROP INDEX CONCURRENTLY
    replaced,      ///< the index is dropped by the step that creates the new one of its name
    from_index,    ///< a key that takes an index which CREATE INDEX CONCURRENTLY has built
    by_check,      ///< after a validated CHECK, which spares SET NOT NULL and ATTACH PARTITION the scan (ALTER TABLE)
};

struct Handling {
    Way way = Way::plain;
    std::string interim{};  ///< the name of the CHECK, or of an index until it has replaced the old one
    std::string remark{};   ///< for a step that is plain although it holds a lock for long: the lock, and the reason
};

/// The steps of a plan, and how each is written.
struct OnlineSteps {
    Steps steps;
    std::vector<Handling> handlings;  ///< one for each step
};

/// Puts steps into their order of execution (plan/order.hpp). A step whose priority is not 0 is made as early or as
/// late as its dependencies allow: the priorities of other steps are positive and below `late`.
using Arrange = std::function<std::vector<std::size_t>(const Steps& steps, const std::vector<int>& priorities)>;
constexpr int early = -1;
constexpr int late = 1000;

/// Columns whose change of type or name is left to a plain step, and why. By their names in the second state.
using PlainChanges = std::map<std::pair<ObjectName, std::string>, std::string>;

struct OnlineChoice {
    OnlineKinds kinds;   ///< steps of other kinds are plain
    PlainChanges plain;  ///< such steps have a remark
};

/// Splits the steps into those that take a lock for a short time and those that do not block reads and writes. Builds
/// and scans come last where no other step needs them; objects that are recreated are never missing between two
/// transactions: the steps between are made in the same transaction, and have a remark. `from` has the renames
/// applied. Throws the errors of `arrange`.
OnlineSteps online_steps(const Steps& steps, const Schema& from, const Schema& to, const OnlineChoice& choice,
                         const Arrange& arrange);

}  // namespace retort::plan::postgres
