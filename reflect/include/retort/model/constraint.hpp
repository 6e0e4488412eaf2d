#pragma once

#include <type_traits>

#include "retort/model/fact.hpp"
#include "retort/model/member.hpp"

namespace retort {

namespace detail {

/// The common part of all rules of a table. `Self` is the rule itself.
template <class Self>
struct table_rule : rule {
    /// The object's explicit name; without it, the naming convention generates one.
    constexpr Self&& named(const char* name) && { return text_(fact_kind::named, name); }
    /// The following clauses apply to one engine.
    constexpr Self&& on(engine which) && {
        mode = which;
        return move();
    }
    /// The rule applies to one engine only.
    constexpr Self&& only(engine which) && { return number_(fact_kind::only, static_cast<long long>(which)); }
    /// COMMENT ON (PostgreSQL).
    constexpr Self&& comment(const char* text) && { return text_(fact_kind::comment, text); }

protected:
    constexpr Self&& move() { return static_cast<Self&&>(*this); }
    constexpr Self&& flag_(fact_kind kind) {
        add(*this, kind);
        return move();
    }
    constexpr Self&& text_(fact_kind kind, const char* text) {
        add_text(*this, kind, text);
        return move();
    }
    constexpr Self&& texts_(fact_kind kind, const char* text, const char* more) {
        add_texts(*this, kind, text, more);
        return move();
    }
    constexpr Self&& number_(fact_kind kind, long long number) {
        add_number(*this, kind, number);
        return move();
    }
    constexpr Self&& ref_(fact_kind kind, const tag* ref) {
        add_ref(*this, kind, ref);
        return move();
    }
};

template <class... Ts>
struct type_list {};

template <class Rule, auto... Ms>
constexpr Rule rule_on(rule_kind kind) {
    Rule made{};
    made.kind = kind;
    (add_ref(made, fact_kind::member, &member_id<Ms>), ...);
    return made;
}

}  // namespace detail

/// PRIMARY KEY or UNIQUE over several columns.
struct key_rule : detail::table_rule<key_rule> {
    /// INCLUDE (PostgreSQL).
    template <auto... Ms>
    constexpr key_rule&& include() && {
        (ref_(fact_kind::include, &member_id<Ms>), ...);
        return move();
    }
    constexpr key_rule&& deferrable() && { return flag_(fact_kind::deferrable); }
    constexpr key_rule&& initially_deferred() && { return flag_(fact_kind::initially_deferred); }
    /// UNIQUE NULLS NOT DISTINCT (PostgreSQL 15).
    constexpr key_rule&& nulls_not_distinct() && { return flag_(fact_kind::nulls_not_distinct); }
};

template <auto... Ms>
constexpr key_rule primary_key() {
    static_assert(sizeof...(Ms) > 0, "retort: a primary key has at least one column");
    return detail::rule_on<key_rule, Ms...>(rule_kind::primary_key);
}

template <auto... Ms>
constexpr key_rule unique() {
    static_assert(sizeof...(Ms) > 0, "retort: a unique constraint has at least one column");
    return detail::rule_on<key_rule, Ms...>(rule_kind::unique);
}

/// CHECK over the table's columns.
struct check_rule : detail::table_rule<check_rule> {
    constexpr check_rule&& no_inherit() && { return flag_(fact_kind::no_inherit); }
    constexpr check_rule&& not_valid() && { return flag_(fact_kind::not_valid); }
};

constexpr check_rule check(const char* sql) {
    check_rule made{};
    made.kind = rule_kind::check;
    detail::add_text(made, fact_kind::check, sql);
    return made;
}

/// FOREIGN KEY over one or more columns; `references` completes it.
template <class... Ts>
struct foreign_key_rule : detail::table_rule<foreign_key_rule<Ts...>> {
    using self = foreign_key_rule&&;

    template <auto... Targets>
    constexpr self references(detail::action first = {}, detail::action second = {}) && {
        check_types<Targets...>();
        detail::begin_reference(*this);
        detail::add_actions(*this, first, second);
        (this->ref_(fact_kind::target_member, &member_id<Targets>), ...);
        return this->move();
    }
    template <class Struct, auto... Targets>
    constexpr self references(detail::action first = {}, detail::action second = {}) && {
        check_types<Targets...>();
        detail::begin_reference(*this);
        this->ref_(fact_kind::target_type, &type_tag<Struct>::id);
        detail::add_actions(*this, first, second);
        (this->ref_(fact_kind::target_member, &member_id<Targets>), ...);
        return this->move();
    }
    /// PostgreSQL 15: the columns that ON DELETE SET NULL or SET DEFAULT sets; by default all.
    template <auto... Ms>
    constexpr self set_columns() && {
        (this->ref_(fact_kind::set_member, &member_id<Ms>), ...);
        return this->move();
    }
    constexpr self match_full() && { return this->flag_(fact_kind::match_full); }
    constexpr self deferrable() && { return this->flag_(fact_kind::deferrable); }
    constexpr self initially_deferred() && { return this->flag_(fact_kind::initially_deferred); }
    constexpr self not_valid() && { return this->flag_(fact_kind::not_valid); }

private:
    template <auto... Targets>
    static constexpr void check_types() {
        static_assert(sizeof...(Targets) == sizeof...(Ts),
                      "retort: a foreign key references as many columns as it has");
        if constexpr (sizeof...(Targets) == sizeof...(Ts))
            static_assert(
                std::is_same_v<detail::type_list<Ts...>, detail::type_list<detail::member_type_t<Targets>...>>,
                "retort: the columns of a foreign key and the referenced columns differ in type");
    }
};

template <auto... Ms>
constexpr foreign_key_rule<detail::member_type_t<Ms>...> foreign_key() {
    static_assert(sizeof...(Ms) > 0, "retort: a foreign key has at least one column");
    return detail::rule_on<foreign_key_rule<detail::member_type_t<Ms>...>, Ms...>(rule_kind::foreign_key);
}

}  // namespace retort
