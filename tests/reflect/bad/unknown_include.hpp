#pragma once
#include <no/such/header.hpp>

struct Row { int x; };

// expect: 2:10 RT100 'no/such/header.hpp' file not found
