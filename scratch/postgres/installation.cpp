#include "scratch/postgres/installation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "introspect/postgres/catalog_text.hpp"

namespace retort::scratch::postgres {

namespace {

namespace fs = std::filesystem;

bool is_program(const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(path, error) &&
           (fs::status(path, error).permissions() & fs::perms::others_exec) != fs::perms::none;
}

std::vector<fs::path> folders() {
    std::vector<fs::path> out;
    if (const char* variable = std::getenv("PATH"); variable != nullptr) {
        std::string_view path(variable);
        while (!path.empty()) {
            const auto end = std::min(path.find(':'), path.size());
            out.emplace_back(path.substr(0, end));
            path.remove_prefix(std::min(end + 1, path.size()));
        }
    }
    // Debian; Fedora and PGDG; Homebrew. The default prefix of a source build follows below.
    std::vector<fs::path> packaged;
    for (const char* root : {"/usr/lib/postgresql", "/usr", "/opt/homebrew/opt", "/usr/local/opt"}) {
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(root, error)) {
            const std::string name = entry.path().filename().string();
            if (std::string_view(root) == "/usr/lib/postgresql" || name.starts_with("pgsql-") ||
                name.starts_with("postgresql@")) {
                packaged.push_back(entry.path() / "bin");
            }
        }
    }
    std::sort(packaged.rbegin(), packaged.rend());
    out.insert(out.end(), packaged.begin(), packaged.end());
    out.emplace_back("/usr/local/pgsql/bin");
    return out;
}

/// "15.20" from "postgres (PostgreSQL) 15.20 (Debian …)"; empty when the program can't be run.
std::string version_of(const fs::path& postgres) {
    if (postgres.string().find('\'') != std::string::npos) {
        return {};
    }
    const std::string command = fmt::format("'{}' --version 2>/dev/null", postgres.string());
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "re"), pclose);
    if (!pipe) {
        return {};
    }
    std::array<char, 256> buffer{};
    const std::string_view line(buffer.data(), std::fread(buffer.data(), 1, buffer.size(), pipe.get()));
    const auto mark = line.find(") ");
    if (mark == std::string_view::npos) {
        return {};
    }
    const std::string_view rest = line.substr(mark + 2);
    return std::string(rest.substr(0, rest.find_first_of(" \n")));
}

}  // namespace

std::vector<Installation> find_installations() {
    std::vector<Installation> out;
    for (const fs::path& folder : folders()) {
        if (!is_program(folder / "initdb") || !is_program(folder / "postgres")) {
            continue;
        }
        // A symbolic link in PATH and its target are one installation.
        std::error_code error;
        const fs::path real = fs::canonical(folder / "postgres", error).parent_path();
        const fs::path programs = !error && is_program(real / "initdb") ? real : folder;
        const bool known =
            std::any_of(out.begin(), out.end(), [&](const Installation& other) { return other.programs == programs; });
        if (known) {
            continue;
        }
        const std::string version = version_of(programs / "postgres");
        if (const int major = introspect::postgres::number<int>(version); major > 0) {
            out.push_back({programs, major, version});
        }
    }
    return out;
}

}  // namespace retort::scratch::postgres
