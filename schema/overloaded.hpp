#pragma once

namespace retort {

/// A visitor made of functions, one for each alternative of a variant; one of `const auto&` takes the rest:
///
///     std::visit(Overloaded{[](const Enum& each) { … }, [](const auto&) { … }}, variant);
template <class... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};

}  // namespace retort
