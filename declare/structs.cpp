#include "declare/structs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "declare/text.hpp"
#include "reflect/record.hpp"

namespace retort::declare {

namespace {

std::string doc_lines(const std::string& text, const std::string& indent) {
    std::string made;
    if (text.empty()) return made;
    for (const std::string& line : doc_comment(text, indent)) made += line + "\n";
    return made;
}

/// "NAME(head, (a, b))", with the list on lines of its own where it is long.
std::string macro(const std::string& name, const std::string& head, const std::vector<std::string>& list,
                  bool brackets) {
    const std::string start = fmt::format("{}({}, {}", name, head, brackets ? "(" : "");
    const std::string end = brackets ? "))" : ")";
    std::string line = fmt::format("{}{}{}\n", start, fmt::join(list, ", "), end);
    if (width_of(line) <= line_width + 1) return line;
    std::string made = start.substr(0, start.find_last_not_of(' ') + 1);
    std::size_t used = line_width;
    for (const std::string& each : list) {
        const std::string piece = each + (&each == &list.back() ? end : ",");
        if (used + 1 + piece.size() > line_width) {
            made += "\n    " + piece;
            used = 4 + piece.size();
        } else {
            made += " " + piece;
            used += 1 + piece.size();
        }
    }
    return made + "\n";
}

std::string body_of(const Table& table, const TableRules& rules, const std::string& indent) {
    const std::string inner = indent + "    ";
    Node call{.name = rules.shadowed ? "retort::table" : "table", .arguments = {quoted(table.name.name)}};
    std::string made;
    if (!rules.shadowed) made += inner + "using namespace retort;\n";
    std::string head = inner + "return " + call.name + "(" + literal(table.name.name);
    for (const Node& rule : rules.rules) head += ",\n" + laid_out(rule, inner.size() + 4, "");
    head += ")";
    for (const Node& clause : rules.clauses)
        if (rules.rules.empty() && width_of(head) + width_of(flat(clause)) + 1 <= line_width)
            head += flat(clause);
        else
            head += "\n" + laid_out(clause, inner.size() + 4, "");
    return made + head + ";\n";
}

}  // namespace

std::string type_of(const Context& context, const ObjectName& table, const Column& column) {
    const std::string& type = context.types.of(table, column.name).type;
    return column.nullable ? "std::optional<" + type + ">" : type;
}

std::string member_of(const Context& context, const Table& table, const Column& column) {
    const std::string line =
        fmt::format("    {} {};", type_of(context, table.name, column), context.names.member(table.name, column.name));
    if (column.comment.empty() || !has_doc_comment(column.comment)) return line + "\n";
    if (is_doc_line(column.comment) && width_of(line) + 7 + width_of(column.comment) <= line_width)
        return line + "  ///< " + column.comment + "\n";
    return doc_lines(column.comment, "    ") + line + "\n";
}

StructText struct_of(const Context& context, const Table& table, const TableRules& rules, bool deferred, bool describe,
                     const std::string& base) {
    const TableNames& names = context.names.table(table.name);
    StructText made;
    made.text =
        doc_lines(table.comment, "") + fmt::format("struct {}{} {{\n", names.type, base.empty() ? "" : " : " + base);
    std::vector<std::string> members;
    for (const Column& column : table.columns) {
        if (context.inherited.contains({table.name, column.name})) continue;
        made.text += member_of(context, table, column);
        members.push_back(names.members.at(column.name));
    }
    if (!members.empty()) made.text += "\n";
    if (deferred) {
        made.text += "    static constexpr auto schema();\n";
        made.definition = fmt::format("constexpr auto {}::schema() {{\n{}}}\n", names.type, body_of(table, rules, ""));
    } else {
        made.text += "    static constexpr auto schema() {\n" + body_of(table, rules, "    ") + "    }\n";
    }
    made.text += "};\n";
    if (describe) made.text += macro("BOOST_DESCRIBE_STRUCT", fmt::format("{}, ({})", names.type, base), members, true);
    return made;
}

std::string enum_of(const Names& names, const Enum& type, bool describe) {
    const EnumNames& own = *names.enumeration(type.name);
    std::string made = doc_lines(type.comment, "");
    const std::string line = fmt::format("enum class {} {{ {} }};\n", own.type, fmt::join(own.enumerators, ", "));
    if (width_of(line) <= line_width + 1)
        made += line;
    else
        made += fmt::format("enum class {} {{\n    {}\n}};\n", own.type, fmt::join(own.enumerators, ",\n    "));
    if (describe) made += macro("BOOST_DESCRIBE_ENUM", own.type, own.enumerators, false);
    return made;
}

std::string enum_model_of(const Names& names, const Enum& type) {
    const EnumNames& own = *names.enumeration(type.name);
    const std::string qualified = names.qualified(own.space, own.type);
    Node call{.name = "enumeration", .parameters = {qualified}};
    if (reflect::snake_case(own.type) != type.name.name) call.arguments.push_back(quoted(type.name.name));
    if (!type.name.schema.empty()) call.clauses.push_back(text_clause(".schema", type.name.schema));
    for (std::size_t i = 0; i < type.labels.size(); ++i)
        if (own.enumerators[i] != type.labels[i])
            call.clauses.push_back(
                {.name = ".label",
                 .arguments = {plain(qualified + "::" + own.enumerators[i]), quoted(type.labels[i])}});
    if (!type.comment.empty() && !has_doc_comment(type.comment))
        call.clauses.push_back(text_clause(".comment", type.comment));
    if (call.arguments.empty() && call.clauses.empty()) return {};
    return fmt::format(
        "template <>\nstruct retort::model<{}> {{\n    static constexpr auto schema() {{\n        return {};\n    "
        "}}\n}};\n",
        qualified, laid_out(call, 8, "").substr(8));
}

}  // namespace retort::declare
