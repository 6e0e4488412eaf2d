#include "introspect/filter.hpp"

#include <algorithm>

namespace retort::introspect {

namespace {

bool matches(std::string_view glob, std::string_view name) {
    std::size_t g = 0;
    std::size_t n = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (n < name.size()) {
        if (g < glob.size() && glob[g] == '*') {
            star = g++;
            resume = n;
        } else if (g < glob.size() && (glob[g] == '?' || glob[g] == name[n])) {
            ++g;
            ++n;
        } else if (star != std::string_view::npos) {
            g = star + 1;
            n = ++resume;
        } else {
            return false;
        }
    }
    return glob.find_first_not_of('*', g) == std::string_view::npos;
}

bool any(const std::vector<std::string>& globs, std::string_view name) {
    return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) { return matches(glob, name); });
}

}  // namespace

bool Globs::pass(std::string_view name) const {
    return (include.empty() || any(include, name)) && !any(exclude, name);
}

bool Filter::reads_schema(std::string_view schema) const { return schemas.pass(schema.empty() ? "default" : schema); }

bool Filter::reads_table(const ObjectName& table) const {
    return std::find(ignored_tables.begin(), ignored_tables.end(), table) == ignored_tables.end() &&
           tables.pass(table.schema.empty() ? table.name : table.schema + "." + table.name);
}

}  // namespace retort::introspect
