#include "review/diagram/mermaid.hpp"

#include <fmt/format.h>

#include <cctype>

#include "sql/printable.hpp"

namespace retort::diagram {

namespace {

/// A word of the grammar: letters, digits, '_' and '-', not beginning with a digit.
std::string word(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 && byte < 0x80U)
            out += c;
        else if (out.empty() || out.back() != '_')
            out += '_';
    }
    while (out.size() > 1 && out.back() == '_') out.pop_back();
    const bool accepted = !out.empty() && std::isdigit(static_cast<unsigned char>(out.front())) == 0;
    return accepted ? out : fmt::format("_{}", out);
}

/// Text between double quotes.
std::string quoted(std::string_view text) {
    std::string out;
    for (const char c : sql::printable(text)) {
        const bool special = std::string_view("\"\\%<>`\n\r\t").find(c) != std::string_view::npos;
        out += special ? '\'' : c;
    }
    return out;
}

std::string box_of(const Box& box, std::size_t place) {
    std::string title = display(box.name);
    if (box.mark != Mark::none) title += fmt::format(" ({})", to_string(box.mark));
    std::string out = fmt::format("    t{}[\"{}\"]", place, quoted(title));
    if (box.rows.empty() && box.folded == 0) return out + "\n";
    out += " {\n";
    for (const Row& row : box.rows) {
        out += fmt::format("        {} {}", word(row.type), word(row.name));
        if (row.primary) out += " PK";
        if (row.foreign) out += row.primary ? ", FK" : " FK";
        if (row.mark != Mark::none) out += fmt::format(" \"{}\"", to_string(row.mark));
        out += '\n';
    }
    if (box.folded > 0)
        out += fmt::format("        more columns \"{} {}\"\n", box.folded, box.folded == 1 ? "column" : "columns");
    return out + "    }\n";
}

}  // namespace

std::string to_mermaid(const Picture& picture) {
    std::string out = "erDiagram\n";
    for (std::size_t i = 0; i < picture.boxes.size(); ++i) out += box_of(picture.boxes[i], i);
    for (const Arrow& each : picture.arrows) {
        std::string label = each.columns;
        if (each.mark != Mark::none) label += fmt::format(" ({})", to_string(each.mark));
        out += fmt::format("    t{} }}o--|| t{} : \"{}\"\n", each.from, each.to, quoted(label));
    }
    return out;
}

}  // namespace retort::diagram
