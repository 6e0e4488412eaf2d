#pragma once

#include "migrate/revision.hpp"
#include "review/lint/lint.hpp"
#include "schema/schema.hpp"

namespace retort::pipeline {

/// Judges the upgrade of a generated revision, which runs on a database with the schema `from`. `options.dialect` is
/// that of the schema.
hazards::LintReport judge_revision(const migrate::Revision& revision, const Schema& from, hazards::LintOptions options);

}  // namespace retort::pipeline
