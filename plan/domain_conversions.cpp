#include "plan/domain_conversions.hpp"

#include <algorithm>
#include <variant>

#include "diff/type_parts.hpp"
#include "plan/effect_parts.hpp"
#include "plan/step.hpp"

namespace retort::plan {

namespace {

bool is_of_cast(const Step& step) {
    const auto is_cast = [](const Definition& each) { return each.kind == ObjectKind::cast; };
    if (const auto* create = std::get_if<diff::CreateDefinition>(&step)) return is_cast(create->to);
    const auto* drop = std::get_if<diff::DropDefinition>(&step);
    return drop && is_cast(drop->from);
}

}  // namespace

std::vector<Resources> domain_conversions(const Steps& steps, const Schema& from, const Schema& to) {
    if (std::none_of(steps.begin(), steps.end(), is_of_cast)) return {};
    std::vector<Resources> conversions(steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto* alter = std::get_if<diff::AlterColumn>(&steps[i]);
        if (!alter || alter->from.type == alter->to.type) continue;
        const Type before = diff::underlying(alter->from.type, from), after = diff::underlying(alter->to.type, to);
        if (before == alter->from.type && after == alter->to.type) continue;
        conversions[i].push_back(conversion(before, after));
    }
    return conversions;
}

}  // namespace retort::plan
