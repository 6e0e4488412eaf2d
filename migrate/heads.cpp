#include "migrate/heads.hpp"

#include <algorithm>

namespace retort::migrate {

Heads without(const Heads& all, const Heads& taken) {
    Heads rest;
    for (const std::string& id : all)
        if (std::find(taken.begin(), taken.end(), id) == taken.end()) rest.push_back(id);
    return rest;
}

std::string listed(const Heads& heads) {
    std::string text;
    for (const std::string& id : heads) text += (text.empty() ? "" : ", ") + id;
    return text.empty() ? "base" : text;
}

}  // namespace retort::migrate
