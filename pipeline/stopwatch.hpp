#pragma once

#include <chrono>
#include <string_view>
#include <vector>

#include "migrate/proof.hpp"

namespace retort::pipeline {

/// Adds the duration of each phase to a list, if there is one. A phase that continues the last one is added to it.
class Stopwatch {
public:
    explicit Stopwatch(std::vector<migrate::Timing>* timings) : timings_(timings) {}

    template <class Work>
    auto operator()(std::string_view phase, Work work) {
        const auto start = std::chrono::steady_clock::now();
        auto result = work();
        if (timings_ != nullptr)
            add(phase, std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start));
        return result;
    }

private:
    void add(std::string_view phase, std::chrono::microseconds duration) {
        if (timings_->empty() || timings_->back().phase != phase)
            timings_->push_back({std::string(phase), duration});
        else
            timings_->back().duration += duration;
    }

    std::vector<migrate::Timing>* timings_;
};

}  // namespace retort::pipeline
