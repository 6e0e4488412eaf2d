#include "migrate/revision.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "migrate/digest.hpp"
#include "migrate/step.hpp"
#include "sql/encoding.hpp"
#include "sql/text_file.hpp"

namespace retort::migrate {

namespace {

/// "2026-11-20T16:56:00Z", computed without the C library's time zone.
std::string iso_utc(std::chrono::sys_seconds time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

std::optional<std::chrono::sys_seconds> source_date_epoch() {
    const char* text = std::getenv("SOURCE_DATE_EPOCH");
    if (text == nullptr || *text == '\0') return std::nullopt;
    const std::string_view view(text);
    long long seconds = 0;
    const auto [end, error] = std::from_chars(view.data(), view.data() + view.size(), seconds);
    if (error != std::errc{} || end != view.data() + view.size() || seconds < 0 || seconds > 253402300799)
        throw Error("RT200", fmt::format("SOURCE_DATE_EPOCH is '{}', not a number of seconds since 1970", view),
                    "set it to the output of 'date +%s', or unset it");
    return std::chrono::sys_seconds(std::chrono::seconds(seconds));
}

std::string random_id() {
    std::array<unsigned char, 6> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        throw std::runtime_error("OpenSSL does not provide random bytes");
    std::string id;
    for (const unsigned char byte : bytes) id += fmt::format("{:02x}", byte);
    return id;
}

std::string trimmed_end(std::string sql) {
    const std::size_t last = sql.find_last_not_of('\n');
    if (last == std::string::npos) return {};
    sql.erase(last + 1);
    return sql + "\n";
}

/// True when the parser reads `line` as a section marker.
bool is_marker(std::string_view line) {
    if (!line.starts_with("--") || step_in(line)) return false;
    line.remove_prefix(2);
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    return line.starts_with("migrate:");
}

void check_no_marker(const Revision& revision, const Section& section) {
    for (std::size_t start = 0; start < section.sql.size();) {
        const std::size_t end = std::min(section.sql.find('\n', start), section.sql.size());
        const std::string line = section.sql.substr(start, end - start);
        if (is_marker(line))
            throw Error(Diagnostic{.code = "RT228",
                                   .message = fmt::format("revision {} can't be written: a line of its SQL "
                                                          "is a section marker: '{}'",
                                                          revision.title(), line),
                                   .hint = "indent that line, or put text before its '--'"});
        start = end + 1;
    }
}

void append_section(std::string& text, std::string_view marker, const Section& section) {
    text += fmt::format("-- migrate:{}{}\n", marker, section.transaction ? "" : " transaction:false");
    text += trimmed_end(section.sql);
}

}  // namespace

Position Section::position(const std::string& path, std::size_t offset) const {
    const auto begin = sql.begin();
    const auto at = begin + static_cast<std::ptrdiff_t>(std::min(offset, sql.size()));
    const auto lines = std::count(begin, at, '\n');
    const auto line_start = std::find(std::make_reverse_iterator(at), sql.rend(), '\n').base();
    return {path, line + static_cast<int>(lines), static_cast<int>(at - line_start) + 1};
}

std::string Section::checksum() const { return sha256(sql); }

void require_dialect(const Revision& revision, Dialect dialect, const std::string& target, std::string hint) {
    if (!revision.dialect || *revision.dialect == dialect) return;
    throw Error(Diagnostic{.code = "RT069",
                           .message = fmt::format("revision {} is for {}, but {}", revision.title(),
                                                  retort::to_string(*revision.dialect), target),
                           .position = {revision.path, 0, 0},
                           .hint = std::move(hint)});
}

std::string Revision::title() const {
    std::string title = number;
    if (!message.empty()) title += (title.empty() ? "" : " ") + message;
    if (id.empty()) return title.empty() ? "(unnamed)" : title;
    return title.empty() ? id : fmt::format("{} ({})", title, id);
}

std::string format_revision(const Revision& revision) {
    check_no_marker(revision, revision.up);
    check_no_marker(revision, revision.down);
    std::string text;
    std::string title = revision.number;
    if (!revision.message.empty()) title += (title.empty() ? "" : " ") + revision.message;
    if (!title.empty()) text += fmt::format("-- {}\n", title);
    text += fmt::format("-- revision: {}\n", revision.id);
    std::string down;
    for (const std::string& each : revision.down_revisions) down += (down.empty() ? "" : ", ") + each;
    text += fmt::format("-- down_revision: {}\n", down.empty() ? "none" : down);
    if (!revision.depends_on.empty()) text += fmt::format("-- depends_on: {}\n", fmt::join(revision.depends_on, ", "));
    if (!revision.branch_labels.empty())
        text += fmt::format("-- branch_labels: {}\n", fmt::join(revision.branch_labels, ", "));
    if (!revision.created.empty()) text += fmt::format("-- created: {}\n", revision.created);
    if (revision.dialect) text += fmt::format("-- dialect: {}\n", retort::to_string(*revision.dialect));
    if (!revision.replaces.empty()) {
        text += fmt::format("-- replaces: {}", fmt::join(revision.replaces, ", "));
        for (const std::string& each : revision.earlier_upgrades)
            text += fmt::format("{}sha256:{}", &each == &revision.earlier_upgrades.front() ? "; " : ", ", each);
        text += "\n";
    }
    if (!revision.verified.empty()) text += fmt::format("-- verified: {}\n", revision.verified);
    for (const std::string& remark : revision.remarks) text += remark.empty() ? "--\n" : fmt::format("-- {}\n", remark);
    text += "\n";
    append_section(text, "up", revision.up);
    text += "\n";
    append_section(text, "down", revision.down);
    return text;
}

Revision load_revision(const std::string& path) {
    const std::string text = sql::read_file(path);
    sql::check_encoding(text, path);
    return parse_revision(text, path);
}

void identify(Revision& revision) {
    if (const auto epoch = source_date_epoch()) {
        revision.created = iso_utc(*epoch);
        revision.id.clear();
        Revision content = revision;
        content.verified.clear();
        revision.id = sha256(format_revision(content)).substr(0, 12);
        return;
    }
    revision.created = iso_utc(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
    revision.id = random_id();
}

}  // namespace retort::migrate
