#pragma once

#include <string>

#include "migrate/revision.hpp"

namespace retort::migrate {

// The header line `verified:` of a revision file: the result of a proof, bound to the text that was proved:
//
//     -- verified: upgrade, downgrade, upgrade; without rows in orders; sha256:0123456789ab

/// What `verified:` says about the text of its file.
enum class Verification {
    none,     ///< nothing, or "no"
    unbound,  ///< a proof without a checksum, as older versions wrote it
    holds,    ///< the text was proved
    outdated  ///< the text, or a parent, was changed after the proof
};

/// The checksum of what a proof covers, twelve hexadecimal digits: both sections and the parents' ids. The same for LF
/// and CRLF files, and for any other change of the header.
std::string proof_checksum(const Revision& revision);

/// `result` of a proof of the revision, "upgrade, downgrade, upgrade", with its checksum: a value for `verified:`.
std::string bound_to(const Revision& revision, const std::string& result);

Verification verification(const Revision& revision);

/// `verified:` without its checksum, and whether it holds, for a listing; empty for an empty one.
std::string verified_in_words(const Revision& revision);

/// For a revision whose `verified:` is outdated: "'verified' of 0003 step (3f2a9c1d7e40) is void, since the file was
/// changed after the proof: run 'retort verify 3f2a9c1d7e40'"; empty for others.
std::string void_notice(const Revision& revision);

/// Writes the `result` of a proof of the revision into its file, and changes nothing else there. Returns false if the
/// file says so already. Throws Error RT333 if the file is not what was proved any more.
bool write_verified(const Revision& revision, const std::string& result);

}  // namespace retort::migrate
