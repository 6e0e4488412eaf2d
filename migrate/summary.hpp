#pragma once

#include <string>
#include <vector>

namespace retort::migrate {

/// What the header of a generated revision says about it, for its reader: lines of text.
struct Summary {
    std::vector<std::string> detected{};  ///< the differences
    std::vector<std::string> lost{};      ///< tables and columns that the upgrade drops
    std::vector<std::string> hazards{};   ///< of the upgrade
};

/// The summary as comment lines of the header (Revision::remarks). A control character in a text is a space.
/// No line can be parsed as a key of the header, or as a marker: each text follows a bullet.
std::vector<std::string> summary_remarks(const Summary& summary);

/// `remarks` without the lines of summary_remarks.
std::vector<std::string> without_summary(const std::vector<std::string>& remarks);

}  // namespace retort::migrate
