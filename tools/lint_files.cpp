#include "tools/lint_files.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "schema/error.hpp"
#include "sql/encoding.hpp"
#include "sql/text_file.hpp"
#include "tools/commands/range.hpp"
#include "tools/config.hpp"
#include "tools/paths.hpp"
#include "tools/program.hpp"
#include "tools/workspace.hpp"

namespace retort::tools {

namespace fs = std::filesystem;

namespace {

hazards::LintFile read(const std::string& path, bool transaction) {
    hazards::LintFile file;
    file.path = path;
    file.text = sql::read_file(path);
    sql::check_encoding(file.text, path);
    file.parts = hazards::parts_of(file.text, transaction);
    return file;
}

/// The dialect in the header of a revision file; none without one.
std::optional<Dialect> dialect_in(const std::string& text) {
    constexpr std::string_view key = "\n-- dialect: ";
    const std::size_t marker = std::min(text.find("\n-- migrate:"), text.size());
    const std::size_t at = text.find(key);
    if (at >= marker) return std::nullopt;
    const std::size_t start = at + key.size();
    return retort::parse_dialect(std::string_view(text).substr(start, text.find_first_of(" \r\n", start) - start));
}

bool is_path(const std::string& word) {
    std::error_code failed;
    return word.ends_with(".sql") || word.find('/') != std::string::npos || fs::exists(word, failed);
}

class Input {
public:
    Input(Program& program, const LintChoice& choice) : program_(program), choice_(choice) {}

    LintInput read_all() {
        std::set<fs::path> revisions;
        std::vector<std::string> others;
        for (const std::string& each : choice_.words) {
            if (!is_path(each)) {
                add_revisions(each, revisions);
            } else {
                for (const std::string& file : files_of(each))
                    if (in_migrations(file))
                        revisions.insert(fs::weakly_canonical(file));
                    else
                        others.push_back(file);
            }
        }
        if (choice_.pending) add_pending(revisions);
        if (choice_.words.empty() && !choice_.pending)
            throw Error("RT385", "nothing to judge: no file and no migration is given",
                        "name files or revisions: 'retort lint head', 'retort lint A:B', 'retort lint --pending'");
        LintInput input;
        if (!revisions.empty()) add_chain(revisions, input);
        for (const std::string& each : others) input.files.push_back(read(each, choice_.transaction));
        input.dialect = dialect(input);
        return input;
    }

private:
    const migrate::Chain& chain() {
        if (!chain_) chain_ = load_chain(program_);
        return *chain_;
    }

    /// The files of a folder, in the order of their names; or the file.
    static std::vector<std::string> files_of(const std::string& word) {
        std::error_code failed;
        if (!fs::is_directory(word, failed)) return {word};
        std::vector<std::string> files;
        for (const auto& each : fs::directory_iterator(word))
            if (each.path().extension() == ".sql") files.push_back(each.path().string());
        std::sort(files.begin(), files.end());
        return files;
    }

    bool in_migrations(const std::string& file) {
        if (program_.config().file.empty()) return false;
        std::error_code failed;
        const fs::path folder = fs::absolute(file).lexically_normal().parent_path();
        for (const fs::path& each : migration_folders(program_.config()))
            if (fs::equivalent(folder, each, failed)) return true;
        return false;
    }

    void add_revisions(const std::string& word, std::set<fs::path>& chosen) {
        const auto add = [&](const migrate::Revision& each) { chosen.insert(fs::weakly_canonical(each.path)); };
        if (word.find(':') != std::string::npos) {
            for (const migrate::Revision* each : revisions_after(program_, chain(), word)) add(*each);
            return;
        }
        const bool queried = migrate::Chain::needs_current(word);
        const migrate::Heads current = queried ? read_current(program_, chain()) : migrate::Heads{};
        for (const std::string& id : chain().resolve(word, current)) add(chain().get(id));
    }

    void add_pending(std::set<fs::path>& chosen) {
        const migrate::Heads current = read_current(program_, chain());
        for (const migrate::Revision* each : pending(chain(), current)) chosen.insert(fs::weakly_canonical(each->path));
    }

    /// The chosen revisions, and all that run before the last of them.
    void add_chain(const std::set<fs::path>& chosen, LintInput& input) {
        // Without the setting a migration waits 10 s.
        const Setting& setting = program_.config().lock_timeout;
        const bool limited = !setting.given() || duration(setting).count() > 0;
        std::size_t end = 0;
        for (const migrate::Revision& each : chain().revisions()) {
            input.files.push_back(read(each.path, true));
            input.files.back().lock_timeout = limited;
            input.files.back().reported = chosen.contains(fs::weakly_canonical(each.path));
            if (input.files.back().reported) end = input.files.size();
        }
        input.files.resize(end);
    }

    Dialect dialect(const LintInput& input) {
        if (choice_.dialect.empty())
            for (const hazards::LintFile& each : input.files)
                if (const auto found = each.reported ? dialect_in(each.text) : std::nullopt) return *found;
        if (choice_.dialect.empty() && !chain_ && !program_.configured_dialect())
            throw Error("RT387", "the dialect of the files is not known: no database is configured",
                        "--dialect postgresql or --dialect sqlite");
        return script_dialect(program_, choice_.dialect, chain_ ? *chain_ : migrate::Chain());
    }

    Program& program_;
    const LintChoice& choice_;
    std::optional<migrate::Chain> chain_{};
};

}  // namespace

LintInput read_lint_files(Program& program, const LintChoice& choice) { return Input(program, choice).read_all(); }

}  // namespace retort::tools
