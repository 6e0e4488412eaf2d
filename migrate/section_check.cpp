#include "migrate/section_check.hpp"

#include <fmt/format.h>

#include <utility>

namespace retort::migrate {

namespace {

bool ends_or_begins(StatementKind kind) {
    return kind == StatementKind::begin || kind == StatementKind::commit || kind == StatementKind::rollback;
}

}  // namespace

void check_transactional(const SectionState& state) {
    for (std::size_t i = 0; i < state.statements.size(); ++i) {
        const bool ends = ends_or_begins(state.kinds[i]);
        if (!ends && state.kinds[i] != StatementKind::foreign_keys) continue;
        Diagnostic diagnostic{
            .code = "RT068",
            .message = ends ? fmt::format("the {} of {} contains transaction control, but runs in a transaction",
                                          to_string(state.direction), state.revision.title())
                            : fmt::format("PRAGMA foreign_keys has no effect in a transaction, but the {} of {} is "
                                          "one",
                                          to_string(state.direction), state.revision.title()),
            .hint = ends ? "remove the statement, or mark the section transaction:false and write BEGIN and "
                           "COMMIT around the rest"
                         : "mark the section transaction:false and write BEGIN and COMMIT around the rest"};
        point(state, diagnostic, state.statements[i].offset);
        throw Error(std::move(diagnostic));
    }
}

void check_settings(const SectionState& state, const introspect::Database& database) {
    bool in_transaction = false;
    for (std::size_t i = 0; i < state.statements.size(); ++i) {
        if (ends_or_begins(state.kinds[i])) in_transaction = state.kinds[i] == StatementKind::begin;
        if (state.kinds[i] != StatementKind::setting || in_transaction) continue;
        Diagnostic diagnostic{
            .code = "RT303",
            .message = fmt::format("the {} of {} changes a setting of the session, but {} is reached through a pooler",
                                   to_string(state.direction), state.revision.title(), database.describe()),
            .hint =
                "nothing was run: connect to the server itself for this revision, or write SET LOCAL in a "
                "transaction"};
        point(state, diagnostic, state.statements[i].offset);
        throw Error(std::move(diagnostic));
    }
}

Error unknown_index(const SectionState& state, const ConcurrentIndex& index,
                    const std::map<std::string, bool>& indexes) {
    std::string list;
    for (const auto& [name, invalid] : indexes)
        list += fmt::format("{}{}{}", list.empty() ? "" : ", ", name, invalid ? " (invalid)" : "");
    Diagnostic diagnostic{
        .code = "RT325",
        .message = fmt::format("whether this statement has created its index is not known: the process that ran it "
                               "has ended, and the index has no name; indexes of {}: {}",
                               index.table(), list),
        .hint =
            "drop the invalid index of this statement by hand, if there is one; then write a name into the "
            "statement, that of the index if it is in the list, and run the command again"};
    point(state, diagnostic, state.statements[state.at].offset);
    return Error(std::move(diagnostic));
}

void check_closed(const SectionState& state, const introspect::Database& database) {
    if (!database.in_transaction()) return;
    Diagnostic diagnostic{.code = "RT230",
                          .message = fmt::format("the {} of {} leaves a transaction open", to_string(state.direction),
                                                 state.revision.title()),
                          .hint = "add 'COMMIT;' at the end of the section"};
    const std::string& sql = state.section().sql;
    point(state, diagnostic, sql.empty() ? 0 : sql.size() - 1);
    throw Error(std::move(diagnostic));
}

}  // namespace retort::migrate
