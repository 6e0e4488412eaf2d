#pragma once

#include "reflect/reader/request.hpp"

namespace retort::reflect {

/// Parses the headers as one translation unit and reads their models.
UnitResult read_unit(const UnitRequest& request);

}  // namespace retort::reflect
