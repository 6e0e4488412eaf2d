#include "scratch/scratch.hpp"

#include "engine/engine.hpp"

namespace retort::scratch {

std::unique_ptr<Scratch> open_scratch(const ScratchOptions& options) {
    return engine_for(options.dialect).open_scratch(options);
}

}  // namespace retort::scratch
