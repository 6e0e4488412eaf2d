#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace retort::scratch::postgres {

/// PostgreSQL's server programs on this machine.
struct Installation {
    std::filesystem::path programs;  ///< the folder that holds initdb and postgres
    int major_version = 0;
    std::string version;  ///< "15.20"
};

/// Those on PATH first, then those in the folders of distributions, the newest first.
std::vector<Installation> find_installations();

}  // namespace retort::scratch::postgres
