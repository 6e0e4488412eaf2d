#include "tools/commands/format.hpp"

#include <fmt/format.h>

#include "emit/plan.hpp"
#include "schema/error.hpp"
#include "schema/json.hpp"
#include "tools/program.hpp"

namespace retort::tools {

int print_schema(Program& program, const Schema& schema, const std::string& format) {
    if (format == "json") {
        program.terminal().result(to_json(schema));
    } else if (format == "sql") {
        program.terminal().result(emit::to_text(emit::create_script(schema)));
    } else {
        throw Error("RT205", fmt::format("unknown format '{}'", format), "the formats are sql and json");
    }
    return Exit::ok;
}

}  // namespace retort::tools
