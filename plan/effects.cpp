#include "plan/effects.hpp"

#include <type_traits>
#include <variant>

#include "plan/object_effects.hpp"
#include "plan/rebuild_effects.hpp"
#include "plan/table_effects.hpp"
#include "schema/same_state.hpp"

namespace retort::plan {

Effects effects_of(const Step& change) {
    Effects effects;
    std::visit([&](const auto& each) { add_effects(effects, each); }, change);
    return effects;
}

ObjectName worked_on(const Step& change) {
    return std::visit(
        [](const auto& c) -> ObjectName {
            using T = std::decay_t<decltype(c)>;
            if constexpr (std::is_same_v<T, diff::AlterColumn>)
                return c.from.name == c.to.name ? c.table : ObjectName{};
            else if constexpr (std::is_same_v<T, diff::CreateDefinition>)
                return c.to.table;
            else if constexpr (std::is_same_v<T, diff::DropDefinition>)
                return c.from.table;
            else if constexpr (requires { c.table; })
                return c.table;
            else
                return {};
        },
        change);
}

bool moves_table(const Step& change) {
    if (std::holds_alternative<AttachPartition>(change)) return true;
    const auto* alter = std::get_if<diff::AlterTable>(&change);
    return alter && (alter->from.of_type != alter->to.of_type || alter->from.inherits != alter->to.inherits ||
                     alter->from.partition_of != alter->to.partition_of ||
                     alter->from.partition_bound != alter->to.partition_bound);
}

bool only_drops_default(const Step& change) {
    const auto* alter = std::get_if<diff::AlterColumn>(&change);
    if (!alter || alter->to.default_sql || !alter->from.default_sql) return false;
    Column bare = alter->from;
    bare.default_sql.reset();
    return same_state(bare, alter->to);
}

}  // namespace retort::plan
