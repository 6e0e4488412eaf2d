#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace retort::test {

/// The text of a hand-written revision file: "0002_mine" has the title "0002 mine". `up` and `down` are SQL; `options`
/// follow both markers.
inline std::string revision_file(const std::string& name, const std::string& id, const std::string& follows,
                                 const std::string& up, const std::string& down, const std::string& options = "") {
    std::string title = name;
    std::replace(title.begin(), title.end(), '_', ' ');
    return fmt::format(
        "-- {0}\n-- revision: {1}\n-- down_revision: {2}\n\n-- migrate:up{5}\n{3}\n\n-- migrate:down{5}\n{4}\n", title,
        id, follows, up, down, options);
}

}  // namespace retort::test
