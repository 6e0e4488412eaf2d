#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace retort::test {

/// A new folder under the system's temporary folder, removed with its contents.
class TempFolder {
public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

    /// Writes a file below the folder and creates missing folders.
    std::filesystem::path write(const std::filesystem::path& name, std::string_view text) const;

private:
    std::filesystem::path path_;
};

/// The content of a file. Throws std::runtime_error that names the file if it cannot be read.
std::string read_file(const std::filesystem::path& path);

}  // namespace retort::test
