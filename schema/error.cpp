#include "schema/error.hpp"

#include <fmt/format.h>

#include <utility>

#include "schema/name.hpp"
#include "schema/unicode.hpp"

namespace retort {

namespace {

struct Paint {
    bool on;

    std::string operator()(const char* escape, const std::string& text) const {
        return on ? fmt::format("\x1b[{}m{}\x1b[0m", escape, text) : text;
    }
};

std::string location(const Position& position) {
    std::string text = position.file;
    if (position.known()) {
        text += fmt::format(":{}", position.line);
        if (position.column > 0) text += fmt::format(":{}", position.column);
    }
    return text;
}

/// The source line and a caret under its column. Both lines keep tabs, so that they align.
std::string excerpt(const Diagnostic& diagnostic, const Paint& paint) {
    if (diagnostic.source_line.empty() || !diagnostic.position.known()) return {};
    std::string text = fmt::format("{:>5} | {}\n", diagnostic.position.line, diagnostic.source_line);
    if (diagnostic.position.column > 0) {
        std::string indent;
        const auto column = static_cast<std::size_t>(diagnostic.position.column - 1);
        for (const char32_t c : decode_utf8(clip_utf8(diagnostic.source_line, column)))
            indent += c == U'\t' ? "\t" : std::string(display_width(c), ' ');
        text += fmt::format("      | {}{}\n", indent, paint("1;32", "^"));
    }
    return text;
}

void render_into(std::string& out, const Diagnostic& diagnostic, const Paint& paint, bool note) {
    const std::string where = location(diagnostic.position);
    if (!where.empty()) out += paint("1", where + ":") + " ";
    out += note ? paint("1;36", "note:") : paint("1;31", "error:");
    out += " " + diagnostic.message;
    if (!diagnostic.code.empty()) out += fmt::format(" [{}]", diagnostic.code.text());
    out += "\n";
    out += excerpt(diagnostic, paint);
    for (const Diagnostic& each : diagnostic.notes) render_into(out, each, paint, true);
    if (!diagnostic.hint.empty()) out += "  " + paint("1;33", "hint:") + " " + diagnostic.hint + "\n";
}

}  // namespace

Error::Error(Diagnostic diagnostic) : Error(std::vector<Diagnostic>{std::move(diagnostic)}) {}

Error::Error(std::vector<Diagnostic> diagnostics) : diagnostics_(std::move(diagnostics)) {
    if (diagnostics_.empty()) return;
    what_ = diagnostics_.front().message;
    if (!diagnostics_.front().code.empty()) what_ += fmt::format(" [{}]", diagnostics_.front().code.text());
}

Error::Error(ErrorCode code, std::string message, std::string hint)
    : Error(Diagnostic{.code = code, .message = std::move(message), .hint = std::move(hint)}) {}

std::string render(const Diagnostic& diagnostic, bool colour) {
    std::string out;
    render_into(out, diagnostic, Paint{colour}, false);
    return out;
}

std::string render(const Error& error, bool colour) {
    std::string out;
    for (const Diagnostic& each : error.diagnostics()) out += render(each, colour);
    return out;
}

std::string line_of(const std::string& text, int line) {
    std::size_t start = 0;
    for (int i = 1; i < line; ++i) {
        start = text.find('\n', start);
        if (start == std::string::npos) return {};
        ++start;
    }
    if (line < 1) return {};
    std::size_t end = text.find('\n', start);
    if (end == std::string::npos) end = text.size();
    if (end > start && text[end - 1] == '\r') --end;
    return text.substr(start, end - start);
}

}  // namespace retort
