#include "review/hazards/judge.hpp"

#include <algorithm>
#include <array>

#include "engine/engine.hpp"

namespace retort::hazards {

std::string_view to_string(Lock lock) {
    constexpr std::array<std::string_view, 8> words{
        "ACCESS SHARE", "ROW SHARE",           "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE",
        "SHARE",        "SHARE ROW EXCLUSIVE", "EXCLUSIVE",     "ACCESS EXCLUSIVE"};
    return words[static_cast<std::size_t>(lock)];
}

std::string_view to_string(Work work) {
    constexpr std::array<std::string_view, 5> words{"catalog only", "reads rows", "scan", "rewrite",
                                                    "empties the table"};
    return words[static_cast<std::size_t>(work)];
}

bool JudgedStatement::has(Harm harm) const {
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Finding& each) { return entry(each.rule).harm == harm; });
}

std::unique_ptr<Judge> open_judge(Dialect dialect) { return engine_for(dialect).open_judge(); }

}  // namespace retort::hazards
