#pragma once

#include <functional>
#include <string>
#include <vector>

#include "migrate/chain.hpp"

namespace retort::tools {

/// The revisions with their down_revision lines drawn at the left, as by `git log --graph`, in ASCII on every terminal.
/// `shown` is newest first: each before those that it follows; links to other revisions are not drawn. `entry` gives
/// the lines of a revision, each with its line end.
std::string drawn_graph(const migrate::Chain& chain, const std::vector<const migrate::Revision*>& shown,
                        const std::function<std::string(const migrate::Revision&)>& entry);

}  // namespace retort::tools
