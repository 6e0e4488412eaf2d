#include "emit/script.hpp"

namespace retort::emit {

std::string to_text(const Script& script) {
    std::string text;
    for (const Statement& statement : script.statements) {
        std::size_t start = 0;
        while (start < statement.comment.size()) {
            const std::size_t end = std::min(statement.comment.find('\n', start), statement.comment.size());
            text += "-- " + statement.comment.substr(start, end - start) + "\n";
            start = end + 1;
        }
        text += statement.sql + ";\n";
    }
    return text;
}

}  // namespace retort::emit
