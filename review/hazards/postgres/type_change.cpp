#include "review/hazards/postgres/type_change.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace retort::hazards::postgres {

namespace {

/// Casts of pg_cast with castmethod b between types whose names differ, where the target has no length.
constexpr auto binary_coercible = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"bit", "varbit"},
    {"cidr", "inet"},
    {"citext", "text"},
    {"citext", "varchar"},
    {"int4", "oid"},
    {"oid", "int4"},
    {"text", "citext"},
    {"text", "varchar"},
    {"varbit", "bit"},
    {"varchar", "citext"},
    {"varchar", "text"},
    {"xml", "text"},
    {"xml", "varchar"},
});

/// Numbers, the wider ones with the higher rank, and the loss when one of a higher rank becomes one of this.
struct NumberType {
    std::string_view name;
    int rank;
    std::string_view loss;
};

constexpr auto numbers = std::to_array<NumberType>({
    {"int2", 1, "numbers above 32767 fail"},
    {"int4", 2, "numbers above 2147483647 fail"},
    {"int8", 3, "numbers above 9223372036854775807 fail"},
    {"float4", 4, "numbers keep 6 digits"},
    {"float8", 5, "numbers keep 15 digits"},
    {"numeric", 6, ""},
});

constexpr auto texts = std::to_array<std::string_view>({"bpchar", "citext", "name", "text", "varchar"});
constexpr auto with_precision =
    std::to_array<std::string_view>({"interval", "time", "timestamp", "timestamptz", "timetz"});

template <class List>
bool contains(const List& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

const NumberType* number(std::string_view name) {
    const auto* found =
        std::find_if(numbers.begin(), numbers.end(), [&](const NumberType& each) { return each.name == name; });
    return found == numbers.end() ? nullptr : found;
}

/// A length that the new type has, and the old one has not or has longer; 0: none.
int shorter_length(const KnownType& from, const KnownType& to) {
    if (to.modifiers.empty()) return 0;
    return from.modifiers.empty() || from.modifiers[0] > to.modifiers[0] ? to.modifiers[0] : 0;
}

/// One type, other modifiers.
TypeChange changed_modifiers(const KnownType& from, const KnownType& to) {
    TypeChange change;
    if (to.name == "varchar" || to.name == "varbit") {
        const int length = shorter_length(from, to);
        change.rewrites = length > 0;
        if (length > 0) change.narrows = fmt::format("values longer than {} fail", length);
    } else if (to.name == "bpchar" || to.name == "bit") {
        if (const int length = shorter_length(from, to); length > 0)
            change.narrows = fmt::format("values longer than {} fail", length);
    } else if (to.name == "numeric") {
        const auto part = [](const KnownType& type, std::size_t i) {
            return i < type.modifiers.size() ? type.modifiers[i] : 0;
        };
        const int scale = part(to, 1), digits = part(to, 0) - scale;
        const bool unlimited = from.modifiers.empty();
        change.rewrites = !to.modifiers.empty() && (unlimited || part(from, 1) != scale || part(from, 0) > part(to, 0));
        if (!to.modifiers.empty() && (unlimited || part(from, 1) > scale))
            change.narrows = fmt::format("values are rounded to {} decimal places", scale);
        if (!to.modifiers.empty() && (unlimited || part(from, 0) - part(from, 1) > digits))
            change.narrows = fmt::format("values with more than {} digits before the point fail", digits);
    } else if (contains(with_precision, to.name)) {
        const bool fewer =
            !to.modifiers.empty() && (from.modifiers.empty() || from.modifiers.back() > to.modifiers.back());
        change.rewrites = fewer;
        if (fewer) change.narrows = fmt::format("seconds are rounded to {} decimal places", to.modifiers.back());
    }
    return change;
}

/// The loss between two types of different names; empty if there is none or if it is not known.
std::string narrowing(const KnownType& from, const KnownType& to) {
    const NumberType* old_number = number(from.name);
    const NumberType* new_number = number(to.name);
    if (old_number != nullptr && new_number != nullptr) {
        // An int8 does not fit into the digits of a float8 either, but this is rare.
        if (new_number->rank < old_number->rank) return std::string(new_number->loss);
        if (to.name == "numeric" && !to.modifiers.empty()) return changed_modifiers({"numeric", {}, false}, to).narrows;
        return {};
    }
    if (contains(texts, from.name)) {
        if (contains(texts, to.name)) {
            const int length = shorter_length(from, to);
            return length > 0 ? fmt::format("values longer than {} fail", length) : "";
        }
        return fmt::format("values that are not of type {} fail", to.name);
    }
    if (from.name == "timestamptz" && to.name == "timestamp") return "the offset of the time zone is lost";
    if (from.name.starts_with("timestamp") && to.name == "date") return "the time of day is lost";
    if (from.name.starts_with("timestamp") && to.name.starts_with("time") && !to.name.starts_with("timestamp"))
        return "the date is lost";
    if (from.name == "jsonb" || from.name == "json" || from.name == "inet")
        return to.name == "cidr" ? "addresses with host bits fail" : "";
    return {};
}

}  // namespace

TypeChange type_change(const KnownType& from, const KnownType& to) {
    if (from.name.empty()) return {};
    if (from == to) return {.rewrites = false};
    if (from.array != to.array) return {};
    if (from.name == to.name) {
        TypeChange change = changed_modifiers(from, to);
        if (from.array) change.rewrites = true;  // the elements are inside of a value
        return change;
    }
    TypeChange change;
    const bool binary =
        std::find(binary_coercible.begin(), binary_coercible.end(),
                  std::pair<std::string_view, std::string_view>(from.name, to.name)) != binary_coercible.end();
    const bool same_length = to.modifiers.empty() || (!from.modifiers.empty() && from.modifiers == to.modifiers);
    change.rewrites = !binary || !same_length || from.array;
    change.narrows = narrowing(from, to);
    return change;
}

}  // namespace retort::hazards::postgres
