#include "migrate/verified.hpp"

#include <fmt/format.h>

#include <string_view>

#include "migrate/digest.hpp"
#include "migrate/header.hpp"
#include "sql/file_changes.hpp"
#include "sql/text_file.hpp"

namespace retort::migrate {

namespace {

constexpr std::string_view separator = "; sha256:";
constexpr std::size_t checksum_digits = 12;

/// Where the checksum begins, with its separator; npos for a value without one.
std::size_t checksum_start(const std::string& verified) { return verified.rfind(separator); }

std::string command(const Revision& revision) { return fmt::format("'retort verify {}'", revision.id); }

}  // namespace

std::string proof_checksum(const Revision& revision) {
    std::string text;
    for (const std::string& each : revision.down_revisions) text += fmt::format("-- down_revision: {}\n", each);
    for (const std::string& each : revision.depends_on) text += fmt::format("-- depends_on: {}\n", each);
    for (const Direction direction : {Direction::up, Direction::down}) {
        const Section& section = revision.section(direction);
        text += fmt::format("-- migrate:{}{}\n{}", direction == Direction::up ? "up" : "down",
                            section.transaction ? "" : " transaction:false", section.sql);
    }
    return sha256(text).substr(0, checksum_digits);
}

std::string bound_to(const Revision& revision, const std::string& result) {
    return fmt::format("{}{}{}", result, separator, proof_checksum(revision));
}

Verification verification(const Revision& revision) {
    if (revision.verified.empty() || revision.verified == "no") return Verification::none;
    const std::size_t start = checksum_start(revision.verified);
    if (start == std::string::npos) return Verification::unbound;
    return revision.verified.substr(start + separator.size()) == proof_checksum(revision) ? Verification::holds
                                                                                          : Verification::outdated;
}

std::string verified_in_words(const Revision& revision) {
    const std::string result = revision.verified.substr(0, checksum_start(revision.verified));
    switch (verification(revision)) {
        case Verification::unbound: return result + " (not bound to a checksum)";
        case Verification::outdated: return fmt::format("void: changed after the proof; run {}", command(revision));
        default: return result;
    }
}

std::string void_notice(const Revision& revision) {
    if (verification(revision) != Verification::outdated) return {};
    return fmt::format("'verified' of {} is void, since the file was changed after the proof: run {}", revision.title(),
                       command(revision));
}

bool write_verified(const Revision& revision, const std::string& result) {
    const std::string text = sql::read_file(revision.path);
    const Revision now = parse_revision(text, revision.path);
    if (now.id != revision.id || proof_checksum(now) != proof_checksum(revision)) sql::reject_changed(revision.path);
    const std::string verified = bound_to(revision, result);
    if (now.verified == verified) return false;
    sql::apply({{.from = revision.path,
                 .before = text,
                 .to = revision.path,
                 .after = with_header(text, "verified", verified)}});
    return true;
}

}  // namespace retort::migrate
