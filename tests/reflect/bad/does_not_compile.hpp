#pragma once
#include <string>
#include <retort/model.hpp>

struct Row {
    std::strin name;
    int x = "text";
    static constexpr auto schema() { return retort::table("rows"); }
};

// expect: 6:10 RT100 no type named 'strin' in namespace 'std'; did you mean 'string'?
// expect: 7:13 RT100 cannot initialize a member subobject of type 'int' with an lvalue of type 'const char[5]'
