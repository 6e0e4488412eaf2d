#pragma once

#include <memory>
#include <utility>

#include "scratch/scratch.hpp"

namespace retort::scratch {

/// A scratch that is opened on first use: a throwaway cluster takes a second to start, and
/// is often not needed.
class ScratchSource {
public:
    explicit ScratchSource(scratch::ScratchOptions options) : options_(std::move(options)) {}

    /// Throws the errors of open_scratch.
    scratch::Scratch& get() {
        if (!scratch_) scratch_ = scratch::open_scratch(options_);
        return *scratch_;
    }

    /// True when scratch_url is set; then no other scratch is tried.
    bool named() const { return options_.scratch_url.has_value(); }

    bool opened() const { return scratch_ != nullptr; }

private:
    scratch::ScratchOptions options_;
    std::unique_ptr<scratch::Scratch> scratch_;
};

}  // namespace retort::scratch
