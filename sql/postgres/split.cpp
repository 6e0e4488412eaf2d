#include "sql/postgres/split.hpp"

#include <pg_query.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <string>
#include <utility>

#include "sql/text_error.hpp"

namespace retort::sql::postgres {
namespace {

struct Token {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::uint64_t kind = 0;
};

// Token numbers of pg_query.proto; single characters have their ASCII code.
constexpr std::uint64_t sql_comment = 275;
constexpr std::uint64_t c_comment = 276;

/// Reads protocol buffers' wire format as far as pg_query.proto's ScanResult needs it:
/// variable-length integers and length-delimited fields.
class Wire {
public:
    explicit Wire(std::string_view bytes) : bytes_(bytes) {}

    bool done() const { return bytes_.empty(); }

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; !bytes_.empty() && shift < 64; shift += 7) {
            const auto byte = static_cast<unsigned char>(bytes_.front());
            bytes_.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if ((byte & 0x80U) == 0) {
                break;
            }
        }
        return value;
    }

    std::string_view block() {
        const auto length = std::min<std::size_t>(number(), bytes_.size());
        const std::string_view out = bytes_.substr(0, length);
        bytes_.remove_prefix(length);
        return out;
    }

private:
    std::string_view bytes_;
};

std::vector<Token> tokens_of(std::string_view scan_result) {
    std::vector<Token> out;
    for (Wire wire(scan_result); !wire.done();) {
        const std::uint64_t key = wire.number();
        if (key != ((2U << 3U) | 2U)) {  // not a token: the version number
            wire.number();
            continue;
        }
        Token token;
        for (Wire inner(wire.block()); !inner.done();) {
            const std::uint64_t field = inner.number() >> 3U;
            const std::uint64_t value = inner.number();
            if (field == 1) {
                token.begin = value;
            } else if (field == 2) {
                token.end = value;
            } else if (field == 4) {
                token.kind = value;
            }
        }
        if (token.kind != sql_comment && token.kind != c_comment) {
            out.push_back(token);
        }
    }
    return out;
}

bool is_word(std::string_view text, std::string_view upper) {
    return std::equal(text.begin(), text.end(), upper.begin(), upper.end(),
                      [](char a, char b) { return std::toupper(static_cast<unsigned char>(a)) == b; });
}

bool starts_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

/// The offset of a position that counts characters from 1.
std::size_t offset_of(std::string_view script, int position) {
    std::size_t offset = 0;
    for (int left = position - 1; offset < script.size(); ++offset) {
        if (starts_character(script[offset]) && left-- <= 0) break;
    }
    return offset;
}

/// An error of the scanner.
[[noreturn]] void reject(std::string_view script, const PgQueryError& error) {
    std::string message = error.message;
    if (const auto near = message.find(" at or near "); near != std::string::npos) {
        message.erase(near);
    }
    reject_unterminated(script, offset_of(script, error.cursorpos), std::move(message),
                        "close it; no statement of the script was run");
}

}  // namespace

std::vector<std::string_view> split(std::string_view script) {
    reject_nul(script, "remove it; no statement of the script was run");
    const std::string text(script);
    PgQueryScanResult scanned = pg_query_scan(text.c_str());
    struct Free {
        PgQueryScanResult& result;
        ~Free() { pg_query_free_scan_result(result); }
    } const free{scanned};
    if (scanned.error != nullptr) {
        reject(script, *scanned.error);
    }

    std::vector<std::string_view> out;
    const std::size_t none = script.size();
    std::size_t begin = none;
    std::size_t end = 0;
    int brackets = 0;
    int blocks = 0;  // nesting depth of BEGIN ATOMIC and of CASE inside it
    bool creates = false;
    bool after_begin = false;
    const auto finish = [&] {
        if (begin != none) {
            out.push_back(script.substr(begin, end - begin));
        }
        begin = none;
        brackets = blocks = 0;
        creates = after_begin = false;
    };
    for (const Token& token : tokens_of({scanned.pbuf.data, scanned.pbuf.len})) {
        if (token.kind == ';' && brackets <= 0 && blocks == 0) {
            finish();
            continue;
        }
        const std::string_view word = script.substr(token.begin, token.end - token.begin);
        if (begin == none) {
            begin = token.begin;
            creates = is_word(word, "CREATE");
        }
        end = token.end;
        if (token.kind == '(') {
            ++brackets;
        } else if (token.kind == ')') {
            --brackets;
        } else if (creates && blocks == 0) {
            if (after_begin && is_word(word, "ATOMIC")) {
                blocks = 1;
            }
            after_begin = is_word(word, "BEGIN");
        } else if (blocks > 0) {
            if (is_word(word, "CASE")) {
                ++blocks;
            } else if (is_word(word, "END")) {
                --blocks;
            }
        }
    }
    finish();
    return out;
}

}  // namespace retort::sql::postgres
