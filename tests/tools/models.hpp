#pragma once

#include <string>

namespace retort::test {

/// A header with one model, `people`; `members` are additional members of the struct.
inline std::string person(const std::string& members = "", const std::string& rules = "") {
    return R"(#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <retort/model.hpp>

struct Person {
    std::int64_t id;
    std::string email;
    )" + members +
           R"(

    static constexpr auto schema() {
        using namespace retort;
        return table("people",
            column<&Person::id>().primary_key(),
            column<&Person::email>().varchar(255).unique())" +
           (rules.empty() ? "" : ",\n            " + rules) + R"();
    }
};
)";
}

}  // namespace retort::test
