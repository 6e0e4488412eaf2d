// BEGIN and COMMIT, SET, and locks that are held from statement to statement.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>

#include "review/hazards/postgres/context.hpp"

namespace retort::hazards::postgres {

namespace {

constexpr std::size_t many_tables = 3;

void begin(Context& context) {
    if (context.session.open) {
        context.find(Rule::transaction_control, 0,
                     context.session.whole_transaction ? "BEGIN in a section that is one transaction"
                                                       : "BEGIN inside a transaction does nothing");
        return;
    }
    context.session.open = true;
    context.session.begin = context.offset;
}

void end(Context& context, std::string_view word) {
    if (context.session.whole_transaction)
        context.find(Rule::transaction_control, 0, fmt::format("{} ends the section's transaction half way", word));
    else if (!context.session.open)
        context.find(Rule::transaction_control, 0, fmt::format("{} without BEGIN does nothing", word));
    context.session.end_transaction();
    context.known.new_labels.clear();
}

void need_lock_timeout(Context& context, const TableEffect& effect) {
    Session& session = context.session;
    if (session.lock_timeout || session.reported_lock_timeout) return;
    session.reported_lock_timeout = true;
    context.find(
        Rule::no_lock_timeout, 0,
        fmt::format("waits for the lock {} on {} without lock_timeout", to_string(effect.lock), display(effect.table)),
        effect.table);
}

/// The table whose users wait for this statement, although it does not need their lock; nullptr if there is none.
const HeldLock* held_in_vain(const Context& context) {
    for (const HeldLock& held : context.session.held) {
        if (!blocks_writes(held.lock)) continue;
        const auto own = std::find_if(context.out.effects.begin(), context.out.effects.end(),
                                      [&](const TableEffect& each) { return each.table == held.table; });
        if (own == context.out.effects.end() || own->lock < held.lock) return &held;
    }
    return nullptr;
}

void keep(Session& session, const TableEffect& effect, std::size_t offset) {
    const auto found = std::find_if(session.held.begin(), session.held.end(),
                                    [&](const HeldLock& each) { return each.table == effect.table; });
    if (found == session.held.end())
        session.held.push_back({effect.table, effect.lock, offset});
    else if (found->lock < effect.lock)
        *found = {effect.table, effect.lock, offset};
}

void judge_number_of_locks(Context& context) {
    Session& session = context.session;
    std::vector<std::string> locked;
    for (const HeldLock& each : session.held) {
        // A partition is locked with its parent.
        const auto known = context.known.tables.find(each.table);
        const bool child = known != context.known.tables.end() && !known->second.parent.empty();
        if (blocks_reads(each.lock) && !child) locked.push_back(display(each.table));
    }
    if (locked.size() < many_tables || session.reported_many_tables) return;
    session.reported_many_tables = true;
    context.find(Rule::many_tables_locked, 0,
                 fmt::format("the transaction holds ACCESS EXCLUSIVE locks on {} tables: {}", locked.size(),
                             fmt::join(locked, ", ")));
}

}  // namespace

void judge_transaction(Context& context, const Json& node) {
    const std::string kind = text(node, "kind");
    if (kind == "TRANS_STMT_BEGIN" || kind == "TRANS_STMT_START") begin(context);
    if (kind == "TRANS_STMT_COMMIT") end(context, "COMMIT");
    if (kind == "TRANS_STMT_ROLLBACK") end(context, "ROLLBACK");
}

void judge_setting(Context& context, const Json& node) {
    if (text(node, "name") != "lock_timeout") return;
    const std::string kind = text(node, "kind");
    const Json& values = list(node, "args");
    const Json& value = values.empty() ? Json() : at(values[0], "A_Const");
    const bool zero = text(at(value, "sval"), "sval") == "0" ||
                      (at(value, "ival").is_object() && at(value, "ival").value("ival", 0) == 0);
    context.session.lock_timeout = kind == "VAR_SET_VALUE" && !zero;
}

void judge_outside_only(Context& context, const Json&) {
    std::string_view words = context.sql;
    words = words.substr(0, words.find_first_of(" \t\r\n", words.find_first_of(" \t\r\n") + 1));
    rejects_transaction(context, 0, words);
}

void judge_held_locks(Context& context) {
    Session& session = context.session;
    JudgedStatement& out = context.out;
    const auto blocking = std::find_if(out.effects.begin(), out.effects.end(),
                                       [](const TableEffect& each) { return blocks_writes(each.lock); });
    if (blocking != out.effects.end()) need_lock_timeout(context, *blocking);
    if (!session.open) return;
    const bool works = context.long_work || std::any_of(out.effects.begin(), out.effects.end(), [](const auto& each) {
                           return each.work == Work::scan || each.work == Work::rewrite;
                       });
    const bool reported = session.reported_held_lock || context.has(Rule::validate_under_lock) ||
                          context.has(Rule::backfill_with_schema_change);
    if (const HeldLock* held = works && !reported ? held_in_vain(context) : nullptr) {
        session.reported_held_lock = true;
        context.find(Rule::lock_held_during_work, 0,
                     fmt::format("the transaction holds the lock {} on {} while this statement works",
                                 to_string(held->lock), display(held->table)),
                     held->table);
    }
    for (const TableEffect& each : out.effects) keep(session, each, context.offset);
    judge_number_of_locks(context);
}

}  // namespace retort::hazards::postgres
