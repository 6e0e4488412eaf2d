#include "pipeline/source.hpp"

#include <fmt/format.h>

#include "schema/error.hpp"

namespace retort::pipeline {

std::optional<Dialect> Source::dialect() const {
    if (url) return url->dialect;
    if (snapshot) return snapshot->dialect;
    return std::nullopt;
}

Dialect common_dialect(Project& project, std::optional<Dialect> requested, const Source& a, const Source* b) {
    const std::optional<Dialect> of_a = a.dialect();
    const std::optional<Dialect> of_b = b ? b->dialect() : std::nullopt;
    if (of_a && of_b && *of_a != *of_b)
        throw Error("RT269",
                    fmt::format("'{}' is {} and '{}' is {}: they can't be compared", a.name, to_string(*of_a), b->name,
                                to_string(*of_b)),
                    "name two sources of one dialect");
    if (const std::optional<Dialect> known = of_a ? of_a : of_b) {
        check_requested(requested, fmt::format("'{}'", (of_a ? a : *b).name), *known);
        return *known;
    }
    if (requested) return *requested;
    if (const std::optional<Dialect> configured = project.dialect()) return *configured;
    if (a.kind == Source::Kind::migrations || (b && b->kind == Source::Kind::migrations)) {
        const migrate::Chain chain = project.revisions();
        for (const migrate::Revision& revision : chain.revisions())
            if (revision.dialect) return *revision.dialect;
    }
    project.check_url();
    throw no_dialect(fmt::format("'{}'", a.name));
}

void check_requested(std::optional<Dialect> requested, const std::string& source, Dialect known) {
    if (requested && *requested != known)
        throw Error("RT207",
                    fmt::format("{} is {}, but --dialect is {}", source, to_string(known), to_string(*requested)),
                    "leave out --dialect, or name a source of that dialect");
}

Error no_dialect(const std::string& source) {
    return Error("RT208", fmt::format("the dialect of {} is unknown", source),
                 "give --dialect postgresql or --dialect sqlite");
}

}  // namespace retort::pipeline
