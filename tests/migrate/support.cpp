#include "support.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace retort::migrate::test {

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "retort-migrate-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("can't make " + pattern);
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::vector<std::string> TemporaryFolder::names() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(path_)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string test_server() {
    const char* url = std::getenv("RETORT_TEST_PG");
    if (url == nullptr) throw std::runtime_error("RETORT_TEST_PG is not set: run tools/test.sh, which starts a server");
    return url;
}

namespace {

/// The server's URL with another database name in its path.
std::string with_database(std::string url, const std::string& name) {
    const std::size_t authority = url.find("://") + 3;
    const std::size_t slash = url.find('/', authority);
    const std::size_t query = std::min(url.find('?', authority), url.size());
    if (slash == std::string::npos || slash > query) return url.insert(query, "/" + name);
    return url.replace(slash + 1, query - slash - 1, name);
}

}  // namespace

TestDatabase::TestDatabase(Dialect dialect) {
    if (dialect == Dialect::sqlite) {
        url_ = introspect::parse_url("sqlite:" + folder_.file("test.db"), "the test");
        return;
    }
    static std::atomic<int> count{0};
    name_ = "migrate_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
    introspect::open(introspect::parse_url(test_server(), "RETORT_TEST_PG"))->execute("CREATE DATABASE " + name_);
    url_ = introspect::parse_url(with_database(test_server(), name_), "the test");
}

TestDatabase::~TestDatabase() {
    if (name_.empty()) return;
    try {
        introspect::open(introspect::parse_url(test_server(), "RETORT_TEST_PG"))->execute("DROP DATABASE " + name_ + " WITH (FORCE)");
    } catch (const std::exception& error) {
        ADD_FAILURE() << "can't drop " << name_ << ": " << error.what();
    }
}

introspect::ScratchOptions TestDatabase::scratch_options() const {
    introspect::ScratchOptions options;
    options.dialect = url_.dialect;
    if (url_.dialect == Dialect::postgresql) options.scratch_url = introspect::parse_url(test_server(), "RETORT_TEST_PG");
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
