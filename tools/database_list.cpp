#include "tools/database_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string_view>

#include "schema/error.hpp"
#include "sql/text_file.hpp"
#include "tools/config.hpp"
#include "tools/many_files.hpp"

namespace retort::tools {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view spaces = " \t\r";

class List {
public:
    explicit List(const std::string& file) : file_(file) {}

    void add(int line, std::string_view text) {
        const std::size_t start = text.find_first_not_of(spaces);
        if (start == std::string_view::npos || text[start] == '#') return;
        Setting setting{"the URL", std::string(text.substr(start, text.find_last_not_of(spaces) + 1 - start))};
        setting.position = {file_, line, static_cast<int>(start) + 1};
        setting.source_line = text.substr(0, text.find_last_not_of(spaces) + 1);
        try {
            add(setting);
        } catch (const Error& error) {
            for (Diagnostic diagnostic : error.diagnostics()) {
                diagnostic.position = setting.position;
                diagnostic.source_line = setting.source_line;
                errors_.push_back(std::move(diagnostic));
            }
        }
    }

    std::vector<sql::Url> urls() {
        if (!errors_.empty()) throw Error(std::move(errors_));
        if (urls_.empty()) throw unusable({file_, 0, 0}, "it has no URL", "write the URL of a database on each line");
        return std::move(urls_);
    }

private:
    void add(const Setting& setting) {
        sql::Url url = sql::parse_url(expand(setting), fmt::format("line {} of {}", setting.position.line, file_));
        if (!info(url.dialect).server && !url.in_memory())
            url.target = (fs::absolute(file_).parent_path() / url.target).lexically_normal().string();
        const auto [other, is_new] = lines_.emplace(url.display, setting.position.line);
        if (!is_new)
            throw unusable(setting.position,
                           fmt::format("{} is in line {} already; passwords do not count", url.display, other->second),
                           "remove one of the lines");
        urls_.push_back(std::move(url));
    }

    std::string file_;
    std::vector<sql::Url> urls_;
    std::map<std::string, int> lines_;  ///< by the URL without its password
    std::vector<Diagnostic> errors_;
};

}  // namespace

std::vector<sql::Url> read_database_list(const std::string& file) {
    const std::string content = sql::read_file(file);
    std::string_view rest = content;
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (rest.starts_with(byte_order_mark)) rest.remove_prefix(byte_order_mark.size());
    List list(file);
    for (int line = 1; !rest.empty(); ++line) {
        const std::string_view text = rest.substr(0, rest.find('\n'));
        list.add(line, text);
        rest.remove_prefix(std::min(text.size() + 1, rest.size()));
    }
    return list.urls();
}

}  // namespace retort::tools
