#pragma once

#include <cstdint>
#include <string_view>

namespace retort::reflect {

/// A 64-bit digest that distinguishes contents. It is not cryptographic.
std::uint64_t digest(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace retort::reflect
