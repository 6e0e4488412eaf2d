// A program that starts only on a database that is as its models say.

#include <cstdio>

#include <retort/database.hpp>

#include "models/note.hpp"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: notes URL\n");
        return 2;
    }
    try {
        retort::require<notes::Notebook, notes::Note>(argv[1]);
    } catch (const retort::DifferenceError& error) {
        std::fprintf(stderr, "%s\n", error.what());
        std::fprintf(stderr, "This would make it as the models say:\n\n%s", error.differences().sql.c_str());
        return 1;
    } catch (const retort::Error& error) {
        std::fprintf(stderr, "%s", retort::render(error).c_str());
        return 2;
    }
    std::puts("ready");
    return 0;
}
