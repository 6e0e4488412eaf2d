#pragma once

#include <string>
#include <vector>

#include "diff/type_parts.hpp"
#include "emit/script.hpp"

namespace retort::emit::postgres {

/// True when ALTER DOMAIN turns the one into the other: the type below is the same.
bool domain_alterable(const Definition& from, const Definition& to);

/// True when the way there asks whether values hold: a new constraint, NOT NULL.
bool adds_checks(const diff::DomainParts& from, const diff::DomainParts& to);

/// ALTER DOMAIN … for all that differs but the comment.
std::vector<Statement> alter_domain_sql(const Definition& from, const Definition& to);

/// True when ALTER TYPE turns the one into the other: attributes go, others come at the end, and
/// where no value of it is stored (`free`), types of attributes change.
bool composite_alterable(const Definition& from, const Definition& to, bool free);

/// ALTER TYPE … for all that differs but the comment.
std::vector<Statement> alter_composite_sql(const Definition& from, const Definition& to);

/// `from` with the comments on constraints and attributes that are left once it is altered.
Definition with_comments_left(Definition from, const Definition& to);

}  // namespace retort::emit::postgres
