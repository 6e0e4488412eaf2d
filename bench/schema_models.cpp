// Prints a header with N models of 12 members, 4 indexes and 3 constraints each: the tables of
// schema_sql.cpp as a program would declare them, for the whole-process runs of `retort check`.

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "usage: {} TABLES\n", argv[0]);
        return 2;
    }
    const int tables = std::atoi(argv[1]);
    fmt::print(
        "#pragma once\n#include <chrono>\n#include <cstddef>\n#include <cstdint>\n#include <optional>\n#include "
        "<string>\n"
        "#include <vector>\n#include <retort/model.hpp>\n");
    for (int i = 0; i < tables; ++i) {
        const std::string reference =
            i == 0 ? std::string() : fmt::format(" column<&T{}::k>().references<&T{}::id>(),", i, i / 2);
        fmt::print(R"model(
struct T{0} {{
    std::int64_t id; std::string a; std::optional<std::string> b; std::optional<std::int32_t> c;
    std::optional<std::chrono::system_clock::time_point> d; bool e; std::optional<double> f;
    std::optional<float> g; std::optional<std::int16_t> h; std::optional<std::string> i;
    std::optional<std::vector<std::byte>> j; std::optional<std::int64_t> k;
    static constexpr auto schema() {{
        using namespace retort;
        return table("t{0:05}", column<&T{0}::id>().primary_key(), column<&T{0}::a>().unique(),
                     column<&T{0}::b>().default_sql("'x'"), column<&T{0}::c>().check("c > 0"),
                     column<&T{0}::d>().default_sql("now()"), column<&T{0}::e>().server_default(false),{1}
                     index<&T{0}::c, desc<&T{0}::d>>(), index<&T{0}::b>(), index<&T{0}::g>().where("e"),
                     index<&T{0}::k>());
    }}
}};
)model",
                   i, reference);
    }
    return 0;
}
