#pragma once

#include <string>

#include "review/finding.hpp"

namespace retort::review {

/// The findings for a person: each begins with the word of its kind, which --allow takes.
///
///     models: the models are ahead of the migrations: 1 difference
///       models/person.hpp:9: new column people.age integer
///       → retort revision -a -m "…"
std::string to_text(const Report& report);

}  // namespace retort::review
