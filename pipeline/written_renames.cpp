#include "pipeline/written_renames.hpp"

#include <map>
#include <string>
#include <utility>

#include "schema/unicode.hpp"
#include "sql/identifiers.hpp"

namespace retort::pipeline {

namespace {

bool is(const sql::Token& token, std::string_view keyword) {
    if (!token.identifier || token.text.size() != keyword.size()) return false;
    for (std::size_t i = 0; i < keyword.size(); ++i)
        if (static_cast<char32_t>(keyword[i]) != to_lower(static_cast<unsigned char>(token.text[i]))) return false;
    return true;
}

/// The text of a literal 'it''s'; empty for another token.
std::string literal(const sql::Token& token) {
    if (token.identifier || token.text.size() < 2 || !token.text.starts_with("'")) return {};
    std::string text = token.text.substr(1, token.text.size() - 2);
    for (std::size_t at = text.find("''"); at != std::string::npos; at = text.find("''", at + 1)) text.erase(at, 1);
    return text;
}

/// Follows names through scripts: from each later name to the first one.
class Reader {
public:
    void read(std::string_view script) {
        tokens_ = sql::tokens(script);
        for (at_ = 0; at_ < tokens_.size(); ++at_)
            if (keyword("alter")) read_alter();
    }

    void declare(const Schema& from, Schema& to) const {
        for (const auto& [now, first] : tables_)
            if (const auto table = to.tables.find(now);
                table != to.tables.end() && from.tables.contains(first) && first.schema == now.schema && first != now)
                table->second.transition->renamed_from = first.name;
        for (const auto& [now, columns] : columns_) {
            const Table* before = from.find_table(first_name(tables_, now));
            const auto after = to.tables.find(now);
            if (before == nullptr || after == to.tables.end()) continue;
            for (const auto& [name, first] : columns)
                if (Column* column = after->second.find_column(name); column != nullptr && before->find_column(first))
                    if (name != first) column->transition->renamed_from = first;
        }
        for (const auto& [now, first] : types_)
            if (const auto type = to.enums.find(now);
                type != to.enums.end() && from.enums.contains(first) && first.schema == now.schema && first != now)
                type->second.transition->renamed_from = first.name;
        for (const auto& [now, labels] : labels_)
            if (const auto type = to.enums.find(now); type != to.enums.end())
                for (const auto& [label, first] : labels)
                    if (!label.empty() && !first.empty()) type->second.transition->old_labels[first] = label;
    }

private:
    bool keyword(std::string_view word, std::size_t ahead = 0) const {
        return at_ + ahead < tokens_.size() && is(tokens_[at_ + ahead], word);
    }
    bool accept(std::string_view word) {
        if (!keyword(word)) return false;
        ++at_;
        return true;
    }
    bool symbol(std::string_view text) const {
        return at_ < tokens_.size() && !tokens_[at_].identifier && tokens_[at_].text == text;
    }

    ObjectName name() {
        ObjectName found;
        if (at_ >= tokens_.size() || !tokens_[at_].identifier) return found;
        found.name = tokens_[at_++].text;
        if (!symbol(".") || at_ + 1 >= tokens_.size()) return found;
        found.schema = found.name == "public" || found.name == "main" ? "" : found.name;
        found.name = tokens_[at_ + 1].text;
        at_ += 2;
        return found;
    }

    void read_alter() {
        ++at_;
        const bool table = accept("table");
        if (!table && !accept("type")) return;
        if (accept("if")) accept("exists");
        accept("only");
        ObjectName object = name();
        if (symbol("*")) ++at_;
        for (; at_ < tokens_.size() && !symbol(";"); ++at_)
            if (keyword("rename")) {
                ++at_;
                read_rename(table, object);
                return;
            }
    }

    void read_rename(bool table, const ObjectName& object) {
        if (accept("to")) {
            const ObjectName after{object.schema, name().name};
            if (table) {
                move(tables_, object, after);
                if (auto columns = columns_.extract(object)) columns_[after] = std::move(columns.mapped());
            } else {
                move(types_, object, after);
                if (auto labels = labels_.extract(object)) labels_[after] = std::move(labels.mapped());
            }
            return;
        }
        if (!table && accept("value")) {
            if (at_ + 2 < tokens_.size()) move(labels_[object], literal(tokens_[at_]), literal(tokens_[at_ + 2]));
            return;
        }
        if (accept("constraint") || accept("attribute")) return;
        accept("column");
        const std::string before = name().name;
        if (accept("to")) move(columns_[object], before, name().name);
    }

    template <class Name>
    static Name first_name(const std::map<Name, Name>& names, const Name& now) {
        const auto found = names.find(now);
        return found == names.end() ? now : found->second;
    }

    template <class Name>
    static void move(std::map<Name, Name>& names, const Name& before, const Name& after) {
        const Name first = first_name(names, before);
        names.erase(before);
        names[after] = first;
    }

    std::vector<sql::Token> tokens_{};
    std::size_t at_ = 0;
    // Each maps the name now to the first one; columns and labels by the name now of their table or type.
    std::map<ObjectName, ObjectName> tables_{}, types_{};
    std::map<ObjectName, std::map<std::string, std::string>> columns_{}, labels_{};
};

}  // namespace

void declare_written_renames(const std::vector<std::string_view>& scripts, const Schema& from, Schema& to) {
    Reader reader;
    for (const std::string_view each : scripts) reader.read(each);
    reader.declare(from, to);
}

}  // namespace retort::pipeline
