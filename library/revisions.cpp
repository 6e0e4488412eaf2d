#include "library/revisions.hpp"

#include <fmt/format.h>

#include <utility>

namespace retort {

namespace library {

void require_one_head(const migrate::Chain& chain, const std::string& where) {
    if (chain.empty())
        throw Error("RT345", fmt::format("{} has no revisions", where),
                    "write the first one with 'retort revision', or name the folder that has them");
    (void)chain.head();
}

RevisionInfo to_info(const migrate::Revision& revision) {
    return {revision.id, revision.number, revision.message, revision.path};
}

}  // namespace library

std::string RevisionInfo::title() const {
    migrate::Revision revision;
    revision.id = id;
    revision.number = number;
    revision.message = message;
    return revision.title();
}

Revisions::Revisions(const std::vector<RevisionFile>& files) {
    std::vector<migrate::Revision> revisions;
    std::vector<Diagnostic> errors;
    for (const RevisionFile& each : files) {
        try {
            revisions.push_back(migrate::parse_revision(std::string(each.text), std::string(each.path)));
        } catch (const Error& error) {
            errors.insert(errors.end(), error.diagnostics().begin(), error.diagnostics().end());
        }
    }
    if (!errors.empty()) throw Error(std::move(errors));
    auto chain = std::make_shared<migrate::Chain>(std::move(revisions));
    chain->set_in_program();
    library::require_one_head(*chain, "the program");
    chain_ = std::move(chain);
}

std::vector<RevisionInfo> Revisions::list() const {
    std::vector<RevisionInfo> list;
    for (const migrate::Revision& each : chain_->revisions()) list.push_back(library::to_info(each));
    return list;
}

RevisionInfo Revisions::head() const { return library::to_info(*chain_->head()); }

}  // namespace retort
