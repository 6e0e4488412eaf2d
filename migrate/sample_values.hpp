#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"

namespace retort::migrate {

/// Values for a column of this type of PostgreSQL, as the text of literals; the more common ones first. A value may
/// exceed a length or violate a constraint of a domain: the caller asks the server.
std::vector<std::string> sample_values(const Type& type, const Schema& schema);

/// The values of the literals in an expression, a check or a partition bound, for which it may hold: '2' of
/// "priority <= 2", 'open' of "state = 'open'". A number is followed by its neighbours and its double.
std::vector<std::string> literals_in(std::string_view expression);

}  // namespace retort::migrate
