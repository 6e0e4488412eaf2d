#pragma once

#include <memory>
#include <utility>

#include "scratch/scratch.hpp"

namespace retort::scratch {

/// A scratch that is opened when it is first asked for: a throwaway cluster takes a second
/// to start, and often nobody needs it.
class ScratchSource {
public:
    explicit ScratchSource(scratch::ScratchOptions options) : options_(std::move(options)) {}

    /// Throws what open_scratch throws.
    scratch::Scratch& get() {
        if (!scratch_) scratch_ = scratch::open_scratch(options_);
        return *scratch_;
    }

    /// True when the configuration names one: it is that or none.
    bool named() const { return options_.scratch_url.has_value(); }

    bool opened() const { return scratch_ != nullptr; }

private:
    scratch::ScratchOptions options_;
    std::unique_ptr<scratch::Scratch> scratch_;
};

}  // namespace retort::scratch
