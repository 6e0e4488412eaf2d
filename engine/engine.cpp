#include "engine/engine.hpp"

#include <array>

#include "engine/engines.hpp"

namespace retort {

const Engine& engine_for(Dialect dialect) {
    static const std::array<const Engine*, all_dialects.size()> engines{&postgres_engine(), &sqlite_engine()};
    return *engines[static_cast<std::size_t>(dialect)];
}

}  // namespace retort
