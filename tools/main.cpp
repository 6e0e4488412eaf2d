#include "tools/program.hpp"

int main(int argc, char** argv) { return retort::tools::Program().run(argc, argv); }
