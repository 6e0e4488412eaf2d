#pragma once

#include <string>

#include "review/page/page.hpp"

namespace retort::page::test {

/// A schema with tables "users" and "orders", which references it.
Schema start();

/// The page about the difference between two schemas, and a migration with this text of a file.
Page page_of(const Schema& before, const Schema& after, const std::string& file = "");

}  // namespace retort::page::test
