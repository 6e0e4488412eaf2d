#include "declare/node.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "declare/text.hpp"

namespace retort::declare {

namespace {

std::string head_of(const Node& node) {
    if (node.text) return literal(*node.text);
    if (node.parameters.empty()) return node.name;
    return fmt::format("{}<{}>", node.name, fmt::join(node.parameters, ", "));
}

std::string flat_call(const Node& node) {
    std::string made = head_of(node);
    if (!node.call) return made;
    made += "(";
    for (const Node& each : node.arguments) made += (&each == &node.arguments.front() ? "" : ", ") + flat(each);
    return made + ")";
}

bool fits(std::size_t indent, const std::string& line, std::string_view tail) {
    return indent + width_of(line) + width_of(tail) <= line_width;
}

std::string spaces(std::size_t count) { return std::string(count, ' '); }

/// A call without its clauses.
std::string call_laid_out(const Node& node, std::size_t indent, std::string_view tail) {
    if (const std::string line = flat_call(node); fits(indent, line, tail))
        return spaces(indent) + line + std::string(tail);
    if (node.text) {
        std::string made;
        for (const std::string& piece : literal_pieces(*node.text, line_width - indent - 12))
            made += (made.empty() ? "" : "\n") + spaces(indent) + piece;
        return made + std::string(tail);
    }
    std::string made = spaces(indent) + node.name;
    if (!node.parameters.empty()) {
        made += "<";
        std::size_t used = line_width;  // the first parameter begins a line
        for (const std::string& each : node.parameters) {
            const bool last = &each == &node.parameters.back();
            const std::string piece = each + (last ? ">" : ",");
            if (used + 1 + piece.size() + 4 > line_width) {
                made += "\n" + spaces(indent + 4) + piece;
                used = indent + 4 + piece.size();
            } else {
                made += " " + piece;
                used += 1 + piece.size();
            }
        }
    }
    if (!node.call) return made + std::string(tail);
    made += "(";
    for (const Node& each : node.arguments)
        made += "\n" + laid_out(each, indent + 4, &each == &node.arguments.back() ? "" : ",");
    return made + ")" + std::string(tail);
}

}  // namespace

std::string flat(const Node& node) {
    std::string made = flat_call(node);
    for (const Node& each : node.clauses) made += flat(each);
    return made;
}

std::string laid_out(const Node& node, std::size_t indent, std::string_view tail) {
    if (const std::string line = flat(node); fits(indent, line, tail)) return spaces(indent) + line + std::string(tail);
    std::string made = call_laid_out(node, indent, node.clauses.empty() ? tail : "");
    for (const Node& each : node.clauses)
        made += "\n" + call_laid_out(each, indent + 4, &each == &node.clauses.back() ? tail : "");
    return made;
}

}  // namespace retort::declare
