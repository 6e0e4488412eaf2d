#include "review/diagram/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "review/diagram/layout.hpp"
#include "sql/printable.hpp"

namespace retort::diagram {

namespace {

constexpr std::string_view style = R"(
.erd { --paper: #ffffff; --ink: #1c2530; --soft: #5b6675; --edge: #8a95a3; --head: #eef1f4; --frame: #f7f8fa;
  --added: #12682f; --added-head: #dcf3e3; --changed: #7a5200; --changed-head: #fdeec2;
  --dropped: #b01c2a; --dropped-head: #fde0e0; background: var(--paper);
  font: 12px "DejaVu Sans Mono", Menlo, Consolas, "Liberation Mono", monospace; }
@media (prefers-color-scheme: dark) { .erd { --paper: #14191f; --ink: #e4e9ef; --soft: #9aa6b4; --edge: #6d7a8a;
  --head: #232b35; --frame: #191f27; --added: #6fd08c; --added-head: #153a22; --changed: #e8bd5a;
  --changed-head: #40320d; --dropped: #ff8d8d; --dropped-head: #4a1b1f; } }
@media print { .erd { --paper: #ffffff; --ink: #000000; --soft: #444444; --edge: #666666; --head: #eeeeee;
  --frame: #ffffff; --added: #12682f; --added-head: #ffffff; --changed: #7a5200; --changed-head: #ffffff;
  --dropped: #b01c2a; --dropped-head: #ffffff; } }
.erd text { fill: var(--ink); white-space: pre; }
.erd .soft { fill: var(--soft); }
.erd .name { font-weight: bold; }
.erd .paper { fill: var(--paper); }
.erd .box { fill: var(--paper); stroke: var(--edge); stroke-width: 1; }
.erd .head { fill: var(--head); stroke: var(--edge); stroke-width: 1; }
.erd .group { fill: var(--frame); stroke: var(--edge); stroke-dasharray: 2 3; }
.erd .key { fill: none; stroke: var(--edge); stroke-width: 1.2; }
.erd .tip { fill: var(--edge); }
.erd .added text.mark, .erd text.added { fill: var(--added); }
.erd .changed text.mark, .erd text.changed { fill: var(--changed); }
.erd .dropped text.mark, .erd text.dropped { fill: var(--dropped); }
.erd text.dropped .struck { text-decoration: line-through; }
.erd .added .box, .erd .added .head { stroke: var(--added); stroke-width: 1.6; }
.erd .changed .box, .erd .changed .head { stroke: var(--changed); stroke-width: 1.6; }
.erd .dropped .box, .erd .dropped .head { stroke: var(--dropped); stroke-width: 1.6; }
.erd .added .head { fill: var(--added-head); }
.erd .changed .head { fill: var(--changed-head); }
.erd .dropped .head { fill: var(--dropped-head); }
.erd .neighbour text { fill: var(--soft); }
.erd .key.added { stroke: var(--added); stroke-width: 1.8; }
.erd .key.dropped { stroke: var(--dropped); stroke-width: 1.8; stroke-dasharray: 5 3; }
)";

std::string_view css_class(Mark mark) {
    switch (mark) {
        case Mark::added: return "added";
        case Mark::changed: return "changed";
        case Mark::dropped: return "dropped";
        case Mark::neighbour: return "neighbour";
        case Mark::none: return "plain";
    }
    return "";
}

std::string_view sign(Mark mark) {
    switch (mark) {
        case Mark::added: return "+";
        case Mark::changed: return "~";
        case Mark::dropped: return "−";
        default: return "";
    }
}

std::string text(double x, double y, std::string_view css, const std::string& content, bool end = false) {
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\"{}{}>{}</text>", x, y,
                       css.empty() ? "" : fmt::format(" class=\"{}\"", css), end ? " text-anchor=\"end\"" : "",
                       content);
}

std::string row_of(const Row& row, const Frame& frame, double y) {
    const double left = frame.corner.x + padding, right = frame.corner.x + frame.width - padding;
    const std::string_view css = row.mark == Mark::none ? "" : css_class(row.mark);
    std::string out;
    if (row.mark != Mark::none) out += text(left, y, css, std::string(sign(row.mark)));
    if (row.primary || row.foreign) out += text(left + 1.6 * character_width, y, "soft", row.primary ? "PK" : "FK");
    out += text(left + 5 * character_width, y, css,
                fmt::format("<tspan class=\"struck\">{}</tspan>", escaped(shortened(row.name))));
    return out + text(right, y, css.empty() ? "soft" : css, escaped(shortened(row.type)), true) + "\n";
}

std::string box_of(const Box& box, const Frame& frame) {
    const auto [x, y] = frame.corner;
    std::string out =
        fmt::format("<g class=\"{}\"><title>{}{}</title>\n", css_class(box.mark), escaped(display(box.name)),
                    box.mark == Mark::none ? "" : fmt::format(" ({})", to_string(box.mark)));
    out += fmt::format("<rect class=\"box\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"4\"/>", x,
                       y, frame.width, frame.height);
    out += fmt::format("<rect class=\"head\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"4\"/>",
                       x, y, frame.width, header_height);
    double line = y + 17;
    out += text(x + padding, line, "name", escaped(shortened(display(box.name))));
    if (box.mark != Mark::none)
        out += text(x + frame.width - padding, line, box.mark == Mark::neighbour ? "soft" : "mark",
                    fmt::format("{}{}{}", sign(box.mark), box.mark == Mark::neighbour ? "" : " ", to_string(box.mark)),
                    true);
    out += '\n';
    line = y + header_height + 14;
    if (!box.earlier.empty()) {
        out += text(x + padding, line, "soft", escaped("was " + shortened(box.earlier))) + "\n";
        line += row_height;
    }
    for (const Row& each : box.rows) {
        out += row_of(each, frame, line);
        line += row_height;
    }
    if (box.folded > 0)
        out += text(x + padding + 5 * character_width, line, "soft",
                    fmt::format("… {} {}", box.folded, box.folded == 1 ? "column" : "columns")) +
               "\n";
    return out + "</g>\n";
}

/// The tip of an arrow of the length `size` that ends at `to`.
std::string tip(const Point& from, const Point& to) {
    constexpr double size = 8, half = 4;
    const double dx = to.x - from.x, dy = to.y - from.y;
    const double length = std::max(std::hypot(dx, dy), 0.01);
    const double ux = dx / length, uy = dy / length;
    return fmt::format("<path class=\"tip\" d=\"M{:.1f},{:.1f} L{:.1f},{:.1f} L{:.1f},{:.1f} Z\"/>", to.x, to.y,
                       to.x - ux * size - uy * half, to.y - uy * size + ux * half, to.x - ux * size + uy * half,
                       to.y - uy * size - ux * half);
}

std::string arrow_of(const Arrow& arrow, const Picture& picture, const std::vector<Point>& points) {
    if (points.size() < 4) return {};
    std::string path = fmt::format("M{:.1f},{:.1f} C", points[0].x, points[0].y);
    for (std::size_t i = 1; i < points.size(); ++i)
        path += fmt::format("{}{:.1f},{:.1f}", i == 1 ? "" : " ", points[i].x, points[i].y);
    const std::string words = fmt::format("{} ({}) → {}{}", display(picture.boxes[arrow.from].name), arrow.columns,
                                          display(picture.boxes[arrow.to].name),
                                          arrow.mark == Mark::none ? "" : fmt::format(", {}", to_string(arrow.mark)));
    return fmt::format("<g><title>{}</title><path class=\"key {}\" d=\"{}\"/>{}</g>\n", escaped(words),
                       css_class(arrow.mark), path, tip(points[points.size() - 2], points.back()));
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : sql::printable(text)) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    }
    return out;
}

std::string to_svg(const Picture& picture, bool file) {
    const Layout layout = lay_out(picture);
    std::string out = file ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" : "";
    out += fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"erd\" role=\"img\" aria-labelledby=\"erd-title erd-desc\" "
        "width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} {1:.0f}\">\n",
        layout.width, layout.height);
    out += fmt::format("<title id=\"erd-title\">{}</title>\n<desc id=\"erd-desc\">{}</desc>\n<style>{}</style>\n",
                       escaped(picture.title), escaped(picture.description()), style);
    out += "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n";
    for (const Frame& each : layout.groups) {
        out += fmt::format("<rect class=\"group\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>",
                           each.corner.x, each.corner.y, each.width, each.height);
        const std::string name = each.schema.empty() ? "default schema" : each.schema;
        out += text(each.corner.x + 8, each.corner.y + 16, "soft", escaped(shortened(name))) + "\n";
    }
    for (std::size_t i = 0; i < picture.arrows.size(); ++i)
        out += arrow_of(picture.arrows[i], picture, layout.arrows[i]);
    for (std::size_t i = 0; i < picture.boxes.size(); ++i) out += box_of(picture.boxes[i], layout.boxes[i]);
    return out + "</svg>\n";
}

}  // namespace retort::diagram
