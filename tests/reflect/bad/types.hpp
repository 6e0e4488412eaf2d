#pragma once
#include <atomic>
#include <bitset>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>
#include <cstdint>
#include <retort/model.hpp>

struct Money { long cents; };

struct Row {
    std::int64_t id;
    std::thread worker;
    std::string_view title;
    const char* name;
    std::uint64_t counter;
    long double ratio;
    std::unique_ptr<int> maybe;
    std::shared_ptr<std::string> shared;
    std::map<std::string, int> scores;
    std::variant<int, std::string> either;
    std::wstring wide;
    std::function<void()> callback;
    std::bitset<8> flags;
    Money price;
    int& reference;
    std::atomic<int> atomic;
    std::vector<std::thread> workers;
    std::optional<std::string_view> maybe_title;
    std::int32_t bits : 4;
    union { int a; float b; };
    void (*function)();
    std::vector<std::vector<Money>> nested;

    static constexpr auto schema() { return retort::table("rows", retort::column<&Row::id>().primary_key()); }
};

// expect: 19:17 RT101 no column type for 'std::thread': member 'Row::worker'
// expect: 20:22 RT101 no column type for 'std::string_view', which does not own its text: member 'Row::title'
// expect: 21:17 RT101 no column type for 'const char *': member 'Row::name'
// expect: 22:19 RT101 an unsigned 64-bit integer fits no integer type of the database: member 'Row::counter'
// expect: 23:17 RT101 no column type for 'long double': member 'Row::ratio'
// expect: 24:26 RT101 no column type for 'std::unique_ptr<int>': member 'Row::maybe'
// expect: 25:34 RT101 no column type for 'std::shared_ptr<std::string>': member 'Row::shared'
// expect: 26:32 RT101 no column type for 'std::map<std::string, int>': member 'Row::scores'
// expect: 27:36 RT101 no column type for 'std::variant<int, std::string>': member 'Row::either'
// expect: 28:18 RT101 no column type for 'std::wstring': member 'Row::wide'
// expect: 29:27 RT101 no column type for 'std::function<void ()>': member 'Row::callback'
// expect: 30:20 RT101 no column type for 'std::bitset<8>': member 'Row::flags'
// expect: 31:11 RT101 no column type for 'Money': member 'Row::price'
// expect: 32:10 RT101 no column type for 'int &': member 'Row::reference'
// expect: 33:22 RT101 no column type for 'std::atomic<int>': member 'Row::atomic'
// expect: 34:30 RT101 no column type for 'std::vector<std::thread>': member 'Row::workers'
// expect: 35:37 RT101 no column type for 'std::optional<std::string_view>', which does not own its text:
//         member 'Row::maybe_title'
// expect: 36:18 RT101 no column type for a bit-field: member 'Row::bits'
// expect: 37:5 RT101 no column type for an anonymous union or struct: member 'Row::(anonymous)'
// expect: 38:12 RT101 no column type for 'void (*)()': member 'Row::function'
// expect: 39:37 RT101 no column type for 'std::vector<std::vector<Money>>': member 'Row::nested'
