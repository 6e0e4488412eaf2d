// The schemas of the cases: their models, read by the Clang reader, declare the same schema. One case of five, with
// other options one of twelve, unless RETORT_ALL_CASES is set. RETORT_PRINT_UNDECLARED lists what neither headers nor
// SQL files declare.

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <map>

#include "sql/url.hpp"
#include "tests/declare/round_trip.hpp"
#include "tests/emit/postgres_cases.hpp"
#include "tests/support/case_file.hpp"

namespace retort::test {
namespace {

namespace fs = std::filesystem;

/// Schemas that statements in another order, or statements that name what is missing, do not make.
const std::map<std::string, std::string>& exceptions() {
    static const std::string later = "default privileges were changed after the table was created";
    static const std::string generated = "a child's own generated column is created by no statement of a plan";
    static const std::map<std::string, std::string> reasons = {
        {"body_declares_later_row, after", "the body of a function names a table that does not exist"},
        {"members_added, after", "a member of an extension that only another version of it has"},
        {"generated_column_of_child_too, before", generated},
        {"generated_column_of_child_too, after", generated},
        {"inherited_columns_recreated, before", generated},
        {"inherited_columns_recreated, after", generated},
        {"check_validated_elsewhere, before", "a check is not valid in a child only"},
        {"defaults_while_views_are_recreated, after", later},
        {"with_privileges, after", later}};
    return reasons;
}

std::shared_ptr<introspect::Database> sqlite_in_memory() {
    return introspect::open(sql::parse_url("sqlite::memory:", "test"));
}

/// One case of `stride`, or all.
bool is_selected(std::size_t number, std::size_t stride) {
    return number % stride == 0 || std::getenv("RETORT_ALL_CASES") != nullptr;
}

/// Runs the cases of one group.
void run_group(const fs::path& folder, const declare::WriteOptions& options, std::size_t stride) {
    const bool postgres = folder.parent_path().filename() == "postgres";
    PostgresCases engine;
    RoundTrips trips(options);
    const auto open = [&](Side side) { return postgres ? engine.open(side) : sqlite_in_memory(); };
    std::size_t number = 0;
    for (const fs::path& path : case_files(folder)) {
        if (!is_selected(number++, stride)) continue;
        const CaseFile file = read_case(path);
        introspect::Filter filter;
        filter.privileges = file.privileges;
        for (const bool after : {false, true}) {
            const auto database = open(Side::before);
            if (postgres && !engine.missing(*database, file).empty()) continue;
            try {
                database->execute(after ? file.after : file.before);
                trips.add(file.name + (after ? ", after" : ", before"), database->introspect(filter));
            } catch (const std::exception& error) {
                ADD_FAILURE() << path << ": " << error.what();
            }
        }
    }
    std::size_t reported = 0, failed = 0;
    for (const RoundTrips::Result& each : trips.run([&] { return open(Side::after); })) {
        reported += each.undeclared.empty() ? 0U : 1U;
        failed += each.failure.empty() ? 0U : 1U;
        if (std::getenv("RETORT_PRINT_UNDECLARED") != nullptr)
            for (const std::string& object : each.undeclared) std::cout << each.name << ": " << object << "\n";
        if (!each.failure.empty() && !exceptions().contains(each.name))
            ADD_FAILURE() << each.name << ":\n" << each.failure;
    }
    std::cout << folder.filename().string() << ": " << trips.size() << " schemas, " << failed << " differ, " << reported
              << " have objects that are reported as undeclared\n";
}

class CaseGroup : public ::testing::Test {
public:
    CaseGroup(fs::path folder, declare::WriteOptions options, std::size_t stride)
        : folder_(std::move(folder)), options_(std::move(options)), stride_(stride) {}
    void TestBody() override { run_group(folder_, options_, stride_); }

private:
    fs::path folder_;
    declare::WriteOptions options_;
    std::size_t stride_;
};

void register_groups(const std::string& engine, const std::string& suite, const declare::WriteOptions& options,
                     std::size_t stride) {
    std::set<fs::path> groups;
    for (const auto& entry : fs::directory_iterator(fs::path(RETORT_CASES) / engine)) groups.insert(entry.path());
    for (const fs::path& group : groups)
        ::testing::RegisterTest(
            suite.c_str(), group.filename().c_str(), nullptr, nullptr, __FILE__, __LINE__,
            [group, options, stride]() -> CaseGroup* { return new CaseGroup(group, options, stride); });
}

bool register_all() {
    declare::WriteOptions by_schema;
    by_schema.layout = declare::Layout::schema;
    by_schema.mixins = by_schema.describe = by_schema.standard_types = true;
    declare::WriteOptions mixins;
    mixins.mixins = true;
    register_groups("postgres", "PostgresModels", {}, 5);
    register_groups("postgres", "PostgresModelsBySchema", by_schema, 12);
    register_groups("sqlite", "SqliteModels", {}, 5);
    register_groups("sqlite", "SqliteModelsWithMixins", mixins, 12);
    return true;
}

const bool registered = register_all();

}  // namespace
}  // namespace retort::test
