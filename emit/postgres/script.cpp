#include "emit/postgres/script.hpp"

#include <algorithm>
#include <utility>

#include "diff/renames.hpp"
#include "emit/postgres/emit.hpp"
#include "emit/postgres/online.hpp"
#include "plan/postgres/plan.hpp"
#include "schema/overloaded.hpp"

namespace retort::emit::postgres {

namespace {

/// True for a function or procedure with a string body, which the server validates on creation. The body may reference
/// objects that are created later (another function, the view whose rows it declares) or are already dropped
/// (PostgreSQL manual, 20.11 check_function_bodies).
bool creates_string_body(const plan::Step& step) {
    const auto has_text = [](const Definition& each) {
        return (each.kind == ObjectKind::function || each.kind == ObjectKind::procedure) &&
               each.sql.find("\nAS ") != std::string::npos;
    };
    return std::visit(Overloaded{[&](const diff::CreateDefinition& create) { return has_text(create.to); },
                                 [&](const diff::AlterDefinition& alter) {
                                     return alter.from.sql != alter.to.sql && has_text(alter.to);
                                 },
                                 [](const auto&) { return false; }},
                      step);
}

/// The statements at the start of each transaction.
std::vector<Statement> settings_of(const plan::Steps& steps) {
    if (std::none_of(steps.begin(), steps.end(), creates_string_body)) return {};
    return {{"SET LOCAL check_function_bodies = off", {}}};
}

Script script_of(const plan::Steps& steps, const Context& context) {
    Sink sink(context);
    for (Statement& each : settings_of(steps)) sink.add(std::move(each.sql));
    emit(steps, context, sink);
    return {sink.take(), true};
}

Script online_script(const plan::Steps& steps, const std::vector<plan::postgres::Handling>& handlings,
                     const Context& context) {
    Sink sink(context);
    emit_online(steps, handlings, context, sink);
    return in_transactions(sink, settings_of(steps));
}

Plan plan_in(plan::postgres::Mode mode, const Schema& from, const Schema& to, Direction direction,
             const plan::OnlineKinds& kinds) {
    plan::postgres::Plan made = plan::postgres::plan(from, to, mode, kinds);
    Plan plan;
    if (!made.steps.empty()) {
        const Context context(made.from(), made.to(), made.renames(), direction);
        plan.script = mode == plan::postgres::Mode::online ? online_script(made.steps, made.handlings, context)
                                                           : script_of(made.steps, context);
    }
    plan.steps = std::move(made.steps);
    plan.differences = std::move(made.differences);
    plan.renames = std::move(made.declared);
    return plan;
}

}  // namespace

Plan plan(const Schema& from, const Schema& to, Direction direction) {
    return plan_in(plan::postgres::Mode::transaction, from, to, direction, {});
}

Plan online_plan(const Schema& from, const Schema& to, Direction direction, const plan::OnlineKinds& kinds) {
    return plan_in(plan::postgres::Mode::online, from, to, direction, kinds);
}

Script rename_script(const diff::Renames& renames, const Schema& from, const Schema& to) {
    const diff::RenamedSchema after(renames, from);
    return script_of(plan::postgres::rename_steps(renames, from), Context(after.get(), to, renames, Direction::up));
}

Script create_script(const Schema& schema) {
    Schema nothing;
    nothing.dialect = schema.dialect;
    return postgres::plan(nothing, schema, Direction::up).script;
}

}  // namespace retort::emit::postgres
