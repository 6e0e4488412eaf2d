#include "tools/many_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "sql/masked.hpp"
#include "sql/text_file.hpp"
#include "tools/commands/listing.hpp"
#include "tools/many_files.hpp"

namespace retort::tools {

namespace {

using Json = nlohmann::ordered_json;

constexpr int version = 1;
constexpr std::string_view version_key = "retort_report";

Json text(std::string_view value) { return std::string(value); }

Json json_of(const Diagnostic& error) {
    Json json{{"code", error.code.text()}, {"message", sql::masked(error.message)}};
    if (!error.position.file.empty()) json["file"] = error.position.file;
    if (error.position.known()) {
        json["line"] = error.position.line;
        json["column"] = error.position.column;
    }
    if (!error.hint.empty()) json["hint"] = sql::masked(error.hint);
    return json;
}

Json json_of(const Selected& selected, const DatabaseResult& result) {
    Json json{{"name", text(selected.name)}, {"state", to_string(result.state)}};
    if (result.state == State::not_reached) return json;
    if (result.before) json["before"] = *result.before;
    if (result.after) json["after"] = *result.after;
    if (!result.ran.empty()) json["ran"] = result.ran;
    if (result.different) json["different"] = true;
    if (!result.remarks.empty()) json["remarks"] = result.remarks;
    if (result.error) json["error"] = json_of(*result.error);
    json["duration_ms"] = result.duration.count();
    return json;
}

std::string one_line(std::string text) {
    std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return text;
}

/// "RT070 migrations/0002_b.sql:9:1: …"
std::string reason(const Diagnostic& error) {
    std::string location = error.position.file;
    if (error.position.known()) location += fmt::format(":{}:{}", error.position.line, error.position.column);
    return one_line(sql::masked(fmt::format("{}{}{}{}{}", error.code.text(), location.empty() ? "" : " ", location,
                                            error.code.text().empty() && location.empty() ? "" : ": ", error.message)));
}

std::string names(const std::vector<std::string_view>& all, bool all_names) {
    constexpr std::size_t most = 20;
    if (all_names || all.size() <= most) return fmt::format("{}", fmt::join(all, ", "));
    return fmt::format("{}, … and {} more", fmt::join(all.begin(), all.begin() + most, ", "), all.size() - most);
}

}  // namespace

std::string_view to_string(State state) {
    switch (state) {
        case State::done: return "done";
        case State::failed: return "failed";
        case State::interrupted: return "interrupted";
        case State::not_reached: return "not reached";
    }
    return "";
}

std::size_t ManyReport::count(State state) const {
    return static_cast<std::size_t>(
        std::count_if(results.begin(), results.end(), [&](const auto& each) { return each.state == state; }));
}

std::string ManyReport::table(const migrate::Chain& chain, bool all_names) const {
    std::map<std::tuple<State, std::string>, std::vector<std::string_view>> groups;
    std::vector<std::pair<std::string, std::size_t>> failures;  // the text, and the database
    for (std::size_t i = 0; i < results.size(); ++i) {
        const DatabaseResult& result = results[i];
        std::string words(to_string(result.state));
        if (!result.remarks.empty()) words += fmt::format(", {}", fmt::join(result.remarks, ", "));
        if (result.after) words += ", at " + titles(chain, *result.after);
        if (result.state == State::failed)
            failures.emplace_back(std::move(words), i);
        else
            groups[{result.state, std::move(words)}].push_back(selection.databases[i].name);
    }
    std::vector<std::tuple<State, std::string, std::vector<std::string_view>>> sorted;
    for (auto& [key, databases] : groups) sorted.emplace_back(std::get<0>(key), std::get<1>(key), std::move(databases));
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return std::make_tuple(std::get<0>(a), std::get<2>(b).size()) <
               std::make_tuple(std::get<0>(b), std::get<2>(a).size());
    });
    const std::size_t width = std::to_string(results.size()).size();
    std::string text;
    const auto add = [&](State state) {
        for (const auto& [of, words, databases] : sorted)
            if (of == state)
                text += fmt::format("{:>{}} {}: {}\n", databases.size(), width, words, names(databases, all_names));
    };
    add(State::done);
    for (const auto& [words, i] : failures)
        text += fmt::format("{:>{}} {}: {}: {}\n", 1, width, words, selection.databases[i].name,
                            results[i].error ? reason(*results[i].error) : "");
    add(State::interrupted);
    add(State::not_reached);
    return text;
}

std::string ManyReport::json() const {
    Json json;
    json[std::string(version_key)] = version;
    json["command"] = command;
    if (!target.empty()) json["target"] = target;
    if (dry_run) json["dry_run"] = true;
    json["selection"] = selection.list.empty()
                            ? Json{{"each_schema", selection.patterns}, {"database", text(selection.database)}}
                            : Json{{"databases", text(selection.list)}};
    json["started"] = started;
    json["duration_ms"] = duration.count();
    for (const State state : {State::done, State::failed, State::interrupted, State::not_reached})
        json["counts"][std::string(to_string(state))] = count(state);
    json["databases"] = Json::array();
    for (std::size_t i = 0; i < results.size(); ++i)
        json["databases"].push_back(json_of(selection.databases[i], results[i]));
    return json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

FormerReport read_report(const std::string& file) {
    const std::string content = sql::read_file(file);
    try {
        const Json json = Json::parse(content);
        if (const int found = json.at(std::string(version_key)).get<int>(); found != version)
            throw unusable(
                {file, 0, 0},
                fmt::format("it is a report of version {}, and this version of Retort reads {}", found, version),
                "run the command on all of the databases: what is done has nothing to do");
        if (json.value("dry_run", false))
            throw unusable({file, 0, 0}, "it is of a dry run, after which no database is done",
                           "run the command on all of the databases");
        FormerReport report;
        const Json& selection = json.at("selection");
        if (selection.contains("databases")) {
            report.list = selection.at("databases").get<std::string>();
        } else {
            report.patterns = selection.at("each_schema").get<std::vector<std::string>>();
            report.database = selection.at("database").get<std::string>();
        }
        for (const Json& each : json.at("databases"))
            if (each.at("state").get<std::string>() != to_string(State::done))
                report.rest.push_back(each.at("name").get<std::string>());
        return report;
    } catch (const nlohmann::json::exception&) {
        throw unusable({file, 0, 0}, "it is not a report of --report",
                       "name the file that an earlier run wrote with --report");
    }
}

}  // namespace retort::tools
