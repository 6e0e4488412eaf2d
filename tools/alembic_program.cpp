#include "tools/alembic_program.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>

#include "sql/masked.hpp"
#include "sql/text_file.hpp"

extern char** environ;

namespace retort::tools {

namespace fs = std::filesystem;

namespace {

bool has_python(const fs::path& folder) {
    std::error_code missing;
    for (const auto& entry : fs::directory_iterator(folder, missing))
        if (entry.path().extension() == ".py" && entry.path().filename() != "env.py") return true;
    return false;
}

/// `script_location` of alembic.ini; "alembic" without one.
fs::path scripts_of(const fs::path& ini) {
    const std::string text = sql::read_file(ini.string());
    static constexpr std::string_view key = "script_location", here = "%(here)s";
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string line = text.substr(at, end - at);
        at = end + 1;
        if (!line.starts_with(key)) continue;
        const std::size_t equals = line.find('=');
        if (equals == std::string::npos) continue;
        std::string value = line.substr(equals + 1);
        value.erase(value.find_last_not_of(" \t\r") + 1);
        value.erase(0, std::min(value.find_first_not_of(" \t"), value.size()));
        if (value.starts_with(here)) value = ini.parent_path().string() + value.substr(here.size());
        return ini.parent_path() / value;
    }
    return ini.parent_path() / "alembic";
}

std::string contents(std::FILE* file) {
    std::rewind(file);
    std::string text;
    char piece[4096];
    for (std::size_t read = 0; (read = std::fread(piece, 1, sizeof piece, file)) > 0;) text.append(piece, read);
    return text;
}

std::string last_line(std::string text) {
    text.erase(text.find_last_not_of(" \t\r\n") + 1);
    const std::size_t at = text.rfind('\n');
    return at == std::string::npos ? text : text.substr(at + 1);
}

}  // namespace

std::optional<AlembicProject> find_alembic(const std::string& folder) {
    const fs::path ini = fs::path(folder) / "alembic.ini";
    if (fs::is_regular_file(ini)) {
        const fs::path versions = (scripts_of(ini) / "versions").lexically_normal();
        if (!has_python(versions)) return std::nullopt;
        return AlembicProject{versions.string(), ini.string()};
    }
    for (const fs::path& versions : {fs::path(folder) / "versions", fs::path(folder)}) {
        if (!has_python(versions)) continue;
        AlembicProject project{versions.string(), {}};
        fs::path above = fs::absolute(versions);
        for (int i = 0; i < 3 && project.ini.empty(); ++i) {
            above = above.parent_path();
            if (fs::is_regular_file(above / "alembic.ini")) project.ini = (above / "alembic.ini").string();
        }
        return project;
    }
    return std::nullopt;
}

AlembicRun run_alembic(const AlembicProject& project, const std::vector<std::string>& words) {
    if (project.ini.empty()) return {.why = "there is no alembic.ini"};
    const std::string folder = fs::absolute(project.ini).parent_path().string();
    std::vector<std::string> all = {"sh",   "-c", "cd \"$1\" && shift && exec alembic \"$@\"", "retort",
                                    folder, "-c", fs::path(project.ini).filename().string()};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<char*> arguments;
    for (std::string& word : all) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const auto close = [](std::FILE* file) { std::fclose(file); };
    const std::unique_ptr<std::FILE, decltype(close)> out(std::tmpfile(), close), err(std::tmpfile(), close);
    if (!out || !err) return {.why = "no temporary file can be written"};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", 0, 0);
    posix_spawn_file_actions_adddup2(&actions, ::fileno(out.get()), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ::fileno(err.get()), STDERR_FILENO);
    pid_t process = -1;
    const int error = ::posix_spawn(&process, "/bin/sh", &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) return {.why = "no shell can be started"};
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    AlembicRun run{.ok = WIFEXITED(status) && WEXITSTATUS(status) == 0, .out = contents(out.get())};
    // It may be a URL with its password.
    if (!run.ok) run.why = sql::masked(last_line(contents(err.get())));
    return run;
}

}  // namespace retort::tools
