#include "migrate/digest.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace retort::migrate {

namespace {

std::array<unsigned char, 32> digest(std::string_view bytes) {
    std::array<unsigned char, 32> out{};
    unsigned int length = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), out.data(), &length, EVP_sha256(), nullptr) != 1 || length != out.size())
        throw std::runtime_error("OpenSSL does not provide SHA-256");
    return out;
}

}  // namespace

std::string sha256(std::string_view bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : digest(bytes)) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::int64_t sha256_key(std::string_view bytes) {
    const auto out = digest(bytes);
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < 8; ++i) key = key << 8 | out[i];
    return static_cast<std::int64_t>(key);
}

}  // namespace retort::migrate
