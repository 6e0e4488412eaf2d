#include "reflect/reader/toolchain.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "schema/error.hpp"

namespace retort::reflect {

namespace fs = std::filesystem;

namespace {

Error no_clang_headers(std::string message, std::string hint) {
    return Error("RT115", std::move(message), std::move(hint));
}

Error no_model_header(std::string message, std::string hint) {
    return Error("RT242", std::move(message), std::move(hint));
}

}  // namespace

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
        throw no_clang_headers(std::string("RETORT_CLANG_RESOURCES is ") + given + ", which has no include/stddef.h",
                               "unset it, or set it to the output of: clang-19 -print-resource-dir");
    }
    for (const char* path : {RETORT_CLANG_LIBDIR "/clang/19", "/usr/lib/llvm-19/lib/clang/19", "/usr/lib/clang/19",
                             "/usr/lib64/clang/19", "/usr/local/lib/clang/19"})
        if (good(path)) return path;
    std::string list;
    for (const std::string& path : tried) list += (list.empty() ? "" : ", ") + path;
    throw no_clang_headers("Clang's own headers not found; searched " + list,
                           "apt-get install libclang-common-19-dev, or set RETORT_CLANG_RESOURCES");
}

std::string model_include_directory() {
    const auto good = [](const fs::path& path) {
        std::error_code ignored;
        return fs::exists(path / "retort" / "model.hpp", ignored);
    };
    if (const char* given = std::getenv("RETORT_INCLUDE_DIR"); given != nullptr && *given != 0) {
        if (good(given)) return given;
        throw no_model_header(std::string("RETORT_INCLUDE_DIR is ") + given + ", which has no retort/model.hpp",
                              "unset it, or set it to the folder that has retort/model.hpp");
    }
    std::error_code none;
    const fs::path program = fs::read_symlink("/proc/self/exe", none);
    if (!none && program.parent_path().filename() == "bin" && good(program.parent_path().parent_path() / "include"))
        return (program.parent_path().parent_path() / "include").string();
    if (good(RETORT_SOURCE_INCLUDE_DIR)) return RETORT_SOURCE_INCLUDE_DIR;
    throw no_model_header("retort/model.hpp not found", "set RETORT_INCLUDE_DIR to the folder that has it");
}

}  // namespace retort::reflect
