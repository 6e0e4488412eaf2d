#include "tests/tools/unified_diff.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace retort::test {

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// The ranges of "@@ -10,3 +10,5 @@"; a count of 1 may be omitted.
struct Hunk {
    std::size_t old_line = 0;
    std::size_t old_count = 1;
    std::size_t new_count = 1;

    static std::size_t range(const char*& at, char sign, std::size_t& count) {
        if (*at != sign) return 0;
        char* end = nullptr;
        const std::size_t line = std::strtoul(at + 1, &end, 10);
        if (*end == ',') count = std::strtoul(end + 1, &end, 10);
        at = *end == ' ' ? end + 1 : end;
        return line;
    }

    explicit Hunk(const std::string& header) {
        const char* at = header.c_str() + 3;
        old_line = range(at, '-', old_count);
        range(at, '+', new_count);
    }
};

class Patch {
public:
    Patch(const std::string& text, const std::string& diff, std::string path)
        : old_(lines_of(text)), diff_(lines_of(diff)), path_(std::move(path)) {}

    std::string apply() {
        while (at_ < diff_.size() && !diff_[at_].starts_with("--- ")) ++at_;
        if (at_ + 1 >= diff_.size() || !diff_[at_ + 1].starts_with("+++ ")) fail("no '---' and '+++' lines");
        at_ += 2;
        if (at_ == diff_.size()) fail("no hunk");
        while (at_ < diff_.size()) read_hunk();
        copy_until(old_.size());
        return result_;
    }

private:
    [[noreturn]] void fail(const std::string& reason) const {
        throw std::runtime_error(fmt::format("{}:{}: {}", path_, at_ + 1, reason));
    }

    void copy_until(std::size_t end) {
        for (; next_ < end; ++next_) result_ += old_[next_] + "\n";
    }

    void read_hunk() {
        if (!diff_[at_].starts_with("@@ -")) fail("expected a hunk, '@@ -line,count +line,count @@'");
        Hunk hunk(diff_[at_]);
        // A hunk without old lines names the line before it.
        const std::size_t begin = hunk.old_count == 0 ? hunk.old_line : hunk.old_line - 1;
        if (begin < next_ || begin > old_.size())
            fail(fmt::format("line {} of the text is not after the hunk before, or not in it", hunk.old_line));
        copy_until(begin);
        for (++at_; hunk.old_count + hunk.new_count > 0; ++at_) {
            if (at_ == diff_.size()) fail("the hunk is shorter than its header says");
            read_line(hunk);
        }
    }

    void read_line(Hunk& hunk) {
        // An editor may have removed the space of an empty line of context.
        const char sign = diff_[at_].empty() ? ' ' : diff_[at_][0];
        const std::string line = diff_[at_].empty() ? "" : diff_[at_].substr(1);
        if (sign != ' ' && sign != '-' && sign != '+') fail("a line of a hunk begins with ' ', '-' or '+'");
        if ((sign != '+' && hunk.old_count == 0) || (sign != '-' && hunk.new_count == 0))
            fail("the hunk is longer than its header says");
        if (sign != '+') {
            if (next_ == old_.size()) fail(fmt::format("expected '{}', but the text ends", line));
            if (old_[next_] != line)
                fail(fmt::format("expected '{}', but line {} is '{}'", line, next_ + 1, old_[next_]));
            ++next_;
            --hunk.old_count;
        }
        if (sign != '-') {
            result_ += line + "\n";
            --hunk.new_count;
        }
    }

    std::vector<std::string> old_;
    std::vector<std::string> diff_;
    std::string path_;
    std::size_t at_ = 0;    ///< the next line of the diff
    std::size_t next_ = 0;  ///< the next line of the old text
    std::string result_;
};

}  // namespace

std::string apply_diff(const std::string& text, const std::string& diff, const std::string& path) {
    return Patch(text, diff, path).apply();
}

}  // namespace retort::test
