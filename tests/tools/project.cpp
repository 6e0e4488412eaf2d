#include "project.hpp"

#include <fmt/format.h>

#include "tests/support/pseudo_terminal.hpp"

namespace retort::test {

namespace fs = std::filesystem;

Project::Project(Dialect dialect) : dialect_(dialect), url_(create_database()) {}

std::string Project::create_database() {
    if (dialect_ == Dialect::sqlite) {
        const std::string file = fmt::format("app{}.db", made_++ == 0 ? "" : fmt::format("_{}", made_));
        folder_.write(file, "");  // to SQLite a database without objects
        return "sqlite:" + file;
    }
    databases_.push_back(std::make_unique<FreshDatabase>());
    return databases_.back()->url();
}

std::vector<std::string> Project::command(const std::vector<std::string>& arguments) const {
    std::vector<std::string> command = {"env"};
    for (const char* name : {"DATABASE_URL", "RETORT_CONFIG", "NO_COLOR", "PGPASSWORD"}) {
        if (!environment.contains(name)) command.insert(command.end(), {"-u", name});
    }
    command.push_back(RETORT_BINARY);
    command.insert(command.end(), arguments.begin(), arguments.end());
    return command;
}

Outcome Project::retort(const std::vector<std::string>& arguments) const {
    return run(command(arguments), {folder(), environment, ""});
}

Outcome Project::on_terminal(const std::vector<std::string>& arguments, const std::vector<std::string>& answers) const {
    return run_on_terminal(command(arguments), {folder(), environment, ""}, "[y/N] ", answers);
}

std::string Project::must(const std::vector<std::string>& arguments) const {
    const Outcome outcome = retort(arguments);
    EXPECT_EQ(outcome.status, 0) << fmt::format("retort {}\n{}{}", fmt::join(arguments, " "), outcome.err, outcome.out);
    return outcome.out;
}

void Project::configure(const std::string& more) const {
    const std::string scratch = dialect_ == Dialect::postgresql
                                    ? fmt::format("scratch_url = \"{}\"\ntrust_sources = true\n", server_url())
                                    : "";
    write("retort.toml",
          fmt::format("[models]\nheaders = [\"models/*.hpp\"]\n\n[database]\nurl = \"{}\"\n{}{}", url_, scratch, more));
}

void Project::feed(const std::string& url, const std::string& script) const {
    RunOptions options{folder(), {}, ""};
    std::vector<std::string> command = {"psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", script, url};
    if (dialect_ == Dialect::sqlite) {
        command = {"sqlite3", "-bail", url.substr(url.find(':') + 1)};
        options.input = read(script);
    }
    const Outcome outcome = run(command, options);
    EXPECT_EQ(outcome.status, 0) << outcome.err << outcome.out << read(script);
}

std::map<std::string, std::string> Project::files() const {
    std::map<std::string, std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder())) {
        const std::string path = fs::relative(entry.path(), folder()).string();
        if (path.find(".db") != std::string::npos) continue;
        found[path] = entry.is_regular_file() ? read(path) : "";
    }
    return found;
}

std::unique_ptr<introspect::Database> Project::connect(const std::string& url) const {
    std::string whole = url.empty() ? url_ : url;
    if (dialect_ == Dialect::sqlite) whole = "sqlite:" + (folder() / whole.substr(whole.find(':') + 1)).string();
    return introspect::open(sql::parse_url(whole, "the test"));
}

std::string Project::value(const std::string& query) const {
    const auto rows = connect()->query(query);
    if (rows.empty() || rows.front().empty()) return "NULL";
    return rows.front().front().value_or("NULL");
}

std::string engine_name(const ::testing::TestParamInfo<Dialect>& info) { return std::string(to_string(info.param)); }

int count(const std::string& text, const std::string& part) {
    int found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

}  // namespace retort::test
