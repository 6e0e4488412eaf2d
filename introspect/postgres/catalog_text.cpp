#include "introspect/postgres/catalog_text.hpp"

#include <algorithm>
#include <cctype>

#include "schema/default_name.hpp"
#include "schema/name.hpp"
#include "sql/postgres/lexer.hpp"

namespace retort::introspect::postgres {
namespace {

constexpr std::size_t longest_name = 63;  // NAMEDATALEN - 1

}  // namespace

std::vector<std::int64_t> numbers(std::string_view text) {
    std::vector<std::int64_t> out;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        std::int64_t value = 0;
        const auto [next, error] = std::from_chars(at, end, value);
        if (error == std::errc()) {
            out.push_back(value);
            at = next;
        } else {
            ++at;
        }
    }
    return out;
}

std::vector<std::string> texts(std::string_view text) {
    std::vector<std::string> out;
    if (text.size() < 2 || text == "{}") {
        return out;
    }
    std::string element;
    bool quoted = false;
    for (std::size_t i = 1; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\' && i + 1 < text.size()) {
            element += text[++i];
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == ',' || c == '}')) {
            out.push_back(std::move(element));
            element.clear();
        } else {
            element += c;
        }
    }
    return out;
}

void add_options(std::map<std::string, std::string>& to, std::string_view array, std::string_view prefix) {
    for (const std::string& option : texts(array)) {
        const auto equals = option.find('=');
        to[std::string(prefix) + option.substr(0, equals)] =
            equals == std::string::npos ? std::string() : option.substr(equals + 1);
    }
}

std::string options_sql(const std::string& array) {
    const std::string secret(secret_option);
    return "(SELECT string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', '\n"
           "                          ORDER BY o.option_name COLLATE \"C\")\n"
           "          FROM pg_options_to_table(" +
           array + ") o WHERE NOT " + secret + "),\n       ARRAY(SELECT o.option_name FROM pg_options_to_table(" +
           array + ") o WHERE " + secret + " ORDER BY o.option_name COLLATE \"C\")";
}

std::string options_clause(std::string_view options) {
    return options.empty() ? std::string() : " OPTIONS (" + std::string(options) + ")";
}

std::string_view strip_brackets(std::string_view expression) {
    while (expression.starts_with('(') && sql::postgres::after_bracket(expression, 0) == expression.size()) {
        expression = expression.substr(1, expression.size() - 2);
    }
    return expression;
}

std::string_view trim_statement(std::string_view statement) {
    constexpr std::string_view ends = " \t\n;";
    const auto first = statement.find_first_not_of(ends);
    if (first == std::string_view::npos) {
        return {};
    }
    return statement.substr(first, statement.find_last_not_of(ends) - first + 1);
}

std::string unqualified(std::string_view statement, std::string_view qualified, const ObjectName& name) {
    std::string out(statement);
    if (const auto at = out.find(qualified); at != std::string::npos) {
        out.replace(at, qualified.size(), quote(name));
    }
    return out;
}

bool is_default_name(std::string_view name, std::string_view table, std::string_view columns, std::string_view label) {
    if (name == default_name(table, columns, label)) {
        return true;
    }
    auto digits = name.size();
    while (digits > 0 && std::isdigit(static_cast<unsigned char>(name[digits - 1])) != 0) {
        --digits;
    }
    return digits < name.size() &&
           name == default_name(table, columns, std::string(label) + std::string(name.substr(digits)));
}

std::string joined(const std::vector<std::string>& columns) {
    std::string out;
    for (const std::string& column : columns) {
        if (!out.empty()) {
            out += '_';
        }
        out += column;
        if (out.size() > longest_name) {
            break;
        }
    }
    return out;
}

}  // namespace retort::introspect::postgres
