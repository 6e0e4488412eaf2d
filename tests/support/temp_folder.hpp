#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace retort::test {

/// A new folder under the system's temporary folder, removed with all that is in it.
class TempFolder {
public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

    /// Writes a file below the folder, its own folders made where they are missing.
    std::filesystem::path write(const std::filesystem::path& name, std::string_view text) const;

private:
    std::filesystem::path path_;
};

/// The whole of a file. Throws std::runtime_error that names it when it can't be read.
std::string read_file(const std::filesystem::path& path);

}  // namespace retort::test
