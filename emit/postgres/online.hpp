#pragma once

#include "emit/script.hpp"
#include "plan/postgres/plan.hpp"

namespace retort::emit::postgres {

class Sink;
struct Context;

/// Writes the steps of an online plan in order, each as its handling says.
void emit_online(const plan::Steps& steps, const std::vector<plan::postgres::Handling>& handlings,
                 const Context& context, Sink& sink);

/// The statements of the sink as a script: between the statements that stand alone, the others are in transactions,
/// each of which waits for a lock no longer than half a second and begins with the statements of `settings`. Without
/// such a statement the script is one transaction, as that of any plan.
Script in_transactions(Sink& sink, const std::vector<Statement>& settings);

}  // namespace retort::emit::postgres
