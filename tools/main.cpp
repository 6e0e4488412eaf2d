#include "tools/allocator.hpp"
#include "tools/program.hpp"

int main(int argc, char** argv) {
    retort::tools::prepare_heap();
    return retort::tools::Program().run(argc, argv);
}
