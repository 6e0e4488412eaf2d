#include "library/embed.hpp"

int main(int count, char** arguments) { return retort::library::embed_main(count, arguments); }
