#include <iostream>

#include "city.hpp"

int main() {
    const City city{1, "Bath"};
    std::cout << city.name << '\n';
}
