#pragma once

#include <string>

#include "diff/change.hpp"

// Parts of a table as one line of SQL, for reading: what a model declares, in the order of CREATE TABLE.
namespace retort::page {

/// "character varying(200) NOT NULL DEFAULT 'x'"
std::string definition(const Column& column);

/// "FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE"
std::string definition(const diff::Constraint& constraint);

/// "UNIQUE (role, created_at DESC) WHERE active"
std::string definition(const Index& index);

}  // namespace retort::page
