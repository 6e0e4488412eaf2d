#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace retort::declare {

/// A call in a model's `schema()`, with the clauses that follow it: column<&User::email>().varchar(255).
/// With `text` it is a string literal of that text instead.
struct Node {
    std::string name{};  ///< "column", ".varchar", or an argument as it is: "5", "on_delete::cascade"
    std::vector<std::string> parameters{};  ///< template arguments
    std::vector<Node> arguments{};
    std::vector<Node> clauses{};
    bool call = true;
    std::optional<std::string> text{};
};

/// An argument that is written as it is.
inline Node plain(std::string text) { return {.name = std::move(text), .call = false}; }
inline Node quoted(std::string text) { return {.call = false, .text = std::move(text)}; }

/// A clause with one string: .named("uq_email").
inline Node text_clause(std::string name, std::string text) {
    return {.name = std::move(name), .arguments = {quoted(std::move(text))}};
}
inline Node flag_clause(std::string name) { return {.name = std::move(name)}; }
inline Node number_clause(std::string name, long long number) {
    return {.name = std::move(name), .arguments = {plain(std::to_string(number))}};
}

/// The node on one line.
std::string flat(const Node& node);

/// The node after `indent`, followed by `tail`, on one line if that fits, otherwise with its clauses, and where
/// necessary its arguments, on lines of their own.
std::string laid_out(const Node& node, std::size_t indent, std::string_view tail);

}  // namespace retort::declare
