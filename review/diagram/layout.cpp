#include "review/diagram/layout.hpp"

#include <fmt/format.h>
#include <gvc.h>
#include <gvplugin.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>

#include "schema/unicode.hpp"

// The one engine that is used, linked in, so that no configuration of Graphviz is read and no other plugin is loaded.
extern "C" {
extern gvplugin_library_t gvplugin_dot_layout_LTX_library;
}

namespace retort::diagram {

namespace {

constexpr double points_per_inch = 72;
constexpr double margin = 12;

double text_width(const std::string& text) {
    return static_cast<double>(display_width(shortened(text))) * character_width;
}

std::pair<double, double> size_of(const Box& box) {
    // The mark, a space and the word for the state are in the header.
    double width = text_width(display(box.name)) + (box.mark == Mark::none ? 0 : 12 * character_width);
    for (const Row& row : box.rows)
        width =
            std::max(width, 5 * character_width + text_width(row.name) + 2 * character_width + text_width(row.type));
    if (box.folded > 0) width = std::max(width, 5 * character_width + text_width("… 100 columns"));
    if (!box.earlier.empty()) width = std::max(width, text_width("was " + box.earlier));
    const std::size_t lines = box.rows.size() + (box.folded > 0 ? 1 : 0) + (box.earlier.empty() ? 0 : 1);
    return {std::ceil(width + 2 * padding),
            header_height + static_cast<double>(lines) * row_height + (lines > 0 ? padding / 2 : 0)};
}

/// Numbers the objects of a graph in the order in which they are created. Graphviz would number them by the addresses
/// of their names, and sort subgraphs by these numbers: the layout would depend on the memory.
class Identifiers {
public:
    static Agiddisc_t* discipline() {
        static Agiddisc_t functions{open, map, alloc, release, print, close, enter};
        return &functions;
    }

private:
    using Names = std::map<std::pair<int, std::string>, IDTYPE>;

    static Identifiers& of(void* state) { return *static_cast<Identifiers*>(state); }
    static void* open(Agraph_t*, Agdisc_t*) { return new Identifiers; }
    static void close(void* state) { delete &of(state); }

    static long map(void* state, int kind, char* name, IDTYPE* id, int create) {
        Identifiers& all = of(state);
        if (name == nullptr) {
            *id = ++all.last_;
            return 1;
        }
        // Nodes, edges of both directions, and graphs have names of their own.
        const Names::key_type key{kind == AGINEDGE ? AGOUTEDGE : kind, name};
        const auto found = all.numbers_.find(key);
        if (found == all.numbers_.end() && create == 0) return 0;
        *id = found == all.numbers_.end() ? ++all.last_ : found->second;
        all.numbers_.emplace(key, *id);
        all.names_[*id] = name;
        return 1;
    }

    static long alloc(void*, int, IDTYPE) { return 0; }
    static void release(void*, int, IDTYPE) {}
    static char* print(void* state, int, IDTYPE id) {
        const auto found = of(state).names_.find(id);
        return found == of(state).names_.end() ? nullptr : found->second.data();
    }
    static void enter(void*, int, void*) {}

    Names numbers_{};
    std::map<IDTYPE, std::string> names_{};
    IDTYPE last_ = 0;
};

/// The graph of one picture. The strings that Graphviz takes are not constant; it copies them.
class Graph {
public:
    explicit Graph(const Picture& picture) : picture_(picture) {
        static lt_symlist_t plugins[] = {{"gvplugin_dot_layout_LTX_library", &gvplugin_dot_layout_LTX_library},
                                         {nullptr, nullptr}};
        agseterr(AGMAX);  // it prints nothing
        context_ = gvContextPlugins(plugins, 0);
        std::string name = "picture";
        static Agdisc_t disciplines{nullptr, Identifiers::discipline(), nullptr};
        graph_ = agopen(name.data(), Agdirected, &disciplines);
        for (const auto& [key, value] : std::map<std::string, std::string>{
                 {"rankdir", "LR"}, {"nodesep", "0.3"}, {"ranksep", "0.7"}, {"compound", "true"}, {"pack", "28"}})
            set_default(AGRAPH, key, value);
        for (const auto& [key, value] : std::map<std::string, std::string>{
                 {"shape", "box"}, {"fixedsize", "true"}, {"label", ""}, {"width", "1"}, {"height", "1"}})
            set_default(AGNODE, key, value);
        for (const auto& [key, value] :
             std::map<std::string, std::string>{{"arrowhead", "none"}, {"style", ""}, {"weight", "1"}})
            set_default(AGEDGE, key, value);
    }
    Graph(const Graph&) = delete;
    Graph& operator=(const Graph&) = delete;
    ~Graph() {
        gvFreeLayout(context_, graph_);
        agclose(graph_);
        gvFreeContext(context_);
    }

    Layout lay_out() {
        for (const Box& each : picture_.boxes) add(each);
        for (const Arrow& each : picture_.arrows) edges_.push_back(edge(nodes_[each.from], nodes_[each.to]));
        line_up_the_unconnected();
        std::string engine = "dot";
        if (gvLayout(context_, graph_, engine.c_str()) != 0)
            throw std::runtime_error("Graphviz cannot lay out the diagram");
        return read();
    }

private:
    void set_default(int kind, std::string key, std::string value) { agattr(graph_, kind, key.data(), value.data()); }
    static void set(void* object, std::string key, std::string value) { agset(object, key.data(), value.data()); }

    void add(const Box& box) {
        const auto [width, height] = size_of(box);
        Agraph_t* in = picture_.grouped ? group(box.name.schema) : graph_;
        std::string id = fmt::format("n{}", nodes_.size());
        Agnode_t* node = agnode(in, id.data(), 1);
        set(node, "width", fmt::format("{:.4f}", width / points_per_inch));
        set(node, "height", fmt::format("{:.4f}", height / points_per_inch));
        nodes_.push_back(node);
        sizes_.emplace_back(width, height);
    }

    Agraph_t* group(const std::string& schema) {
        const auto found = groups_.find(schema);
        if (found != groups_.end()) return found->second;
        std::string id = fmt::format("cluster{}", groups_.size());
        Agraph_t* made = agsubg(graph_, id.data(), 1);
        std::string key = "margin", value = "26";
        agattr(graph_, AGRAPH, key.data(), value.data());
        return groups_[schema] = made;
    }

    Agedge_t* edge(Agnode_t* from, Agnode_t* to) {
        std::string id = fmt::format("e{}", made_++);
        return agedge(graph_, from, to, id.data(), 1);
    }

    /// Tables without foreign keys would be one column: invisible edges make them a block, in each schema.
    void line_up_the_unconnected() {
        std::set<std::size_t> connected;
        for (const Arrow& each : picture_.arrows) connected.insert({each.from, each.to});
        std::map<std::string, std::vector<std::size_t>> alone;
        for (std::size_t i = 0; i < nodes_.size(); ++i)
            if (!connected.contains(i)) alone[picture_.grouped ? picture_.boxes[i].name.schema : ""].push_back(i);
        for (const auto& [schema, boxes] : alone) {
            const auto across = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(boxes.size()) / 2.0)));
            for (std::size_t i = 1; i < boxes.size(); ++i)
                if (i % std::max<std::size_t>(across, 1) != 0) edge(nodes_[boxes[i - 1]], nodes_[boxes[i]]);
        }
    }

    double x(double points) const { return points - left_ + margin; }
    double y(double points) const { return top_ - points + margin; }

    Frame frame(const boxf& bounds) const {
        return {{x(bounds.LL.x), y(bounds.UR.y)}, bounds.UR.x - bounds.LL.x, bounds.UR.y - bounds.LL.y, {}};
    }

    Layout read() {
        const boxf all = GD_bb(graph_);
        left_ = all.LL.x;
        top_ = all.UR.y;
        Layout layout;
        layout.width = std::ceil(all.UR.x - all.LL.x + 2 * margin);
        layout.height = std::ceil(all.UR.y - all.LL.y + 2 * margin);
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            const auto [width, height] = sizes_[i];
            const pointf centre = ND_coord(nodes_[i]);
            layout.boxes.push_back({{x(centre.x) - width / 2, y(centre.y) - height / 2}, width, height, {}});
        }
        for (Agedge_t* each : edges_) {
            std::vector<Point>& points = layout.arrows.emplace_back();
            const splines* spline = ED_spl(each);
            if (spline == nullptr || spline->size == 0) continue;
            const bezier& curve = spline->list[0];
            for (int i = 0; i < curve.size; ++i) points.push_back({x(curve.list[i].x), y(curve.list[i].y)});
        }
        for (const auto& [schema, subgraph] : groups_) {
            layout.groups.push_back(frame(GD_bb(subgraph)));
            layout.groups.back().schema = schema;
        }
        return layout;
    }

    const Picture& picture_;
    GVC_t* context_ = nullptr;
    Agraph_t* graph_ = nullptr;
    std::vector<Agnode_t*> nodes_{};
    std::vector<std::pair<double, double>> sizes_{};
    std::vector<Agedge_t*> edges_{};  ///< as Picture::arrows
    std::map<std::string, Agraph_t*> groups_{};
    std::size_t made_ = 0;
    double left_ = 0, top_ = 0;
};

}  // namespace

std::string shortened(const std::string& text) {
    const std::u32string characters = decode_utf8(text);
    if (characters.size() <= longest_text) return text;
    return encode_utf8(std::u32string_view(characters).substr(0, longest_text - 1)) + "…";
}

Layout lay_out(const Picture& picture) {
    if (picture.boxes.empty()) return {};
    return Graph(picture).lay_out();
}

}  // namespace retort::diagram
