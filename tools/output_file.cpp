#include "tools/output_file.hpp"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "sql/text_file.hpp"
#include "tools/terminal.hpp"

namespace retort::tools {

namespace fs = std::filesystem;

void write_output(Terminal& terminal, const std::string& path, std::string_view text) {
    if (path == "-") return terminal.result(text);
    std::error_code failed;
    const fs::file_status status = fs::status(path, failed);
    if (fs::is_directory(status)) sql::reject_path("can't write", path, EISDIR);
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        std::ofstream out(path, std::ios::binary);
        out << text << std::flush;
        if (!out) sql::reject_path("can't write", path, errno);
        return;
    }
    // A symbolic link stays one.
    const std::string target = fs::exists(status) ? fs::canonical(path).string() : path;
    const std::string temporary = sql::write_temporary(target, text, fs::exists(status) ? target : "");
    if (std::rename(temporary.c_str(), target.c_str()) != 0) {
        const int error = errno;
        fs::remove(temporary, failed);
        sql::reject_path("can't write", path, error);
    }
    sql::sync_folder(sql::folder_of(target));
}

}  // namespace retort::tools
