#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "migrate/digest.hpp"
#include "migrate/revision.hpp"
#include "migrate/revision_name.hpp"
#include "migrate/step.hpp"
#include "schema/name.hpp"

namespace retort::migrate {

namespace {

constexpr auto keys = std::to_array<std::string_view>(
    {"branch_labels", "created", "depends_on", "dialect", "down_revision", "replaces", "revision", "verified"});

std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "2026-11-20T16:56:00Z"
bool is_iso_utc(std::string_view text) {
    constexpr std::string_view form = "0000-00-00T00:00:00Z";
    if (text.size() != form.size()) return false;
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == '0' ? !is_digit(text[i]) : text[i] != form[i]) return false;
    return true;
}

/// `text` with LF line ends and without a byte order mark.
std::string normalized(const std::string& text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : std::string_view(text).substr(text.starts_with("\xEF\xBB\xBF") ? 3 : 0)) {
        // More than one CR: a file that was converted twice.
        while (c == '\n' && out.ends_with('\r')) out.pop_back();
        out += c;
    }
    return out;
}

class Parser {
public:
    Parser(const std::string& text, const std::string& path) : text_(normalized(text)) { revision_.path = path; }

    Revision parse() {
        for (std::size_t start = 0; start < text_.size();) {
            const std::size_t end = std::min(text_.find('\n', start), text_.size());
            ++line_;
            read_line(std::string_view(text_).substr(start, end - start), start, std::min(end + 1, text_.size()));
            start = end + 1;
        }
        finish_section(text_.size());
        check_whole();
        if (!errors_.empty()) throw Error(std::move(errors_));
        return std::move(revision_);
    }

private:
    /// Adds an error at `at`, a part of the current line.
    void add_error(std::string_view line, std::string_view at, std::string message, std::string hint = {}) {
        add_error({revision_.path, line_, static_cast<int>(at.data() - line.data()) + 1}, std::move(message),
                  std::move(hint));
    }

    /// Adds an error of the whole file.
    void add_error(std::string message, std::string hint) {
        add_error({revision_.path, 1, 1}, std::move(message), std::move(hint));
    }

    void add_error(Position position, std::string message, std::string hint) {
        std::string line = line_of(text_, position.line);
        errors_.push_back({.code = "RT061",
                           .message = std::move(message),
                           .position = std::move(position),
                           .source_line = std::move(line),
                           .hint = std::move(hint)});
    }

    void read_line(std::string_view line, std::size_t start, std::size_t next) {
        if (line.starts_with("--")) {
            const std::string_view comment = trim(line.substr(2));
            if (const auto step = step_in(line)) return read_step(line, comment, *step);
            if (comment.starts_with("migrate:")) return read_marker(line, comment, start, next);
            if (section_ == nullptr) return read_comment(line, comment);
        } else if (section_ == nullptr && !trim(line).empty() && !sql_error_) {
            sql_error_ = errors_.size();
            add_error(line, trim(line), "SQL above the first '-- migrate:up'",
                      "move it below '-- migrate:up' or '-- migrate:down'");
        }
    }

    /// The line stays in the text of its section.
    void read_step(std::string_view line, std::string_view comment, std::string_view name) {
        if (section_ == nullptr)
            return add_error(line, comment, "a step above the first '-- migrate:up'",
                             "a step is called between the statements of a section: move it below '-- migrate:up'");
        if (!is_step_name(name))
            add_error(line, name.empty() ? comment : name, fmt::format("'{}' is not the name of a step", name),
                      "write '-- migrate:step NAME': 1 to 64 letters, digits, '_', '.' or '-'");
    }

    void read_marker(std::string_view line, std::string_view comment, std::size_t start, std::size_t next) {
        finish_section(start);
        const std::size_t word_end = std::min(comment.find_first_of(" \t"), comment.size());
        const std::string_view word = comment.substr(8, word_end - 8);
        Section* section = word == "up" ? &revision_.up : word == "down" ? &revision_.down : nullptr;
        section_ = &ignored_;
        if (section == nullptr) {
            constexpr auto words = std::to_array<std::string_view>({"up", "down", "step"});
            const std::string_view meant = did_you_mean(word, words);
            return add_error(line, comment, fmt::format("unknown section 'migrate:{}'", word),
                             meant.empty() ? "the sections are '-- migrate:up' and '-- migrate:down'"
                                           : fmt::format("did you mean 'migrate:{}'?", meant));
        }
        if (section->line != 0)
            return add_error(line, comment, fmt::format("duplicate section '-- migrate:{}'", word), "merge the two");
        if (section == &revision_.up && revision_.down.line != 0)
            add_error(line, comment, "'-- migrate:up' is below '-- migrate:down'", "put the upgrade first");
        section_ = section;
        section->line = line_ + 1;
        section_start_ = next;
        read_options(line, comment.substr(word_end), *section);
    }

    void read_options(std::string_view line, std::string_view rest, Section& section) {
        bool seen = false;
        for (rest = trim(rest); !rest.empty(); rest = trim(rest)) {
            const std::string_view option = rest.substr(0, rest.find_first_of(" \t"));
            rest.remove_prefix(option.size());
            if (option != "transaction:false" && option != "transaction:true") {
                constexpr auto options = std::to_array<std::string_view>({"transaction:false", "transaction:true"});
                std::vector<std::string_view> words;
                for (const DialectInfo& each : dialect_infos) words.push_back(each.word);
                const std::string_view meant = did_you_mean(option, options);
                add_error(line, option, fmt::format("unknown option '{}'", option),
                          meant.empty() ? "the options are transaction:false and transaction:true"
                                        : fmt::format("did you mean '{}'?", meant));
                continue;
            }
            if (seen) add_error(line, option, "duplicate transaction option");
            seen = true;
            section.transaction = option == "transaction:true";
        }
    }

    void read_comment(std::string_view line, std::string_view comment) {
        const std::size_t colon = comment.find(':');
        const std::string_view key = comment.substr(0, std::min(colon, comment.size()));
        const bool is_key =
            colon != std::string_view::npos && !key.empty() && std::all_of(key.begin(), key.end(), is_word);
        if (is_key && std::find(keys.begin(), keys.end(), key) != keys.end()) {
            const auto seen = std::find(seen_.begin(), seen_.end(), key);
            if (seen != seen_.end())
                return add_error(line, comment, fmt::format("duplicate key '{}'", key), "remove one");
            seen_.push_back(key);
            return read_key(line, key, trim(comment.substr(colon + 1)), comment);
        }
        if (is_key && titled_)
            if (const std::string_view meant = did_you_mean(key, keys); !meant.empty())
                return add_error(line, comment, fmt::format("unknown key '{}'", key),
                                 fmt::format("did you mean '{}'?", meant));
        if (!titled_ && seen_.empty()) return read_title(comment);
        revision_.remarks.emplace_back(comment);
    }

    void read_title(std::string_view title) {
        titled_ = true;
        std::size_t digits = 0;
        while (digits < title.size() && is_digit(title[digits])) ++digits;
        if (digits > 0 && (digits == title.size() || title[digits] == ' ')) {
            revision_.number = title.substr(0, digits);
            title = trim(title.substr(digits));
        }
        revision_.message = title;
    }

    void read_key(std::string_view line, std::string_view key, std::string_view value, std::string_view comment) {
        const std::string_view at = value.empty() ? comment : value;
        if (key == "revision") {
            if (check_id(line, value, at)) revision_.id = value;
        } else if (key == "down_revision") {
            read_down(line, value, at);
        } else if (key == "depends_on") {
            read_depends_on(line, value, at);
        } else if (key == "branch_labels") {
            read_branch_labels(line, value, at);
        } else if (key == "replaces") {
            read_replaces(line, value, at);
        } else if (key == "created") {
            if (!is_iso_utc(value))
                add_error(line, at, fmt::format("'created' is not a UTC time: '{}'", value),
                          "write it as 2026-11-20T16:56:00Z");
            revision_.created = value;
        } else if (key == "dialect") {
            revision_.dialect = parse_dialect(value);
            if (!revision_.dialect) {
                std::vector<std::string_view> words;
                for (const DialectInfo& each : dialect_infos) words.push_back(each.word);
                const std::string_view meant = did_you_mean(value, words);
                add_error(line, at, fmt::format("unknown dialect '{}'", value),
                          meant.empty() ? "the dialects are postgresql and sqlite"
                                        : fmt::format("did you mean '{}'?", meant));
            }
        } else {
            revision_.verified = value;
        }
    }

    void read_down(std::string_view line, std::string_view value, std::string_view at) {
        if (value.empty())
            return add_error(line, at, "'down_revision' is empty", "the first revision has 'down_revision: none'");
        if (value != "none") read_ids(line, "down_revision", value, revision_.down_revisions);
    }

    void read_depends_on(std::string_view line, std::string_view value, std::string_view at) {
        if (value.empty())
            return add_error(line, at, "'depends_on' is empty", "list the revisions that run first, or remove it");
        read_ids(line, "depends_on", value, revision_.depends_on);
    }

    void read_branch_labels(std::string_view line, std::string_view value, std::string_view at) {
        if (value.empty()) return add_error(line, at, "'branch_labels' is empty", "name the branch, or remove it");
        auto& labels = revision_.branch_labels;
        for_each_item(value, [&](std::string_view label) {
            if (!is_branch_label(label))
                add_error(line, label, fmt::format("'{}' is not a branch label", label),
                          std::string(branch_label_rule));
            else if (std::find(labels.begin(), labels.end(), label) != labels.end())
                add_error(line, label, fmt::format("'branch_labels' lists {} twice", label));
            else
                labels.emplace_back(label);
        });
    }

    void read_replaces(std::string_view line, std::string_view value, std::string_view at) {
        const std::size_t semicolon = std::min(value.find(';'), value.size());
        const std::string_view ids = trim(value.substr(0, semicolon));
        if (ids.empty())
            return add_error(line, at, "'replaces' is empty", "list the ids of the squashed revisions, or remove it");
        read_ids(line, "replaces", ids, revision_.replaces);
        if (semicolon == value.size()) return;
        for_each_item(value.substr(semicolon + 1), [&](std::string_view item) {
            const std::string_view digits = item.substr(std::min<std::size_t>(7, item.size()));
            const bool hexadecimal = digits.find_first_not_of("0123456789abcdef") == std::string_view::npos;
            if (item.starts_with("sha256:") && digits.size() >= 12 && digits.size() <= 64 && hexadecimal)
                revision_.earlier_upgrades.emplace_back(digits);
            else
                add_error(line, item, fmt::format("'{}' is not a checksum", item),
                          "'retort squash' writes sha256: and twelve hexadecimal digits");
        });
    }

    /// Calls `use` with each item of a list that is separated by commas.
    template <class Use>
    static void for_each_item(std::string_view list, Use use) {
        for (std::string_view rest = list;;) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            std::string_view item = trim(rest.substr(0, comma));
            if (item.empty()) item = rest.substr(0, 0);
            use(item);
            if (comma == rest.size()) break;
            rest.remove_prefix(comma + 1);
        }
    }

    void read_ids(std::string_view line, std::string_view key, std::string_view list, std::vector<std::string>& ids) {
        for_each_item(list, [&](std::string_view id) {
            if (!check_id(line, id, id)) return;
            if (std::find(ids.begin(), ids.end(), id) != ids.end())
                add_error(line, id, fmt::format("'{}' lists {} twice", key, id));
            else
                ids.emplace_back(id);
        });
    }

    bool check_id(std::string_view line, std::string_view id, std::string_view at) {
        if (is_revision_id(id)) return true;
        add_error(line, at, fmt::format("'{}' is not a revision id", id), std::string(revision_id_rule));
        return false;
    }

    void finish_section(std::size_t end) {
        if (section_ == nullptr || section_ == &ignored_) return;
        std::string sql = text_.substr(section_start_, end - std::min(section_start_, end));
        const std::size_t last = sql.find_last_not_of('\n');
        sql.erase(last == std::string::npos ? 0 : last + 1);
        if (!sql.empty()) sql += '\n';
        section_->sql = std::move(sql);
    }

    /// One error for all that the file lacks.
    void check_whole() {
        std::vector<std::string_view> missing;
        std::string hint;
        const auto require = [&](bool found, std::string_view what, std::string_view how) {
            if (found) return;
            missing.push_back(what);
            hint = how;
        };
        const auto seen = [&](std::string_view key) {
            return std::find(seen_.begin(), seen_.end(), key) != seen_.end();
        };
        require(seen("revision"), "'-- revision:' line", "the header of every revision file contains its id");
        require(seen("down_revision"), "'-- down_revision:' line",
                "name the revision that this one follows, or 'none' for the first");
        require(revision_.up.line != 0, "'-- migrate:up' section",
                "add the line '-- migrate:up' above the upgrade's SQL");
        require(revision_.down.line != 0, "'-- migrate:down' section",
                "add the line '-- migrate:down'; if it is empty, the downgrade runs nothing");
        if (missing.empty()) return;
        if (sql_error_ && section_ == nullptr)
            errors_.erase(errors_.begin() + static_cast<std::ptrdiff_t>(*sql_error_));
        if (missing.size() > 1)
            hint =
                "a revision file has these lines, as 'retort revision -m TEXT' writes them; give a file that is no "
                "revision another name than *.sql";
        add_error(fmt::format("no {}", fmt::join(missing, ", no ")), std::move(hint));
    }

    std::string text_;
    Revision revision_;
    std::vector<Diagnostic> errors_;
    std::vector<std::string_view> seen_;
    Section ignored_;
    Section* section_ = nullptr;
    std::size_t section_start_ = 0;
    int line_ = 0;
    bool titled_ = false;
    std::optional<std::size_t> sql_error_;  ///< the error of SQL above the sections
};

}  // namespace

Revision parse_revision(const std::string& text, const std::string& path) {
    Revision revision = Parser(text, path).parse();
    revision.file_sha256 = sha256(text);
    return revision;
}

}  // namespace retort::migrate
