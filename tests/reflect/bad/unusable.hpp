#pragma once
#include <cstdint>
#include <retort/model.hpp>
#include <string>

// Nothing that has to do with Retort.
struct Config {
    std::string schema;
};
struct Catalog {
    const std::string& schema() const;
    static int schema(int);
};

struct Elsewhere {
    std::int64_t id;
    static constexpr auto schema();
};

struct NotStatic {
    std::int64_t id;
    constexpr auto schema() const { return retort::table("some", retort::column<&NotStatic::id>().primary_key()); }
};

struct Asks {
    std::int64_t id;
    static constexpr auto schema(int = 0) { return retort::table("asks", retort::column<&Asks::id>().primary_key()); }
};

struct Template {
    std::int64_t id;
    template <class T = int>
    static constexpr auto schema() {
        using namespace retort;
        return table("template", column<&Template::id>().primary_key());
    }
};

struct Lambda {
    std::int64_t id;
    static constexpr auto schema = [] { return retort::table("lambda", retort::column<&Lambda::id>().primary_key()); };
};

struct Variable {
    std::int64_t id;
    inline static const auto schema = retort::table("variable");
};

// expect: 17:27 RT389 schema() of 'Elsewhere' is declared and never defined
// expect: 22:20 RT388 schema() of 'NotStatic' is not static
// expect: 27:27 RT388 schema() of 'Asks' has parameters
// expect: 33:27 RT388 schema() of 'Template' is a template
// expect: 41:27 RT388 schema() of 'Lambda' is a lambda
// expect: 46:30 RT388 schema() of 'Variable' is a variable
