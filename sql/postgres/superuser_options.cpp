#include "sql/postgres/superuser_options.hpp"

#include "sql/postgres/lexer.hpp"

namespace retort::sql::postgres {

std::string without_superuser_options(std::string_view written) {
    std::string out(written);
    bool in_name = false, name_may_end = false;
    for (LexemeCursor cursor(written); !cursor.done();) {
        const std::size_t at = cursor.position();
        const bool outside = cursor.depth() == 0;
        const Lexeme each = cursor.next();
        if (each.kind == LexemeKind::space || each.kind == LexemeKind::comment || !outside) continue;
        const std::string word = each.kind == LexemeKind::word ? identifier_name(each) : std::string();
        const bool name = in_name && (name_may_end ? each.is(".") : each.is_identifier());
        if (in_name && !name) in_name = false;
        if (name) name_may_end = !each.is(".");
        if (!in_name && word == "support") {
            in_name = true;
            name_may_end = false;
        }
        if (name || in_name || word == "leakproof") out.replace(at, each.text.size(), each.text.size(), ' ');
    }
    return out;
}

}  // namespace retort::sql::postgres
