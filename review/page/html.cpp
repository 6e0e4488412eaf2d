#include "review/page/html.hpp"

#include <fmt/format.h>

#include <kainjow/mustache.hpp>

#include "review/diagram/svg.hpp"
#include "review/page/html_template.hpp"
#include "sql/printable.hpp"

namespace retort::page {

namespace {

using kainjow::mustache::data;

/// Text for the template, which escapes it. Characters that control the direction of writing are shown as numbers, so
/// that the SQL on the page is read in the order in which it runs.
data shown(std::string_view text) { return {sql::printable(text)}; }

/// An object whose only member is "text"; false for an empty text. A section of the template prints it or nothing.
data optional(std::string_view text) {
    if (text.empty()) return {data::type::bool_false};
    return {"text", shown(text)};
}

data sentences(const std::vector<std::string>& texts) {
    data list{data::type::list};
    for (const std::string& each : texts) list << data{"text", shown(each)};
    return list;
}

data titled(std::string_view title, const std::vector<std::string>& texts, std::string_view level = "") {
    data object;
    object.set("title", std::string(title));
    object.set("level", std::string(level));
    object.set("items", sentences(texts));
    return object;
}

data flag(bool value) { return {value ? data::type::bool_true : data::type::bool_false}; }

data card(std::string_view title, std::string_view level, std::string_view verdict, std::string_view more) {
    data object;
    object.set("title", std::string(title));
    object.set("level", std::string(level));
    object.set("verdict", shown(verdict));
    object.set("more", optional(more));
    return object;
}

/// The part of `text` before and after `at`.
std::pair<std::string, std::string> split(const std::string& text, std::string_view at) {
    const std::size_t found = text.find(at);
    if (found == std::string::npos) return {text, ""};
    return {text.substr(0, found), text.substr(found + at.size())};
}

data cards(const Page& page) {
    const Summary words = summary(page);
    data list{data::type::list};
    list << card("Changes", page.uncompared.empty() ? "neutral" : "warn", words.changes, "");
    const auto [count, first] = split(words.hazards, "; the worst: ");
    list << card("Hazards", words.hazardous ? "bad" : words.warned ? "warn" : "good", count, first);
    const bool known = page.uncompared.empty();
    list << card("Rows that are lost",
                 words.loses ? "bad"
                 : known     ? "good"
                             : "warn",
                 words.loses ? "rows are lost"
                 : known     ? "none"
                             : "not known",
                 words.losses);
    const auto [verified, how] = split(words.verified, ": ");
    list << card("Proof", words.proved ? "good" : "warn", verified, how);
    return list;
}

data callouts(const Page& page) {
    data list{data::type::list};
    if (!page.blocking.empty()) list << titled("Live rows on which the upgrade fails", page.blocking, "bad");
    if (!page.row_notes.empty()) list << titled("Live rows", page.row_notes);
    if (!page.notes.empty()) list << titled("Not reviewed, or not in full", page.notes);
    return list;
}

data part_data(const Part& part) {
    data object;
    object.set("change", std::string(part.change ? review::to_string(*part.change) : ""));
    object.set("kind", part.kind);
    object.set("name", shown(part.name));
    object.set("earlier", optional(part.earlier));
    object.set("before", optional(part.before));
    object.set("after", optional(part.after));
    return object;
}

data kept_data(const std::vector<Part>& kept) {
    if (kept.empty()) return flag(false);
    data items{data::type::list};
    for (const Part& each : kept) {
        data item;
        item.set("name", shown(each.name));
        item.set("text", shown(each.after));
        items << item;
    }
    data object;
    object.set("title", fmt::format("{} unchanged {}", kept.size(), kept.size() == 1 ? "column" : "columns"));
    object.set("items", items);
    return object;
}

data table_data(const TableChange& table, std::size_t place) {
    data object;
    object.set("id", fmt::format("table-{}", place + 1));
    object.set("name", shown(display(table.name)));
    object.set("change", std::string(review::to_string(table.change)));
    std::vector<std::string> facts;
    if (!table.earlier.empty()) facts.push_back("was " + table.earlier);
    if (table.size) facts.push_back(hazards::describe(*table.size));
    object.set("facts", sentences(facts));
    object.set("has_words", flag(!table.words.empty()));
    object.set("words", sentences(table.words));
    object.set("has_parts", flag(!table.parts.empty()));
    data parts{data::type::list};
    for (const Part& each : table.parts) parts << part_data(each);
    object.set("parts", parts);
    object.set("kept", kept_data(table.kept));
    return object;
}

data object_data(const ObjectChange& change) {
    data object;
    object.set("change", std::string(review::to_string(change.change)));
    object.set("text", shown(change.words));
    object.set("sides", flag(!change.before.empty() || !change.after.empty()));
    object.set("before", optional(change.before));
    object.set("after", optional(change.after));
    return object;
}

data hazard_data(const Hazard& hazard) {
    const hazards::RuleEntry& rule = hazards::entry(hazard.rule);
    data object;
    object.set("severity", std::string(to_string(hazard.severity)));
    object.set("message", shown(hazard.message));
    object.set("safer", shown(hazard.safer));
    object.set("code", std::string(rule.code));
    object.set("rule", std::string(rule.name));
    return object;
}

data statement_data(const Statement& statement) {
    data object;
    object.set("lead", optional(statement.lead));
    object.set("sql", shown(statement.sql));
    data effects{data::type::list}, hazards{data::type::list}, allowed{data::type::list};
    for (const hazards::TableEffect& each : statement.effects) {
        data effect;
        effect.set("table", shown(display(each.table)));
        effect.set("lock", std::string(to_string(each.lock)));
        effect.set("work", std::string(to_string(each.work)));
        effects << effect;
    }
    for (const Hazard& each : statement.hazards) hazards << hazard_data(each);
    for (const hazards::Rule each : statement.allowed)
        allowed << data{"text", fmt::format("{} is allowed by a comment.", hazards::entry(each).code)};
    object.set("has_effects", flag(!statement.effects.empty()));
    object.set("effects", effects);
    object.set("hazards", hazards);
    object.set("allowed", allowed);
    return object;
}

data script_data(const Migration& migration, const Script& script, std::size_t place) {
    data object;
    object.set("id", fmt::format("sql-{}", place + 1));
    object.set("title", shown(migration.file.empty() ? migration.title : migration.file));
    std::vector<std::string> facts;
    if (!migration.id.empty()) facts.push_back(verification_in_words(migration));
    if (!script.transaction)
        facts.emplace_back("transaction:false: its statements begin and end transactions themselves");
    facts.insert(facts.end(), migration.remarks.begin(), migration.remarks.end());
    object.set("facts", sentences(facts));
    object.set("empty", optional(script.empty() ? "There are no statements." : ""));
    data statements{data::type::list};
    for (const Statement& each : script.statements) statements << statement_data(each);
    object.set("has_statements", flag(!script.statements.empty()));
    object.set("statements", statements);
    object.set("rest", optional(script.rest));
    return object;
}

data downgrade_data(const Page& page) {
    if (!page.downgrade) return flag(false);
    const Downgrade& found = *page.downgrade;
    data object, lists{data::type::list}, scripts{data::type::list};
    if (!found.not_restored.empty()) lists << titled("Not restored", found.not_restored);
    if (!found.dropped.empty()) lists << titled("Dropped again", found.dropped);
    if (!found.notes.empty()) lists << titled("Comments in its SQL", found.notes);
    object.set("lists", lists);
    std::string sentence;
    if (!found.exists)
        sentence = "There is no downgrade: the upgrade can't be taken back.";
    else if (found.not_restored.empty() && found.dropped.empty() && found.notes.empty())
        sentence = "Nothing is known to be lost by it.";
    object.set("sentence", optional(sentence));
    for (std::size_t i = page.migrations.size(); i-- > 0;)
        if (const Migration& each = page.migrations[i]; !each.down.statements.empty()) {
            data script = script_data(each, each.down, i);
            script.set("facts", sentences(each.down.transaction ? std::vector<std::string>{}
                                                                : std::vector<std::string>{"transaction:false"}));
            scripts << script;
        }
    object.set("scripts", scripts);
    return object;
}

data contents(const Page& page) {
    data list{data::type::list};
    const auto add = [&](bool present, const char* id, const char* title) {
        if (!present) return;
        data item;
        item.set("id", std::string(id));
        item.set("title", std::string(title));
        list << item;
    };
    add(!page.picture.boxes.empty(), "diagram", "Diagram");
    add(!page.tables.empty(), "tables", "Tables");
    add(!page.objects.empty(), "objects", "Other objects");
    add(true, "sql", "SQL and hazards");
    add(page.downgrade.has_value(), "downgrade", "Downgrade");
    return list;
}

data diagram_data(const Page& page) {
    if (page.picture.boxes.empty()) return flag(false);
    data object;
    object.set("svg", diagram::to_svg(page.picture, false));
    object.set("omitted", optional(page.picture.omitted == 0
                                       ? ""
                                       : fmt::format("{} more tables with foreign keys to these are not drawn.",
                                                     page.picture.omitted)));
    return object;
}

}  // namespace

std::string to_html(const Page& page) {
    kainjow::mustache::mustache text{std::string(html_template())};
    data object, tables{data::type::list}, objects{data::type::list}, scripts{data::type::list};
    for (std::size_t i = 0; i < page.tables.size(); ++i) tables << table_data(page.tables[i], i);
    for (const ObjectChange& each : page.objects) objects << object_data(each);
    for (std::size_t i = 0; i < page.migrations.size(); ++i)
        scripts << script_data(page.migrations[i], page.migrations[i].up, i);
    object.set("style", std::string(html_style()));
    object.set("title", shown(page.title));
    object.set("chosen", optional(page.chosen));
    object.set("from", shown(page.from));
    object.set("to", shown(page.to));
    object.set("database", optional(page.database));
    object.set("engine", std::string(retort::info(page.dialect).name));
    object.set("cards", cards(page));
    object.set("callouts", callouts(page));
    object.set("contents", contents(page));
    object.set("diagram", diagram_data(page));
    object.set("has_tables", flag(!page.tables.empty()));
    object.set("tables", tables);
    object.set("has_objects", flag(!page.objects.empty()));
    object.set("objects", objects);
    object.set("scripts", scripts);
    object.set("downgrade", downgrade_data(page));
    return text.render(object);
}

}  // namespace retort::page
