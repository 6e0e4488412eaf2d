#include "review/files.hpp"

#include <fmt/format.h>

#include "migrate/verified.hpp"

namespace retort::review {

std::vector<Finding> check_files(const migrate::Chain& chain, const std::optional<migrate::SumFile>& sums) {
    std::vector<Finding> findings;
    const std::vector<const migrate::Revision*> heads = chain.heads();
    if (heads.size() > 1) {
        Finding finding{.kind = Kind::heads, .message = fmt::format("the migrations have {} heads", heads.size())};
        for (const migrate::Revision* each : heads) finding.revisions.push_back(name_of(*each));
        finding.to_do = {fmt::format("retort rebase {}", heads.back()->id), "retort merge"};
        findings.push_back(std::move(finding));
    }
    for (const migrate::Revision& each : chain.revisions()) {
        if (migrate::verification(each) != migrate::Verification::outdated) continue;
        findings.push_back(
            {.kind = Kind::void_proof,
             .message = fmt::format("'verified' of {} is void: the file was changed after the proof", each.title()),
             .revisions = {name_of(each)},
             .to_do = {fmt::format("retort verify {}", each.id)}});
    }
    if (!sums) return findings;
    for (const migrate::SumProblem& each : sums->problems(chain)) {
        Finding finding{.kind = Kind::sum, .message = each.message};
        if (each.file != nullptr) finding.revisions = {name_of(*each.file)};
        finding.to_do = {"restore the file, or accept what is there: retort sum"};
        findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace retort::review
