#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <retort/model.hpp>

// Class templates that nothing instantiates explicitly.
namespace grammar {

template <class Model>
struct Identified {
    std::int64_t id;
    static constexpr auto schema() { return retort::mixin(retort::column<&Identified::id>().primary_key()); }
};

template <class T>
struct Money {
    T amount;
};

template <class T>
struct Wrapped {
    T value;
};

/// Instances as bases and as members' types.
struct Invoice : Identified<Invoice> {
    Money<double> total;
    std::optional<Money<int>> discount;
    Wrapped<std::string> text;
    static constexpr auto schema() { return retort::table("invoices"); }
};

/// An instance as a model, by a variable.
template <class T>
struct Setting {
    std::int64_t id;
    T value;
    static constexpr auto schema() {
        using namespace retort;
        return table(T::table, column<&Setting::id>().primary_key());
    }
};

struct Limits : Wrapped<int> {
    static constexpr auto table = "limits";
};

}  // namespace grammar

template <class T>
struct retort::model<grammar::Money<T>> {
    static constexpr auto schema() { return retort::sql_type("numeric(12,2)"); }
};

template <class T>
struct retort::model<grammar::Wrapped<T>> {
    static constexpr auto schema() { return retort::stored_as<T>(); }
};

template <>
struct retort::model<grammar::Limits> {
    static constexpr auto schema() { return retort::sql_type("integer"); }
};

inline grammar::Setting<grammar::Limits> limits;
