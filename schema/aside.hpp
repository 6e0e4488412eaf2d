#pragma once

#include <utility>

namespace retort {

/// A value that travels with another but is no part of what it is: two objects
/// that differ only in their asides are equal.
template <class T>
struct Aside {
    T value{};

    Aside() = default;
    Aside(T v) : value(std::move(v)) {}  // NOLINT: meant to convert

    T& operator*() { return value; }
    const T& operator*() const { return value; }
    T* operator->() { return &value; }
    const T* operator->() const { return &value; }

    friend bool operator==(const Aside&, const Aside&) { return true; }
};

}  // namespace retort
