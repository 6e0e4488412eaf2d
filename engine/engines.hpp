#pragma once

#include "engine/engine.hpp"

namespace retort {

const Engine& postgres_engine();
const Engine& sqlite_engine();

}  // namespace retort
