#include "review/junit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "review/text.hpp"

namespace retort::review {

namespace {

/// XML 1.0, section 2.2: most control characters are not allowed, not even as references.
std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '&': result += "&amp;"; break;
            case '<': result += "&lt;"; break;
            case '>': result += "&gt;"; break;
            case '"': result += "&quot;"; break;
            case '\n': result += "&#10;"; break;
            case '\t': result += "&#9;"; break;
            default: result += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
        }
    }
    return result;
}

}  // namespace

std::string to_junit(const Report& report) {
    std::string cases;
    std::size_t failures = 0, skipped = 0;
    for (const KindInfo& kind : kinds()) {
        Report own;
        for (const Finding& each : report.findings)
            if (each.kind == kind.kind) own.findings.push_back(each);
        cases += fmt::format("    <testcase classname=\"retort.check\" name=\"{}\"", kind.word);
        if (own.findings.empty()) {
            cases += "/>\n";
            continue;
        }
        const std::string& message = own.findings.front().message;
        if (own.in_step()) {
            ++skipped;
            cases +=
                fmt::format(">\n      <skipped message=\"{}\"/>\n    </testcase>\n", escaped("allowed: " + message));
            continue;
        }
        ++failures;
        cases += fmt::format(">\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>\n", kind.word,
                             escaped(message), escaped(to_text(own)));
    }
    const std::string counts =
        fmt::format("tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\"", kinds().size(), failures, skipped);
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"retort check\" {0}>\n"
        "  <testsuite name=\"{1}\" {0}>\n{2}  </testsuite>\n</testsuites>\n",
        counts, escaped(report.compared_in_words()), cases);
}

}  // namespace retort::review
