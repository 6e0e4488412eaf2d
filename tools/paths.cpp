#include "tools/paths.hpp"

#include <system_error>

namespace retort::tools {

namespace fs = std::filesystem;

fs::path shown(const fs::path& path) {
    std::error_code failed;
    const fs::path absolute = fs::absolute(path, failed).lexically_normal();
    const fs::path relative = absolute.lexically_relative(fs::current_path(failed));
    if (failed || relative.empty() || *relative.begin() == "..") return absolute;
    return relative;
}

}  // namespace retort::tools
