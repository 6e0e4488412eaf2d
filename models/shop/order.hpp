#pragma once

#include "customer.hpp"
#include "product.hpp"

namespace shop {

enum class OrderStatus { draft, placed, paid, shipped, cancelled };
BOOST_DESCRIBE_ENUM(OrderStatus, draft, placed, paid, shipped, cancelled)

/// What a customer ordered, at one time.
struct Order : Timestamps {
    std::int64_t id;
    std::optional<std::int64_t> customer_id;  ///< none: the customer was deleted
    OrderStatus status = OrderStatus::draft;
    std::optional<std::string> note;

    static constexpr auto schema() {
        using namespace retort;
        return table("orders",
                     column<&Order::id>().primary_key().identity_always().start(1000),
                     column<&Order::customer_id>().references<&Customer::id>(on_delete::set_null, on_update::cascade),
                     column<&Order::status>().server_default(OrderStatus::draft),
                     index<&Order::customer_id, &Order::created_at>());
    }
};
BOOST_DESCRIBE_STRUCT(Order, (Timestamps), (id, customer_id, status, note))

/// One line of an order.
struct OrderItem {
    std::int64_t order_id;
    std::int32_t line;
    std::string sku;
    std::int32_t quantity = 1;

    static constexpr auto schema() {
        using namespace retort;
        return table("order_items",
                     column<&OrderItem::order_id>().references<&Order::id>(on_delete::cascade),
                     column<&OrderItem::sku>().varchar(40).references<&Product::sku>(),
                     column<&OrderItem::quantity>().server_default(1),
                     primary_key<&OrderItem::order_id, &OrderItem::line>(),
                     unique<&OrderItem::order_id, &OrderItem::sku>().named("one_line_for_each_product"),
                     check("quantity > 0"));
    }
};
BOOST_DESCRIBE_STRUCT(OrderItem, (), (order_id, line, sku, quantity))

/// A part of an order's line that left the warehouse.
struct Shipment {
    std::int64_t id;
    std::int64_t order_id;
    std::int32_t line;
    std::int32_t quantity;
    std::chrono::system_clock::time_point shipped_at;

    static constexpr auto schema() {
        using namespace retort;
        return table("shipments",
                     column<&Shipment::id>().primary_key().identity().autoincrement(),
                     column<&Shipment::shipped_at>().default_sql("now()"),
                     foreign_key<&Shipment::order_id, &Shipment::line>()
                         .references<&OrderItem::order_id, &OrderItem::line>(on_delete::cascade)
                         .deferrable());
    }
};
BOOST_DESCRIBE_STRUCT(Shipment, (), (id, order_id, line, quantity, shipped_at))

}  // namespace shop
