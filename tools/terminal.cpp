#include "tools/terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <random>
#include <utility>

#include "schema/error.hpp"
#include "sql/printable.hpp"

namespace retort::tools {

namespace {

/// Stands for the beginning of a style in texts. No name or comment contains it.
const std::string& style_mark() {
    static const std::string mark = [] {
        std::random_device random;
        return fmt::format("style-{:08x}{:08x}-", random(), random());
    }();
    return mark;
}

void make_printable(Diagnostic& diagnostic) {
    for (std::string* text : {&diagnostic.message, &diagnostic.hint, &diagnostic.position.file})
        *text = sql::printable(*text);
    diagnostic.source_line = sql::printable_line(diagnostic.source_line);
    for (Diagnostic& note : diagnostic.notes) make_printable(note);
}

}  // namespace

bool wants_colour(ColourMode mode, int descriptor) {
    if (mode != ColourMode::automatic) return mode == ColourMode::always;
    const char* no_colour = std::getenv("NO_COLOR");
    if (no_colour && *no_colour) return false;
    const char* terminal = std::getenv("TERM");
    if (!terminal || std::strcmp(terminal, "dumb") == 0) return false;
    return ::isatty(descriptor) == 1;
}

Terminal::Terminal(ColourMode mode)
    : result_colour_(wants_colour(mode, STDOUT_FILENO)),
      note_colour_(wants_colour(mode, STDERR_FILENO)),
      live_(::isatty(STDERR_FILENO) == 1),
      results_shown_(::isatty(STDOUT_FILENO) == 1) {}

void Terminal::result(std::string_view text) {
    done();
    write(STDOUT_FILENO, results_shown_ ? sql::printable(text) : std::string(text));
}

void Terminal::note(std::string_view text) {
    done();
    write(STDERR_FILENO, shown(text) + "\n");
}

void Terminal::errors(std::vector<Diagnostic> diagnostics) {
    done();
    if (live_)
        for (Diagnostic& each : diagnostics) make_printable(each);
    write(STDERR_FILENO, render(Error(std::move(diagnostics)), note_colour_));
}

void Terminal::progress(std::string_view text) {
    if (!live_) return;
    done();
    write(STDERR_FILENO, shown(text));
    showing_ = true;
}

bool Terminal::can_ask() const { return live_ && ::isatty(STDIN_FILENO) == 1; }

bool Terminal::confirm(std::string_view question, std::string_view hint) {
    const auto answer = ask(fmt::format("{} [y/N] ", question));
    if (!answer) throw Error("RT014", "the input ended before all questions were answered", std::string(hint));
    return *answer == "y" || *answer == "Y" || *answer == "yes" || *answer == "Yes";
}

std::optional<std::string> Terminal::ask(std::string_view question) {
    done();
    write(STDERR_FILENO, shown(question));
    std::string line;
    // One byte at a time: the input after this line belongs to the next reader.
    for (char c = 0;;) {
        const ssize_t got = ::read(STDIN_FILENO, &c, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) {
            write(STDERR_FILENO, "\n");
            return std::nullopt;
        }
        if (c == '\n') return line;
        if (c != '\r') line += c;
    }
}

void Terminal::done() {
    if (showing_) write(STDERR_FILENO, "\r\033[K");
    showing_ = false;
}

std::string Terminal::styled(std::string_view text, std::string_view style) const {
    return note_colour_ ? fmt::format("{0}{1}m{2}{0}0m", style_mark(), style, text) : std::string(text);
}

std::string Terminal::shown(std::string_view text) const {
    std::string out = live_ ? sql::printable(text) : std::string(text);
    const std::string& mark = style_mark();
    for (std::size_t at = out.find(mark); at != std::string::npos; at = out.find(mark, at))
        out.replace(at, mark.size(), "\033[");
    return out;
}

void Terminal::write(int descriptor, std::string_view text) {
    const bool result = descriptor == STDOUT_FILENO;
    while (!text.empty() && !(result && reader_exited_)) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EPIPE) {
            reader_exited_ = reader_exited_ || result;
            return;
        } else if (errno != EINTR) {
            if (!result) return;  // the error can't be printed either
            throw Error("RT010", fmt::format("can't write to standard output: {}", std::strerror(errno)));
        }
    }
}

}  // namespace retort::tools
