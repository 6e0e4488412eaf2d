#include "tools/commands/drawn_graph.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

namespace retort::tools {

namespace {

using migrate::Revision;

/// Draws one row after the other. Each column stands for the revision to which its line leads.
class Drawing {
public:
    /// A revision with the text beside it, and then the lines that lead to its parents.
    void add(const Revision* revision, const std::vector<const Revision*>& parents, const std::string& text) {
        auto found = std::find(columns_.begin(), columns_.end(), revision);
        if (found == columns_.end()) found = columns_.insert(found, revision);
        const auto at = static_cast<std::size_t>(found - columns_.begin());
        print(at, text, parents.empty() ? ' ' : '|');
        if (parents.empty()) return end(at);
        columns_[at] = parents.front();
        for (std::size_t i = 1; i < parents.size(); ++i) fork(at + i - 1, parents[i]);
        join_equal();
    }

    std::string take() { return std::move(text_); }

private:
    /// `below` is drawn in column `at` beside the lines after the first.
    void print(std::size_t at, const std::string& text, char below) {
        std::string row = bars(columns_.size());
        row[2 * at] = '*';
        for (std::size_t start = 0; start < text.size();) {
            const std::size_t end = std::min(text.find('\n', start), text.size());
            text_ += row + text.substr(start, end - start) + '\n';
            row[2 * at] = below;
            start = end + 1;
        }
    }

    /// "| | " for two columns.
    static std::string bars(std::size_t count) {
        std::string row;
        for (std::size_t i = 0; i < count; ++i) row += "| ";
        return row;
    }

    void add_row(std::string row) {
        row.erase(row.find_last_not_of(' ') + 1);
        if (!row.empty()) text_ += row + '\n';
    }

    /// Columns from `first` on move one to the left, on a row that has `row` before them.
    void move_left(std::string row, std::size_t first) {
        row.resize(2 * columns_.size(), ' ');
        for (std::size_t i = first; i < columns_.size(); ++i) row[2 * i - 1] = '/';
        add_row(std::move(row));
    }

    /// The line of column `at` ends.
    void end(std::size_t at) {
        if (at + 1 < columns_.size()) move_left(bars(at), at + 1);
        columns_.erase(columns_.begin() + static_cast<std::ptrdiff_t>(at));
    }

    /// A second line begins at column `at`, and leads to `parent`.
    void fork(std::size_t at, const Revision* parent) {
        std::string row = bars(at + 1);
        row[2 * at + 1] = '\\';
        for (std::size_t i = at + 1; i < columns_.size(); ++i) row += " \\";
        add_row(std::move(row));
        columns_.insert(columns_.begin() + static_cast<std::ptrdiff_t>(at) + 1, parent);
    }

    /// Lines that lead to one revision become one, the leftmost.
    void join_equal() {
        for (std::size_t right = 1; right < columns_.size();) {
            const auto same = std::find(columns_.begin(), columns_.end(), columns_[right]);
            const auto left = static_cast<std::size_t>(same - columns_.begin());
            if (left == right) {
                ++right;
                continue;
            }
            move_left(bars(right), right);
            columns_.erase(columns_.begin() + static_cast<std::ptrdiff_t>(right));
            for (std::size_t i = right - 1; i > left; --i) {  // across the columns between
                std::string row = bars(columns_.size());
                row[2 * i - 1] = '/';
                add_row(std::move(row));
            }
        }
    }

    std::vector<const Revision*> columns_;
    std::string text_;
};

}  // namespace

std::string drawn_graph(const migrate::Chain& chain, const std::vector<const Revision*>& shown,
                        const std::function<std::string(const Revision&)>& entry) {
    const std::set<const Revision*> all(shown.begin(), shown.end());
    Drawing drawing;
    for (const Revision* each : shown) {
        std::vector<const Revision*> parents = chain.parents(*each);
        std::erase_if(parents, [&](const Revision* parent) { return !all.contains(parent); });
        drawing.add(each, parents, entry(*each));
    }
    return drawing.take();
}

}  // namespace retort::tools
