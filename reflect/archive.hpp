#pragma once

#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reflect/record.hpp"

namespace retort::reflect::archive {

// Binary serialization, for the reader's cache and for its program. One function serves both directions:
// `io(archive, value)` writes with a Writer and reads with a Reader.

class Writer {
public:
    static constexpr bool reading = false;

    void number(std::uint64_t value) {
        while (value >= 0x80) {
            bytes += static_cast<char>(value | 0x80);
            value >>= 7;
        }
        bytes += static_cast<char>(value);
    }
    /// Writes each text once, and afterwards its number.
    void text(const std::string& value) {
        const auto [at, fresh] = texts_.emplace(value, texts_.size());
        number(at->second);
        if (!fresh) return;
        number(value.size());
        bytes += value;
    }
    /// Writes the object's number. Returns true for a new object, whose content must follow.
    template <class T>
    bool object(const std::shared_ptr<const T>& value) {
        if (!value) {
            number(0);
            return false;
        }
        const auto [at, fresh] = objects_.emplace(value.get(), objects_.size() + 1);
        number(at->second);
        return fresh;
    }

    std::string bytes;

private:
    std::map<std::string, std::uint64_t> texts_;
    std::map<const void*, std::uint64_t> objects_;
};

/// Thrown by a Reader for bytes that no Writer wrote.
struct Damaged {};

class Reader {
public:
    static constexpr bool reading = true;

    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (rest_.empty()) throw Damaged{};
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if ((byte & 0x80) == 0) return value;
        }
        throw Damaged{};
    }
    const std::string& text() {
        const std::uint64_t which = number();
        if (which < texts_.size()) return texts_[which];
        const std::uint64_t size = number();
        if (which != texts_.size() || size > rest_.size()) throw Damaged{};
        texts_.emplace_back(rest_.substr(0, size));
        rest_.remove_prefix(size);
        return texts_.back();
    }
    std::size_t count() {
        const std::uint64_t value = number();
        if (value > rest_.size()) throw Damaged{};
        return value;
    }
    bool done() const { return rest_.empty(); }

    std::vector<std::shared_ptr<const void>> objects;

private:
    std::string_view rest_;
    std::vector<std::string> texts_;
};

template <class A, class T>
void io_number(A& archive, T& value) {
    if constexpr (A::reading)
        value = static_cast<T>(archive.number());
    else
        archive.number(static_cast<std::uint64_t>(value));
}

template <class A>
void io(A& archive, std::string& value) {
    if constexpr (A::reading)
        value = archive.text();
    else
        archive.text(value);
}

/// Zigzag encoding, so that small negative numbers are short.
template <class A>
void io(A& archive, std::int64_t& value) {
    if constexpr (A::reading) {
        const std::uint64_t raw = archive.number();
        value = static_cast<std::int64_t>((raw >> 1) ^ (~(raw & 1) + 1));
    } else {
        const auto raw = static_cast<std::uint64_t>(value);
        archive.number((raw << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0));
    }
}

template <class A>
void io(A& archive, int& value) {
    std::int64_t wide = value;
    io(archive, wide);
    value = static_cast<int>(wide);
}

template <class A>
void io(A& archive, bool& value) {
    io_number(archive, value);
}

template <class A>
void io(A& archive, double& value) {
    std::uint64_t raw = 0;
    std::memcpy(&raw, &value, sizeof raw);
    io_number(archive, raw);
    std::memcpy(&value, &raw, sizeof raw);
}

template <class A, class T>
void io(A& archive, std::vector<T>& list);

template <class A, class T>
void io(A& archive, std::shared_ptr<const T>& value) {
    if constexpr (A::reading) {
        const std::uint64_t which = archive.number();
        if (which == 0) {
            value = nullptr;
        } else if (which <= archive.objects.size()) {
            value = std::static_pointer_cast<const T>(archive.objects[which - 1]);
        } else {
            if (which != archive.objects.size() + 1) throw Damaged{};
            auto made = std::make_shared<T>();
            archive.objects.push_back(made);
            io(archive, *made);
            value = std::move(made);
        }
    } else if (archive.object(value)) {
        T copy = *value;
        io(archive, copy);
    }
}

template <class A>
void io(A& archive, SourceFile& value) {
    io(archive, value.path);
    io(archive, value.absolute);
}

template <class A>
void io(A& archive, Location& value) {
    io(archive, value.file);
    io(archive, value.line);
    io(archive, value.column);
}

template <class A>
void io(A& archive, MemberRef& value) {
    io(archive, value.owner);
    io(archive, value.name);
}

template <class A>
void io(A& archive, Fact& value) {
    io_number(archive, value.kind);
    io_number(archive, value.on);
    io(archive, value.text);
    io(archive, value.more);
    io(archive, value.number);
    io(archive, value.real);
    io(archive, value.member);
    io(archive, value.type);
    io(archive, value.place);
}

template <class A>
void io(A& archive, Rule& value) {
    io_number(archive, value.kind);
    io(archive, value.facts);
    io(archive, value.inherited);
    io(archive, value.place);
}

template <class A>
void io(A& archive, Enumerator& value) {
    io(archive, value.name);
    io(archive, value.value);
}

template <class A>
void io(A& archive, Enumeration& value) {
    io(archive, value.name);
    io(archive, value.enumerators);
    io(archive, value.bits);
    io(archive, value.is_unsigned);
    io(archive, value.comment);
    io(archive, value.facts);
    io(archive, value.place);
}

template <class A>
void io(A& archive, CxxType& value) {
    io_number(archive, value.kind);
    io(archive, value.optional);
    io(archive, value.is_unsigned);
    io(archive, value.bits);
    io(archive, value.extent);
    io(archive, value.spelling);
    io(archive, value.element);
    io(archive, value.enumeration);
    io(archive, value.facts);
}

template <class A>
void io(A& archive, Member& value) {
    io(archive, value.owner);
    io(archive, value.name);
    io(archive, value.type);
    io(archive, value.comment);
    io(archive, value.place);
}

template <class A>
void io(A& archive, Record& value) {
    io(archive, value.name);
    io(archive, value.comment);
    io(archive, value.members);
    io(archive, value.rules);
    io(archive, value.place);
    io(archive, value.naming);
}

template <class A, class T>
void io(A& archive, std::vector<T>& list) {
    if constexpr (A::reading)
        list.resize(archive.count());
    else
        archive.number(list.size());
    for (T& one : list) io(archive, one);
}

/// Serializes the value.
template <class T>
std::string packed(T value) {
    Writer writer;
    io(writer, value);
    return std::move(writer.bytes);
}

/// `unpacked<T>(packed(value))` is the value; unset for damaged or truncated bytes.
template <class T>
std::optional<T> unpacked(std::string_view bytes) {
    try {
        Reader reader(bytes);
        T value;
        io(reader, value);
        if (!reader.done()) return std::nullopt;
        return value;
    } catch (const Damaged&) {
        return std::nullopt;
    }
}

}  // namespace retort::reflect::archive
