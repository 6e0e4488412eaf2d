#include "reflect/reader/compile_commands.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <tuple>

#include <nlohmann/json.hpp>

#include "reflect/reader/command_line.hpp"
#include "reflect/reader/includes.hpp"
#include "schema/error.hpp"

namespace retort::reflect {

namespace fs = std::filesystem;

namespace {

struct CompileCommand {
    std::string file;
    std::string stem;
    std::vector<std::string> arguments;
};

std::vector<std::string> words_of(const nlohmann::json& entry) {
    std::vector<std::string> words;
    if (const auto list = entry.find("arguments"); list != entry.end() && list->is_array()) {
        for (const nlohmann::json& word : *list)
            if (word.is_string()) words.push_back(word.get<std::string>());
    } else if (const auto line = entry.find("command"); line != entry.end() && line->is_string()) {
        words = split_command(line->get<std::string>());
    }
    return words;
}

std::vector<CompileCommand> compile_commands(const ReadOptions& options, std::vector<std::string>& files) {
    std::vector<CompileCommand> commands;
    if (options.compile_commands.empty()) return commands;
    fs::path path = (fs::path(options.working_directory) / options.compile_commands).lexically_normal();
    if (path.filename() != "compile_commands.json") path /= "compile_commands.json";
    std::ifstream in(path);
    if (!in)
        throw Error("RT244", "can't read " + path.string(),
                    "set [models] compile_commands in retort.toml to a CMake build folder configured with "
                    "CMAKE_EXPORT_COMPILE_COMMANDS=ON, or remove it");
    const nlohmann::json json = nlohmann::json::parse(in, nullptr, false);
    if (!json.is_array())
        throw Error("RT262", path.string() + " is not a compilation database", "regenerate it with CMake");
    files.push_back(path.string());
    for (const nlohmann::json& entry : json) {
        if (!entry.is_object() || !entry.contains("file") || !entry["file"].is_string()) continue;
        // A relative folder is relative to that of the compilation database.
        const auto folder = entry.find("directory");
        const fs::path base =
            path.parent_path() /
            (folder != entry.end() && folder->is_string() ? folder->get<std::string>() : std::string("."));
        CompileCommand command;
        const fs::path file = (base / entry["file"].get<std::string>()).lexically_normal();
        command.file = file.string();
        command.stem = file.stem().string();
        command.arguments = relevant(with_response_files(words_of(entry), base, files), base);
        commands.push_back(std::move(command));
    }
    return commands;
}

/// The number of steps from the folder of one file to that of the other.
std::ptrdiff_t steps(const std::string& one, const std::string& other) {
    const auto [a, b] = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
    return std::count(a, one.end(), '/') + std::count(b, other.end(), '/');
}

class Chooser {
public:
    explicit Chooser(const std::vector<CompileCommand>& commands) : commands_(commands) {}

    const CompileCommand& of(const std::string& header) {
        // By stem, since a source of the same stem is the most likely to include the header; by distance; by name.
        using Key = std::tuple<bool, std::ptrdiff_t, const std::string*>;
        const auto before = [](const std::pair<Key, const CompileCommand*>& x,
                               const std::pair<Key, const CompileCommand*>& y) {
            const Key& a = x.first;
            const Key& b = y.first;
            if (std::get<0>(a) != std::get<0>(b)) return std::get<0>(a) < std::get<0>(b);
            if (std::get<1>(a) != std::get<1>(b)) return std::get<1>(a) < std::get<1>(b);
            return *std::get<2>(a) < *std::get<2>(b);
        };
        std::vector<std::pair<Key, const CompileCommand*>> near;
        const std::string stem = fs::path(header).stem().string();
        for (const CompileCommand& command : commands_) {
            if (command.file == header) return command;
            near.push_back({{command.stem != stem, steps(command.file, header), &command.file}, &command});
        }
        std::stable_sort(near.begin(), near.end(), before);
        for (const auto& [key, command] : near)
            if (includes_.of(command->file, include_folders(command->arguments)).count(header) != 0) return *command;
        return *near.front().second;
    }

    std::vector<std::string> files() const { return includes_.files(); }

private:
    const std::vector<CompileCommand>& commands_;
    Includes includes_;
};

/// The default standard of g++ 11 to 15 and Clang 16 to 20.
constexpr const char* compilers_default = "-std=gnu++17";

bool is_standard(const std::string& argument) { return argument.rfind("-std=", 0) == 0; }

/// Appends the configured arguments. The last -std= takes effect; without one, `otherwise`.
std::vector<std::string> completed(const std::vector<std::string>& found, const std::vector<std::string>& given,
                                   const char* otherwise) {
    std::vector<std::string> all = found;
    all.insert(all.end(), given.begin(), given.end());
    const auto last = std::find_if(all.rbegin(), all.rend(), is_standard);
    const std::string standard = last != all.rend() ? *last : otherwise;
    all.erase(std::remove_if(all.begin(), all.end(), is_standard), all.end());
    all.insert(all.begin(), standard);
    return all;
}

/// Adds the missing include folders, each with its option.
void add_include_folders(std::vector<std::string>& to, const std::vector<std::string>& from) {
    const std::vector<std::string> known = include_folders(to);
    for (std::size_t i = 0; i + 1 < from.size(); ++i) {
        if (!takes_value(from[i])) continue;
        const std::vector<std::string> one = {from[i], from[i + 1]};
        ++i;
        if (include_folders(one).empty() || std::find(known.begin(), known.end(), one[1]) != known.end()) continue;
        to.insert(to.end(), one.begin(), one.end());
    }
}

}  // namespace

HeaderGroups group_headers(const ReadOptions& options, const std::vector<std::string>& headers) {
    HeaderGroups made;
    std::vector<std::string> given;
    for (const std::string& flag : options.flags)
        for (std::string& word : split_command(flag)) given.push_back(std::move(word));
    given = separated(given);
    const std::vector<CompileCommand> commands = compile_commands(options, made.files);
    if (commands.empty()) {
        made.groups.push_back({headers, completed({}, given, "-std=c++20")});
        return made;
    }
    Chooser chooser(commands);
    std::map<std::vector<std::string>, std::size_t> known;
    for (const std::string& header : headers) {
        const std::vector<std::string>& arguments = chooser.of(header).arguments;
        const auto [at, fresh] = known.emplace(without_include_folders(arguments), made.groups.size());
        if (fresh) made.groups.push_back({{}, arguments});
        HeaderGroup& group = made.groups[at->second];
        group.headers.push_back(header);
        add_include_folders(group.arguments, arguments);
    }
    for (HeaderGroup& group : made.groups) group.arguments = completed(group.arguments, given, compilers_default);
    for (std::string& file : chooser.files()) made.files.push_back(std::move(file));
    return made;
}

}  // namespace retort::reflect
