#include "library/embed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <vector>

#include "library/revisions.hpp"
#include "migrate/execute.hpp"
#include "sql/text_file.hpp"

namespace retort::library {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view usage =
    "usage: retort-embed FOLDER NAME OUTPUT_FOLDER [DIALECT]\n"
    "\n"
    "Checks the revision files of FOLDER, and writes NAME.hpp and NAME.cpp into OUTPUT_FOLDER. They define\n"
    "\n"
    "    const retort::Revisions& NAME();\n"
    "\n"
    "for retort::upgrade. DIALECT is postgresql or sqlite. In CMake, retort_embed_migrations() runs it.\n"
    "\n"
    "Example:\n"
    "  retort-embed migrations app_migrations build sqlite\n";

void require_identifier(const std::string& name) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto is_part = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
    if (!name.empty() && is_letter(name.front()) && std::all_of(name.begin(), name.end(), is_part)) return;
    throw Error("RT354", fmt::format("'{}' cannot be the name of a C++ function", name),
                "give retort_embed_migrations() a NAME of letters, digits and '_'");
}

/// `text` as a string literal. Bytes other than printable ASCII are escaped, so that the program holds them whatever
/// the compiler's source character set is.
std::string literal(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '\n')
            out += "\\n";
        else if (c == '"' || c == '\\')
            out += {'\\', c};
        else if (c < ' ' || c > '~' || c == '?')
            out += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
        else
            out += c;
    }
    return out + '"';
}

/// One literal for each line.
std::string literals(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
        out += "\n      " + literal(text.substr(0, size));
        text.remove_prefix(size);
    }
    return out;
}

migrate::Chain checked_chain(const std::string& folder, std::optional<Dialect> dialect) {
    migrate::Chain chain = migrate::Chain::load(folder);
    require_one_head(chain, "the folder " + folder);
    std::string target;
    if (dialect) target = fmt::format("the program is built for {}", to_string(*dialect));
    for (const migrate::Revision& each : chain.revisions()) {
        if (!dialect && each.dialect) {
            dialect = each.dialect;
            target = fmt::format("{} is for {}", each.title(), to_string(*dialect));
        }
        if (dialect) migrate::require_dialect(each, *dialect, target, "a program contains the revisions of one engine");
    }
    if (!dialect) return chain;
    for (const migrate::Revision& each : chain.revisions())
        for (const migrate::Direction direction : {migrate::Direction::up, migrate::Direction::down})
            (void)migrate::statements_of(*dialect, each, direction);
    return chain;
}

void write(const fs::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text << std::flush;
    if (!file) sql::reject_path("can't write", path.string(), errno);
}

}  // namespace

Embedded embed(const std::string& folder, const std::string& name, std::optional<Dialect> dialect) {
    require_identifier(name);
    const migrate::Chain chain = checked_chain(folder, dialect);
    // The last part of "migrations" and of "db/migrations/" alike.
    const fs::path absolute = fs::absolute(folder).lexically_normal();
    const fs::path shown = absolute.has_filename() ? absolute.filename() : absolute.parent_path().filename();
    std::string files;
    for (const migrate::Revision& each : chain.revisions())
        files += fmt::format("    {{{}sv,{}sv}},\n", literal((shown / fs::path(each.path).filename()).generic_string()),
                             literals(sql::read_file(each.path)));
    return {fmt::format("#pragma once\n\n"
                        "// From the revision files in {0}/, by retort-embed.\n\n"
                        "#include <retort/migrations.hpp>\n\n"
                        "const retort::Revisions& {1}();\n",
                        shown.generic_string(), name),
            fmt::format("#include \"{1}.hpp\"\n\n"
                        "// From the revision files in {0}/, by retort-embed.\n\n"
                        "using namespace std::string_view_literals;\n\n"
                        "const retort::Revisions& {1}() {{\n"
                        "    static const retort::Revisions revisions({{\n{2}    }});\n"
                        "    return revisions;\n"
                        "}}\n",
                        shown.generic_string(), name, files)};
}

int embed_main(int count, const char* const* arguments) {
    const std::vector<std::string> words(arguments + std::min(count, 1), arguments + count);
    if (words.size() == 1 && (words[0] == "--help" || words[0] == "-h")) {
        std::fputs(usage.data(), stdout);
        return 0;
    }
    const std::optional<Dialect> dialect = words.size() == 4 ? parse_dialect(words[3]) : std::nullopt;
    if (words.size() < 3 || words.size() > 4 || (words.size() == 4 && !dialect)) {
        std::fputs(usage.data(), stderr);
        return 2;
    }
    try {
        const Embedded made = embed(words[0], words[1], dialect);
        write(fs::path(words[2]) / (words[1] + ".hpp"), made.header);
        write(fs::path(words[2]) / (words[1] + ".cpp"), made.source);
        return 0;
    } catch (const Error& error) {
        std::fputs(render(error).c_str(), stderr);
        return 1;
    }
}

}  // namespace retort::library
