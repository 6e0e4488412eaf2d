#include "migrate/sum_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>

#include "migrate/digest.hpp"
#include "migrate/revision_name.hpp"
#include "sql/text_file.hpp"

namespace retort::migrate {

namespace {

constexpr std::size_t digest_digits = 64;
constexpr std::size_t chained_digits = 16;

bool is_hexadecimal(std::string_view text, std::size_t size) {
    return text.size() == size && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// The checksum of a file with LF line ends.
std::string file_sum(const Revision& revision) {
    std::string text = sql::read_file(revision.path);
    std::string unix_text;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') unix_text += text[i];
    return sha256(unix_text);
}

std::string chained(const std::string& before, const std::string& id, const std::string& file) {
    return sha256(fmt::format("{}\n{} {}\n", before, id, file)).substr(0, chained_digits);
}

}  // namespace

std::optional<SumFile> SumFile::load(const std::string& path) {
    std::error_code failed;
    if (!std::filesystem::exists(path, failed)) return std::nullopt;
    SumFile sum;
    std::istringstream text(sql::read_file(path));
    int number = 0;
    for (std::string line; std::getline(text, line);) {
        ++number;
        if (line.ends_with('\r')) line.pop_back();
        if (line.empty() || line.starts_with('#')) continue;
        std::istringstream words(line);
        Line read;
        std::string more;
        words >> read.id >> read.file >> read.chained >> more;
        read.number = number;
        if (!more.empty() || !is_revision_id(read.id) || !is_hexadecimal(read.file, digest_digits) ||
            !is_hexadecimal(read.chained, chained_digits))
            sum.unreadable_.push_back(number);
        else
            sum.lines_.push_back(std::move(read));
    }
    return sum;
}

std::vector<SumProblem> SumFile::problems(const Chain& chain) const {
    std::vector<SumProblem> found;
    std::map<std::string, const Line*> by_id;
    for (const Line& each : lines_) by_id[each.id] = &each;
    for (const Revision& each : chain.revisions()) {
        const auto line = by_id.find(each.id);
        if (line == by_id.end())
            found.push_back({fmt::format("{} is not in {}", each.title(), sum_file_name), each.id, &each});
        else if (line->second->file != file_sum(each))
            found.push_back(
                {fmt::format("{} was changed since {} was written", each.title(), sum_file_name), each.id, &each});
    }
    for (const Line& each : lines_)
        if (chain.find(each.id) == nullptr)
            found.push_back(
                {fmt::format("{} has the revision {}, which is in no file", sum_file_name, each.id), each.id, nullptr});
    if (!unreadable_.empty())
        found.push_back({fmt::format("line {} of {} is no checksum", unreadable_.front(), sum_file_name), {}, nullptr});
    std::string before;
    for (const Line& each : lines_) {
        if (each.chained != chained(before, each.id, each.file)) {
            found.push_back({fmt::format("line {} of {} does not follow the line before it: lines were added, removed "
                                         "or merged by hand",
                                         each.number, sum_file_name),
                             {},
                             nullptr});
            break;
        }
        before = each.chained;
    }
    return found;
}

std::string SumFile::updated(const Chain& chain, const std::set<std::string>& touched) const {
    std::map<std::string, std::string> known;
    for (const Line& each : lines_) known[each.id] = each.file;
    std::string text, before;
    for (const Revision& each : chain.revisions()) {
        const auto line = known.find(each.id);
        const std::string file = line == known.end() || touched.contains(each.id) ? file_sum(each) : line->second;
        before = chained(before, each.id, file);
        text += fmt::format("{} {} {}\n", each.id, file, before);
    }
    for (const Line& each : lines_) {
        if (chain.find(each.id) != nullptr || touched.contains(each.id)) continue;
        before = chained(before, each.id, each.file);
        text += fmt::format("{} {} {}\n", each.id, each.file, before);
    }
    return text;
}

std::string new_sum_file(const Chain& chain) { return SumFile().updated(chain, {}); }

}  // namespace retort::migrate
