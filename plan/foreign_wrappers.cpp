#include "plan/foreign_wrappers.hpp"

#include <algorithm>

#include "plan/step.hpp"

namespace retort::plan {

namespace {

bool alters_wrapper(const Step& step) {
    const auto* alter = std::get_if<diff::AlterDefinition>(&step);
    return alter && alter->to.kind == ObjectKind::foreign_data_wrapper;
}

const Definition* made_by(const Step& step) {
    if (const auto* create = std::get_if<diff::CreateDefinition>(&step)) return &create->to;
    const auto* alter = std::get_if<diff::AlterDefinition>(&step);
    return alter ? &alter->to : nullptr;
}

}  // namespace

std::vector<Resources> foreign_wrappers(const Steps& steps, const Schema& to) {
    if (std::none_of(steps.begin(), steps.end(), alters_wrapper)) return {};
    std::vector<Resources> wrappers(steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Definition* made = made_by(steps[i]);
        if (!made) continue;
        for (const Dependency& each : made->depends_on.list) {
            if (each.object.kind != ObjectKind::foreign_server) continue;
            const auto server = to.definitions.find(each.object);
            if (server == to.definitions.end()) continue;
            for (const Dependency& below : server->second.depends_on.list)
                if (below.object.kind == ObjectKind::foreign_data_wrapper) wrappers[i].push_back(object(below.object));
        }
    }
    return wrappers;
}

}  // namespace retort::plan
