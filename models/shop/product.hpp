#pragma once

#include <string>

#include "common.hpp"

namespace shop {

/// A tree of categories.
struct Category {
    std::int32_t id;
    std::optional<std::int32_t> parent_id;  ///< none: a root
    std::string name;

    static constexpr auto schema() {
        using namespace retort;
        return table("categories",
                     column<&Category::id>().primary_key().identity(),
                     column<&Category::parent_id>().references<&Category::id>(on_delete::restrict_),
                     column<&Category::name>().varchar(80),
                     unique<&Category::parent_id, &Category::name>(),
                     check("parent_id <> id").named("not_its_own_parent"));
    }
};
BOOST_DESCRIBE_STRUCT(Category, (), (id, parent_id, name))

/// Something that is sold.
struct Product : Timestamps {
    std::string sku;  ///< the key that people use
    std::int32_t category_id;
    std::string title;
    std::optional<std::string> description;
    double price;  ///< in the shop's currency, with VAT
    std::int16_t stock = 0;
    bool is_listed = true;
    std::optional<double> weight_kg;

    static constexpr auto schema() {
        using namespace retort;
        return table("products",
                     column<&Product::sku>().varchar(40).primary_key(),
                     column<&Product::category_id>().references<&Category::id>(),
                     column<&Product::title>().varchar(200),
                     column<&Product::price>().numeric(12, 2).check("price >= 0"),
                     column<&Product::stock>().server_default(0).check("stock >= 0").named("stock_is_not_negative"),
                     column<&Product::is_listed>().server_default(true),
                     index<&Product::category_id, desc<&Product::price>>().where("is_listed"),
                     index(key<&Product::title>(), key<&Product::sku>().desc().nulls_last()));
    }
};
BOOST_DESCRIBE_STRUCT(Product, (Timestamps), (sku, category_id, title, description, price, stock, is_listed, weight_kg))

}  // namespace shop
