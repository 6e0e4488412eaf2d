#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "emit/plan.hpp"
#include "introspect/database.hpp"
#include "tests/support/case_checks.hpp"
#include "tests/support/case_file.hpp"

namespace retort::test {

/// The engine-specific steps of a case.
class CaseEngine {
public:
    virtual ~CaseEngine() = default;

    /// Its folder below tests/cases and tests/goldens.
    virtual std::string folder() const = 0;

    /// The golden of a case, relative to tests/goldens; empty: it has none.
    virtual std::filesystem::path golden(const std::string& group, const std::string& name) const {
        return std::filesystem::path(folder()) / group / (name + ".sql");
    }

    /// False for a case that is not registered; `number` counts all cases of the folder.
    virtual bool includes(const std::string& /*group*/, unsigned /*number*/) const { return true; }

    /// A session on an empty database for one of the two schemas. The database of a side is emptied by the next call.
    virtual std::shared_ptr<introspect::Database> open(Side side) = 0;

    /// The reason that the case can't run on this server; empty: it can.
    virtual std::string missing(introspect::Database&, const CaseFile&) const { return {}; }

    /// True if the goldens hold for this server: other versions print expressions differently.
    virtual bool has_goldens(introspect::Database&) const { return true; }

    /// False if the scripts are not those that a case expects in its file.
    virtual bool has_expected_scripts() const { return true; }

    virtual emit::Plan plan(const Schema& from, const Schema& to, emit::Direction direction) const {
        return emit::plan(from, to, direction);
    }

    /// True if a case whose plan has errors is skipped.
    virtual bool accepts_errors() const { return false; }

    /// True if another suite runs the same scripts on the same schemas, so that the case need not be run.
    virtual bool is_covered_elsewhere(const Schema&, const Schema&, const emit::Script&, const emit::Script&) const {
        return false;
    }

    /// Applies a script; a failed statement fails the test or throws.
    virtual void apply(introspect::Database& db, const emit::Script& script) const = 0;

    /// The rows as text; see test::rows_of.
    virtual std::string rows_of(introspect::Database& db, const std::vector<HeldTable>& tables, Side side,
                                bool all) const = 0;

    /// The engine's own dump of the schema as text; empty: it has none.
    virtual std::string dump(Side, const CaseFile&) const { return {}; }

    /// Variants of the case that are run after it and have no golden.
    virtual std::vector<CaseFile> variants(const CaseFile&) const { return {}; }
};

/// Registers a test of `suite` for each case of the engine, named after its folder and file: "enums_reorder". With
/// RETORT_CASE=path in the environment, only the case at that path is registered.
///
/// A case passes if the upgrade and the downgrade reproduce their golden and the expected scripts; each applies, and
/// results in the expected schema by introspection and by the engine's dump; the next plan is then empty; the rows that
/// both schemas can hold are kept; and the upgrade applies once more. Plans between snapshots of the schemas are equal.
bool register_cases(const char* suite, std::shared_ptr<CaseEngine> engine);

}  // namespace retort::test
