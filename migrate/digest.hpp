#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace retort::migrate {

/// SHA-256 of `bytes` in lower-case hexadecimal, 64 digits.
std::string sha256(std::string_view bytes);

/// The first eight bytes of the SHA-256 of `bytes` as a signed number: a key for an advisory lock.
std::int64_t sha256_key(std::string_view bytes);

}  // namespace retort::migrate
