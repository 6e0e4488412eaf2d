#include "reflect/record.hpp"

#include <cctype>

namespace retort::reflect {

std::string unqualified(const std::string& name) {
    int depth = 0;
    std::size_t start = 0;
    for (std::size_t i = 0; i + 1 < name.size(); ++i) {
        if (name[i] == '<') ++depth;
        if (name[i] == '>') --depth;
        if (depth == 0 && name[i] == ':' && name[i + 1] == ':') start = i + 2;
    }
    return name.substr(start);
}

std::string snake_case(const std::string& name) {
    const auto upper = [&](std::size_t i) {
        return i < name.size() && std::isupper(static_cast<unsigned char>(name[i])) != 0;
    };
    const auto lower = [&](std::size_t i) {
        return i < name.size() && std::islower(static_cast<unsigned char>(name[i])) != 0;
    };
    std::string made;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool starts_word = upper(i) && i > 0 && name[i - 1] != '_' && (!upper(i - 1) || lower(i + 1));
        if (starts_word) made += '_';
        made += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
    }
    return made;
}

}  // namespace retort::reflect
