#pragma once

#include <memory>
#include <utility>

namespace retort {

/// A value that travels with an object and is no part of what a database holds: a directive for the migration, the
/// position in a source, whether a name is explicit, who manages the object. Equality (==) includes it; `same_state`
/// (schema/same_state.hpp) does not. A large value is allocated only when it is set.
template <class T, bool Large = (sizeof(T) > 64)>
struct Annotation {
    T value{};

    Annotation() = default;
    Annotation(T v) : value(std::move(v)) {}  // NOLINT: implicit conversion is intended

    T& operator*() { return value; }
    const T& operator*() const { return value; }
    T* operator->() { return &value; }
    const T* operator->() const { return &value; }

    bool operator==(const Annotation&) const = default;
};

template <class T>
struct Annotation<T, true> {
    Annotation() = default;
    Annotation(T v) : value_(std::make_unique<T>(std::move(v))) {}  // NOLINT: implicit conversion is intended
    Annotation(const Annotation& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
    Annotation(Annotation&&) noexcept = default;
    Annotation& operator=(const Annotation& other) {
        if (this != &other) value_ = other.value_ ? std::make_unique<T>(*other.value_) : nullptr;
        return *this;
    }
    Annotation& operator=(Annotation&&) noexcept = default;
    ~Annotation() = default;

    T& operator*() {
        if (!value_) value_ = std::make_unique<T>();
        return *value_;
    }
    const T& operator*() const { return value_ ? *value_ : unset(); }
    T* operator->() { return &**this; }
    const T* operator->() const { return &**this; }

    friend bool operator==(const Annotation& a, const Annotation& b) { return *a == *b; }

private:
    static const T& unset() {
        static const T value{};
        return value;
    }

    std::unique_ptr<T> value_;
};

}  // namespace retort
