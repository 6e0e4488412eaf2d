#include "reflect/reader/toolchain.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include <nlohmann/json.hpp>

#include "schema/error.hpp"

namespace retort::reflect {

namespace fs = std::filesystem;

namespace {

/// Arguments that take part in how a header is read; the value is the next argument when it
/// is not joined.
bool takes_value(const std::string& argument) {
    static const std::set<std::string> all = {"-I", "-isystem", "-iquote", "-idirafter", "-D", "-U", "-include", "--sysroot", "-isysroot", "-imacros"};
    return all.count(argument) != 0;
}

bool is_path(const std::string& flag) { return flag != "-D" && flag != "-U"; }

bool keeps(const std::string& argument) {
    for (const char* prefix : {"-std=", "-fexceptions", "-fno-exceptions", "-frtti", "-fno-rtti", "-pthread", "-stdlib=", "-nostdinc", "-fchar8_t",
                               "-fno-char8_t", "-fms-extensions", "-m32", "-m64", "-funsigned-char", "-fsigned-char", "-fcoroutines", "-fconcepts",
                               "-fno-operator-names", "--gcc-toolchain=", "--gcc-install-dir="})
        if (argument.rfind(prefix, 0) == 0) return argument != "-fcoroutines" && argument != "-fconcepts";
    return false;
}

std::string absolute(const std::string& path, const fs::path& base) { return (fs::path(path).is_absolute() ? fs::path(path) : base / path).lexically_normal().string(); }

/// Of a compiler's command line, what a header's meaning depends on.
std::vector<std::string> relevant(const std::vector<std::string>& command, const fs::path& base) {
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < command.size(); ++i) {
        const std::string& argument = command[i];
        if (takes_value(argument) && i + 1 < command.size()) {
            kept.push_back(argument);
            kept.push_back(is_path(argument) ? absolute(command[i + 1], base) : command[i + 1]);
            ++i;
            continue;
        }
        bool joined = false;
        for (const char* flag : {"-isystem", "-iquote", "-idirafter", "-include", "--sysroot=", "-isysroot", "-I", "-D", "-U"}) {
            const std::string prefix(flag);
            if (argument.size() <= prefix.size() || argument.compare(0, prefix.size(), prefix) != 0) continue;
            const std::string value = argument.substr(prefix.size());
            kept.push_back(prefix + (is_path(prefix) ? absolute(value, base) : value));
            joined = true;
            break;
        }
        if (!joined && keeps(argument)) kept.push_back(argument);
    }
    return kept;
}

/// Splits a command line as a POSIX shell would, without expansions.
std::vector<std::string> split_command(const std::string& text) {
    std::vector<std::string> words;
    std::string word;
    bool open = false;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote != 0) {
            if (c == quote) quote = 0;
            else if (c == '\\' && quote == '"' && i + 1 < text.size()) word += text[++i];
            else word += c;
        } else if (c == '\'' || c == '"') {
            quote = c;
            open = true;
        } else if (c == '\\' && i + 1 < text.size()) {
            word += text[++i];
            open = true;
        } else if (c == ' ' || c == '\t' || c == '\n') {
            if (open) words.push_back(word);
            word.clear();
            open = false;
        } else {
            word += c;
            open = true;
        }
    }
    if (open) words.push_back(word);
    return words;
}

struct CompileCommand {
    fs::path file;
    std::vector<std::string> arguments;
};

std::vector<CompileCommand> compile_commands(const ReadOptions& options) {
    std::vector<CompileCommand> commands;
    if (options.compile_commands.empty()) return commands;
    fs::path path = absolute(options.compile_commands, options.working_directory);
    if (path.filename() != "compile_commands.json") path /= "compile_commands.json";
    std::ifstream in(path);
    if (!in) throw Error("RT115", "can't read " + path.string(), "set [models] compile_commands in retort.toml to the folder that CMake builds in, with CMAKE_EXPORT_COMPILE_COMMANDS=ON, or leave it out");
    const nlohmann::json json = nlohmann::json::parse(in, nullptr, false);
    if (!json.is_array()) throw Error("RT115", path.string() + " is no compilation database", "make it again with CMake");
    for (const nlohmann::json& entry : json) {
        if (!entry.is_object() || !entry.contains("file")) continue;
        const fs::path base = entry.value("directory", std::string("."));
        CompileCommand command;
        command.file = absolute(entry["file"].get<std::string>(), base);
        std::vector<std::string> words;
        if (entry.contains("arguments")) words = entry["arguments"].get<std::vector<std::string>>();
        else words = split_command(entry.value("command", std::string{}));
        command.arguments = relevant(words, base);
        commands.push_back(std::move(command));
    }
    return commands;
}

/// How near a source is to a header: equal stems first, then common folders.
int nearness(const fs::path& source, const fs::path& header) {
    int common = 0;
    auto a = source.begin();
    auto b = header.begin();
    for (; a != source.end() && b != header.end() && *a == *b; ++a, ++b) ++common;
    return common * 2 + (source.stem() == header.stem() ? 100 : 0);
}

void append_new(std::vector<std::string>& to, const std::vector<std::string>& more) {
    for (std::size_t i = 0; i < more.size(); ++i) {
        const bool pair = takes_value(more[i]) && i + 1 < more.size();
        bool present = false;
        for (std::size_t j = 0; j < to.size() && !present; ++j)
            present = to[j] == more[i] && (!pair || (j + 1 < to.size() && to[j + 1] == more[i + 1]));
        const bool second_standard = more[i].rfind("-std=", 0) == 0 &&
            std::any_of(to.begin(), to.end(), [](const std::string& a) { return a.rfind("-std=", 0) == 0; });
        if (!present && !second_standard) {
            to.push_back(more[i]);
            if (pair) to.push_back(more[i + 1]);
        }
        if (pair) ++i;
    }
}

}  // namespace

std::vector<std::string> compiler_arguments(const ReadOptions& options, const std::vector<std::string>& headers) {
    std::vector<std::string> arguments;
    const std::vector<CompileCommand> commands = compile_commands(options);
    if (!commands.empty()) {
        for (const std::string& header : headers) {
            const CompileCommand* best = nullptr;
            int best_nearness = -1;
            for (const CompileCommand& command : commands) {
                const int here = nearness(command.file, header);
                if (here > best_nearness) {
                    best = &command;
                    best_nearness = here;
                }
            }
            append_new(arguments, best->arguments);
        }
    }
    std::vector<std::string> given;
    for (const std::string& flag : options.flags)
        for (const std::string& word : split_command(flag)) given.push_back(word);
    const bool standard_given = std::any_of(given.begin(), given.end(), [](const std::string& a) { return a.rfind("-std=", 0) == 0; });
    if (standard_given) arguments.erase(std::remove_if(arguments.begin(), arguments.end(), [](const std::string& a) { return a.rfind("-std=", 0) == 0; }), arguments.end());
    arguments.insert(arguments.end(), given.begin(), given.end());
    const bool standard = std::any_of(arguments.begin(), arguments.end(), [](const std::string& a) { return a.rfind("-std=", 0) == 0; });
    if (!standard) arguments.insert(arguments.begin(), "-std=c++20");
    return arguments;
}

std::string clang_resource_directory() {
    std::vector<std::string> tried;
    const auto good = [&](const fs::path& path) {
        if (path.empty()) return false;
        tried.push_back(path.string());
        std::error_code ignored;
        return fs::exists(path / "include" / "stddef.h", ignored);
    };
    if (const char* given = std::getenv("RETORT_CLANG_RESOURCES"); given != nullptr && *given != 0) {
        if (good(given)) return given;
        throw Error("RT115", std::string("RETORT_CLANG_RESOURCES is ") + given + ", and there is no include/stddef.h in it", "unset it, or point it at the output of: clang-19 -print-resource-dir");
    }
    for (const char* path : {RETORT_CLANG_LIBDIR "/clang/19", "/usr/lib/llvm-19/lib/clang/19", "/usr/lib/clang/19", "/usr/lib64/clang/19", "/usr/local/lib/clang/19"})
        if (good(path)) return path;
    std::string list;
    for (const std::string& path : tried) list += (list.empty() ? "" : ", ") + path;
    throw Error("RT115", "Clang's own headers are missing; looked in " + list, "apt-get install libclang-common-19-dev, or set RETORT_CLANG_RESOURCES");
}

std::string model_include_directory() {
    const auto good = [](const fs::path& path) {
        std::error_code ignored;
        return fs::exists(path / "retort" / "model.hpp", ignored);
    };
    if (const char* given = std::getenv("RETORT_INCLUDE_DIR"); given != nullptr && *given != 0) {
        if (good(given)) return given;
        throw Error("RT115", std::string("RETORT_INCLUDE_DIR is ") + given + ", and there is no retort/model.hpp in it", "unset it, or point it at the folder that has retort/model.hpp");
    }
    std::error_code none;
    const fs::path program = fs::read_symlink("/proc/self/exe", none);
    if (!none && program.parent_path().filename() == "bin" && good(program.parent_path().parent_path() / "include"))
        return (program.parent_path().parent_path() / "include").string();
    if (good(RETORT_SOURCE_INCLUDE_DIR)) return RETORT_SOURCE_INCLUDE_DIR;
    throw Error("RT115", "retort/model.hpp is missing", "set RETORT_INCLUDE_DIR to the folder that has it");
}

}  // namespace retort::reflect
