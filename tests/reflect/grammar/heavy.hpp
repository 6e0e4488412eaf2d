#pragma once

// A model in a header like those of real projects.

#include <boost/asio.hpp>
#include <boost/describe.hpp>
#include <nlohmann/json.hpp>

#include <concepts>
#include <coroutine>
#include <map>
#include <ranges>
#include <regex>
#include <string>
#include <variant>

#include <retort/model.hpp>

#define HEAVY_FIELD(type, name) type name##_value

namespace grammar {

template <class T>
concept Storable = requires(T t) {
    { t.id } -> std::convertible_to<std::int64_t>;
};

template <class T>
class Repository {
public:
    explicit Repository(boost::asio::io_context& context) : timer_(context) {}
    const T* find(std::int64_t id) const {
        const auto at = rows_.find(id);
        return at != rows_.end() ? &at->second : nullptr;
    }

private:
    boost::asio::steady_timer timer_;
    std::map<std::int64_t, T> rows_;
};

struct Task0 {
    struct promise_type {
        Task0 get_return_object() { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() {}
    };
};

inline Task0 coroutine() { co_return; }

inline auto evens(const std::vector<int>& list) {
    return list | std::views::filter([](int i) { return i % 2 == 0; });
}

struct [[deprecated("use Account")]] OldAccount {
    int id;
    static int schema() { return 3; }  // not a model: an unrelated schema()
};

/// A model with functions, a constructor, nested types and statics.
class Account {
public:
    Account() = default;
    explicit Account(std::string name) : name_(std::move(name)) {}
    virtual ~Account() = default;

    const std::string& name() const { return name_; }
    [[nodiscard]] bool operator==(const Account& other) const { return id == other.id; }

    struct Address {
        std::string street;
    };
    static inline int instances = 0;
    static constexpr int limit = 3;

    std::int64_t id = 0;
    HEAVY_FIELD(std::int32_t, balance) = 0;
    nlohmann::json settings;

private:
    std::string name_;
    BOOST_DESCRIBE_CLASS(Account, (), (id, balance_value, settings), (), (name_))

public:
    static constexpr auto schema() {
        using namespace retort;
        return table("accounts", column<&Account::id>().primary_key(), column<&Account::name_>("name").varchar(40));
    }
};
static_assert(Storable<Account>);

}  // namespace grammar
