#include "emit/postgres/script.hpp"

#include <algorithm>
#include <utility>

#include "diff/renames.hpp"
#include "emit/postgres/emit.hpp"
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

Script script_of(const plan::Steps& steps, const Context& context) {
    Sink sink(context);
    if (std::any_of(steps.begin(), steps.end(), creates_string_body)) sink.add("SET LOCAL check_function_bodies = off");
    emit(steps, context, sink);
    return {sink.take(), true};
}

}  // namespace

Plan plan(const Schema& from, const Schema& to, Direction direction) {
    plan::postgres::Plan made = plan::postgres::plan(from, to);
    Plan plan;
    if (!made.steps.empty())
        plan.script = script_of(made.steps, Context(made.from(), made.to(), made.renames(), direction));
    plan.steps = std::move(made.steps);
    plan.differences = std::move(made.differences);
    plan.renames = std::move(made.declared);
    return plan;
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
