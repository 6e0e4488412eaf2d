#include "reflect/reader/command_line.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace retort::reflect {

namespace fs = std::filesystem;

namespace {

constexpr int deepest_response_file = 8;

/// An option with a value, joined or as the next argument.
struct Valued {
    const char* flag;
    bool path;    ///< the value is a path
    bool folder;  ///< the value is an include folder
};
constexpr Valued valued[] = {{"-isystem", true, true},   {"-iquote", true, true},   {"-idirafter", true, true},
                             {"-include", true, false},  {"-imacros", true, false}, {"-isysroot", true, false},
                             {"--sysroot", true, false}, {"-I", true, true},        {"-D", false, false},
                             {"-U", false, false}};

const Valued* separate(const std::string& argument) {
    for (const Valued& one : valued)
        if (argument == one.flag) return &one;
    return nullptr;
}

const Valued* joined(const std::string& argument) {
    // Another compiler's precompiled header is not usable.
    if (argument.rfind("-include-pch", 0) == 0) return nullptr;
    for (const Valued& one : valued)
        if (argument.size() > std::string(one.flag).size() && argument.rfind(one.flag, 0) == 0) return &one;
    return nullptr;
}

bool keeps(const std::string& argument) {
    static const std::set<std::string> whole = {"-pthread",
                                                "-m32",
                                                "-m64",
                                                "-mx32",
                                                "-fopenmp",
                                                "-ffreestanding",
                                                "-fhosted",
                                                "-fshort-enums",
                                                "-fno-short-enums",
                                                "-fshort-wchar",
                                                "-fexceptions",
                                                "-fno-exceptions",
                                                "-frtti",
                                                "-fno-rtti",
                                                "-fchar8_t",
                                                "-fno-char8_t",
                                                "-fms-extensions",
                                                "-funsigned-char",
                                                "-fsigned-char",
                                                "-fno-unsigned-char",
                                                "-fno-signed-char",
                                                "-fno-operator-names",
                                                "-nostdinc",
                                                "-nostdinc++",
                                                "-undef"};
    if (whole.count(argument) != 0) return true;
    for (const char* prefix :
         {"-std=", "--std=", "-stdlib=", "--gcc-toolchain=", "--gcc-install-dir=", "--target=", "-fpack-struct"})
        if (argument.rfind(prefix, 0) == 0) return true;
    return false;
}

std::string absolute(const std::string& path, const fs::path& folder) {
    return (fs::path(path).is_absolute() ? fs::path(path) : folder / path).lexically_normal().string();
}

void expand(const std::vector<std::string>& words, const fs::path& folder, int depth, std::vector<std::string>& to,
            std::vector<std::string>& files) {
    for (const std::string& word : words) {
        if (word.size() < 2 || word[0] != '@') {
            to.push_back(word);
            continue;
        }
        const std::string path = absolute(word.substr(1), folder);
        std::ifstream in(path, std::ios::binary);
        if (!in || depth == deepest_response_file) continue;
        std::ostringstream text;
        text << in.rdbuf();
        files.push_back(path);
        expand(split_command(text.str()), folder, depth + 1, to, files);
    }
}

}  // namespace

std::vector<std::string> split_command(const std::string& text) {
    std::vector<std::string> words;
    std::string word;
    bool open = false;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote != 0) {
            if (c == quote)
                quote = 0;
            else if (c == '\\' && quote == '"' && i + 1 < text.size())
                word += text[++i];
            else
                word += c;
        } else if (c == '\'' || c == '"') {
            quote = c;
            open = true;
        } else if (c == '\\' && i + 1 < text.size()) {
            word += text[++i];
            open = true;
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
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

std::vector<std::string> with_response_files(const std::vector<std::string>& words, const fs::path& folder,
                                             std::vector<std::string>& files) {
    std::vector<std::string> all;
    expand(words, folder, 0, all, files);
    return all;
}

bool takes_value(const std::string& argument) { return separate(argument) != nullptr; }

std::vector<std::string> relevant(const std::vector<std::string>& words, const fs::path& folder) {
    std::vector<std::string> kept;
    const auto keep = [&](const Valued& option, const std::string& value) {
        std::error_code ignored;
        const std::string text = option.path ? absolute(value, folder) : value;
        // The name of the compiler's own precompiled header need not be an existing file.
        if (option.path && !option.folder && option.flag[1] == 'i' && option.flag[2] != 's' &&
            !fs::exists(text, ignored))
            return;
        kept.emplace_back(option.flag);
        kept.push_back(text);
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& argument = words[i];
        // Arguments for other tools or the linker, and outputs: dropped together with their values.
        static const std::set<std::string> others = {
            "-o",          "-MF",      "-MT", "-MQ",   "-MJ",          "-Xclang", "-Xpreprocessor",
            "-Xassembler", "-Xlinker", "-x",  "-arch", "-include-pch", "--param"};
        if (others.count(argument) != 0) {
            ++i;
        } else if (const Valued* option = separate(argument)) {
            if (i + 1 < words.size()) keep(*option, words[++i]);
        } else if (const Valued* known = joined(argument)) {
            std::string value = argument.substr(std::string(known->flag).size());
            if (std::string(known->flag) == "--sysroot") value.erase(0, value[0] == '=' ? 1 : 0);
            keep(*known, value);
        } else if (keeps(argument)) {
            kept.push_back(argument.rfind("--std=", 0) == 0 ? argument.substr(1) : argument);
        }
    }
    return kept;
}

std::vector<std::string> separated(const std::vector<std::string>& words) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Valued* option = separate(words[i]) == nullptr ? joined(words[i]) : nullptr;
        if (option != nullptr && option->folder) {
            all.emplace_back(option->flag);
            all.push_back(words[i].substr(all.back().size()));
            continue;
        }
        all.push_back(words[i]);
        if (separate(words[i]) != nullptr && i + 1 < words.size()) all.push_back(words[++i]);
    }
    return all;
}

std::vector<std::string> include_folders(const std::vector<std::string>& arguments) {
    std::vector<std::string> folders;
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i)
        if (const Valued* option = separate(arguments[i])) {
            ++i;
            if (option->folder) folders.push_back(arguments[i]);
        }
    return folders;
}

std::vector<std::string> without_include_folders(const std::vector<std::string>& arguments) {
    std::vector<std::string> rest;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const Valued* option = i + 1 < arguments.size() ? separate(arguments[i]) : nullptr;
        if (option == nullptr) {
            rest.push_back(arguments[i]);
            continue;
        }
        if (!option->folder) {
            rest.push_back(arguments[i]);
            rest.push_back(arguments[i + 1]);
        }
        ++i;
    }
    return rest;
}

}  // namespace retort::reflect
