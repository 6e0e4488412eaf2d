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

bool Globs::pass(std::string_view name) const { return (include.empty() || any(include, name)) && !any(exclude, name); }

bool Globs::pass(std::string_view name, std::string_view other) const {
    return (include.empty() || any(include, name) || any(include, other)) && !any(exclude, name) &&
           !any(exclude, other);
}

bool Filter::excludes() const { return !schemas.empty() || !tables.empty() || !kinds.empty(); }

bool Filter::ignores(const ObjectName& table, const std::vector<std::string>& columns) const {
    return std::any_of(ignored_tables.begin(), ignored_tables.end(), [&](const IgnoredTable& each) {
        return each.name == table && std::all_of(each.columns.begin(), each.columns.end(), [&](const auto& column) {
                   return std::find(columns.begin(), columns.end(), column) != columns.end();
               });
    });
}

bool Filter::reads_schema(std::string_view schema) const {
    if (!schema.empty()) return schemas.pass(schema);
    return default_schema.empty() ? schemas.pass("default") : schemas.pass("default", default_schema);
}

bool Filter::reads_table(const ObjectName& table) const {
    if (!table.schema.empty()) return tables.pass(table.schema + "." + table.name);
    return default_schema.empty() ? tables.pass(table.name)
                                  : tables.pass(table.name, default_schema + "." + table.name);
}

}  // namespace retort::introspect
