#include "support.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace retort::migrate::test {

std::vector<std::string> TemporaryFolder::names() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

TestDatabase::TestDatabase(Dialect dialect) {
    if (dialect == Dialect::postgresql) postgres_.emplace();
}

sql::Url TestDatabase::url() const {
    return sql::parse_url(postgres_ ? postgres_->url() : "sqlite:" + folder_.file("test.db"), "the test");
}

scratch::ScratchOptions TestDatabase::scratch_options() const {
    scratch::ScratchOptions options;
    options.dialect = url().dialect;
    options.trusted = postgres_.has_value();  // the role of the tests is a superuser
    if (postgres_) options.scratch_url = sql::parse_url(retort::test::server_url(), "RETORT_TEST_PG");
    return options;
}

void write(const std::string& path, std::string_view content) {
    std::ofstream file(path, std::ios::binary);
    file << content;
    ASSERT_TRUE(file.good()) << path;
}

Revision revision(std::string id, std::vector<std::string> downs, std::string number, std::string up, std::string down,
                  std::string options) {
    std::string text = "-- " + number + " step " + number + "\n-- revision: " + id + "\n-- down_revision: ";
    for (std::size_t i = 0; i < downs.size(); ++i) text += (i == 0 ? "" : ", ") + downs[i];
    if (downs.empty()) text += "none";
    text += "\n\n-- migrate:up" + options + "\n" + up + "\n\n-- migrate:down" + options + "\n" + down + "\n";
    return parse_revision(text, number + ".sql");
}

std::string value(introspect::Database& database, std::string_view sql) {
    const auto rows = database.query(sql);
    return rows.empty() ? "" : rows.front().at(0).value_or("NULL");
}

}  // namespace retort::migrate::test
