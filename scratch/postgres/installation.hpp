#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace retort::scratch::postgres {

/// An installation of PostgreSQL's server programs.
struct Installation {
    std::filesystem::path programs;  ///< the folder that holds initdb and postgres
    int major_version = 0;
    std::string version;  ///< "15.20"
};

/// The installations on PATH first, then those in the distributions' folders, newest first.
std::vector<Installation> find_installations();

}  // namespace retort::scratch::postgres
