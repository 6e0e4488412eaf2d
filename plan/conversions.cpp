#include "plan/conversions.hpp"

#include <set>
#include <variant>

#include "diff/type_parts.hpp"
#include "plan/effect_parts.hpp"
#include "plan/step.hpp"

namespace retort::plan {

namespace {

/// The casts that a plan creates and drops, as resources.
struct ChangedCasts {
    std::set<Resource> made, dropped;

    explicit ChangedCasts(const Steps& steps) {
        for (const Step& step : steps) {
            const auto* create = std::get_if<diff::CreateDefinition>(&step);
            const auto* drop = std::get_if<diff::DropDefinition>(&step);
            if (create && create->to.kind == ObjectKind::cast) made.insert(conversion(create->to.arguments));
            if (drop && drop->from.kind == ObjectKind::cast) dropped.insert(conversion(drop->from.arguments));
        }
    }
};

}  // namespace

Conversions conversions(const Steps& steps, const Schema& from, const Schema& to) {
    const ChangedCasts casts(steps);
    if (casts.made.empty() && casts.dropped.empty()) return {};
    Conversions found{std::vector<Resources>(steps.size()), std::vector<Resources>(steps.size())};
    const auto add_cast = [&](std::size_t step, const Type& before, const Type& after) {
        const Resource cast = conversion(before, after);
        const bool is_made = casts.made.contains(cast), is_dropped = casts.dropped.contains(cast);
        const bool converts_to_new = is_made && before.user_type.empty() && !after.user_type.empty();
        if (is_made) found.wanted[step].push_back(cast);
        if (is_dropped && !converts_to_new) found.released[step].push_back(cast);
    };
    const auto add = [&](std::size_t step, const Type& old_type, const Type& new_type) {
        if (old_type == new_type) return;
        add_cast(step, old_type, new_type);
        const Type before = diff::underlying(old_type, from), after = diff::underlying(new_type, to);
        if (before != old_type || after != new_type) add_cast(step, before, after);
    };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (const auto* alter = std::get_if<diff::AlterColumn>(&steps[i])) add(i, alter->from.type, alter->to.type);
        if (const auto* move = std::get_if<MoveRows>(&steps[i]))
            for (const Column& each : move->to.columns)
                if (const Column* before = move->from.find_column(each.name)) add(i, before->type, each.type);
    }
    return found;
}

}  // namespace retort::plan
