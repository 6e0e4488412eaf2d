#include "tools/selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "tools/database_list.hpp"
#include "tools/many_files.hpp"
#include "tools/many_report.hpp"
#include "tools/program.hpp"
#include "tools/tenants.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace fs = std::filesystem;

namespace {

std::unique_ptr<introspect::Database> open_each_schema(Program& program, const sql::Url& url) {
    auto database =
        introspect::open(url, introspect::Access::read_only, open_options(program, introspect::MissingFile::error));
    require_each_schema(*database, version_store(program, url.dialect));
    return database;
}

Selection of_schemas(const sql::Url& url, std::vector<std::string> patterns, const std::vector<std::string>& schemas) {
    Selection selection{std::move(patterns), url.display, {}, {}};
    for (const std::string& each : schemas) selection.databases.push_back({each, url, each});
    return selection;
}

}  // namespace

Selection select_schemas(Program& program, const std::vector<std::string>& patterns) {
    const sql::Url url = program.live_url();
    const auto database = open_each_schema(program, url);
    return of_schemas(url, patterns, matching_schemas(*database, patterns));
}

Selection select_listed(const std::string& list) {
    Selection selection{{}, {}, fs::absolute(list).lexically_normal().string(), {}};
    for (sql::Url& each : read_database_list(list)) {
        std::string name = each.display;
        selection.databases.push_back({std::move(name), std::move(each), {}});
    }
    return selection;
}

Selection select_again(Program& program, const std::string& report) {
    const FormerReport former = read_report(report);
    if (former.list.empty()) {
        const sql::Url url = program.live_url();
        if (url.display != former.database)
            throw unusable({report, 0, 0},
                           fmt::format("it is of {}, but the database is {}", former.database, url.display),
                           "give the URL of the report's database with --database");
        open_each_schema(program, url);
        return of_schemas(url, former.patterns, former.rest);
    }
    Selection selection = select_listed(former.list);
    std::set<std::string> rest(former.rest.begin(), former.rest.end());
    std::erase_if(selection.databases, [&](const Selected& each) { return rest.erase(each.name) == 0; });
    if (!rest.empty())
        throw unusable({report, 0, 0},
                       fmt::format("{} is not done, and {} no longer has it", *rest.begin(), former.list),
                       "add it to that file; or run the command with --databases");
    return selection;
}

}  // namespace retort::tools
