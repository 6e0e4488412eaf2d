#include "tests/support/case_runner.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <utility>

#include "diff/renames.hpp"
#include "tests/support/golden.hpp"

namespace retort::test {

namespace {

namespace fs = std::filesystem;
using emit::Direction;

std::string trimmed(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    return text;
}

/// Expects the statements to succeed, and rolls them back.
void expect_works(introspect::Database& db, const std::string& sql) {
    if (sql.empty()) return;
    db.execute("BEGIN");
    try {
        db.execute(sql);
    } catch (const introspect::StatementError& error) {
        ADD_FAILURE() << sql << error.what();
    }
    db.execute("ROLLBACK");
}

/// One run of a case in the databases of an engine.
class CaseRun {
public:
    CaseRun(CaseEngine& engine, const CaseFile& file, fs::path golden)
        : engine_(engine), file_(file), golden_(std::move(golden)) {}

    void run() {
        db_ = engine_.open(Side::before);
        const auto target = engine_.open(Side::after);
        if (const std::string reason = engine_.missing(*db_, file_); !reason.empty()) GTEST_SKIP() << reason;
        filter_.privileges = file_.privileges;
        filter_.owners = file_.owners;
        db_->execute(file_.before);
        target->execute(file_.after);
        if (!file_.rows.empty()) db_->execute(file_.rows);
        from_ = db_->introspect(filter_);
        to_ = target->introspect(filter_);
        declare_renames(to_, file_);
        for (const diff::Renames& cycle : diff::undecided_swaps(from_, to_)) diff::request(to_, cycle);

        const emit::Plan up = engine_.plan(from_, to_, Direction::up), down = engine_.plan(to_, from_, Direction::down);
        for (const emit::Plan* each : {&up, &down})
            if (engine_.accepts_errors() && !each->errors.empty()) GTEST_SKIP() << each->errors.front().message;
        up_ = up.script;
        down_ = down.script;
        if (engine_.is_covered_elsewhere(from_, to_, up_, down_)) GTEST_SKIP() << "the plain plan";
        dump_before_ = engine_.dump(Side::before, file_);
        dump_after_ = engine_.dump(Side::after, file_);
        check_scripts();
        apply_scripts();
    }

private:
    void check_scripts() {
        const Schema from = through_snapshot(from_), to = through_snapshot(to_);
        EXPECT_EQ(to_text(engine_.plan(from, to, Direction::up).script), to_text(up_)) << "snapshots";
        EXPECT_EQ(to_text(engine_.plan(to, from, Direction::down).script), to_text(down_)) << "snapshots";
        if (!golden_.empty() && engine_.has_goldens(*db_))
            expect_golden(golden_, golden_text(to_text(up_), to_text(down_)));
        if (file_.has_up && engine_.has_expected_scripts()) {
            EXPECT_EQ(trimmed(to_text(up_)), trimmed(file_.up));
        }
        if (file_.has_down && engine_.has_expected_scripts()) {
            EXPECT_EQ(trimmed(to_text(down_)), trimmed(file_.down));
        }
    }

    void apply_scripts() {
        const std::vector<HeldTable> held = held_by_both(from_, to_, file_.lossy);
        const std::string rows = engine_.rows_of(*db_, held, Side::before, true);
        const std::string same_rows = engine_.rows_of(*db_, held, Side::before, false);
        const Schema expected = diff::after_renames(to_);

        engine_.apply(*db_, up_);
        const Schema reached = db_->introspect(filter_);
        EXPECT_EQ(differences(reached, expected), "") << to_text(up_);
        EXPECT_EQ(column_order_of_new(from_, to_, reached), column_order_of_new(from_, to_, to_));
        EXPECT_EQ(engine_.dump(Side::before, file_), dump_after_) << to_text(up_);
        EXPECT_EQ(engine_.rows_of(*db_, held, Side::after, false), same_rows) << to_text(up_);
        expect_works(*db_, file_.works);

        engine_.apply(*db_, down_);
        EXPECT_EQ(differences(db_->introspect(filter_), from_), "") << to_text(down_);
        EXPECT_EQ(engine_.dump(Side::before, file_), dump_before_) << to_text(down_);
        EXPECT_EQ(engine_.rows_of(*db_, held, Side::before, true), rows) << to_text(up_) << "\n" << to_text(down_);
        expect_works(*db_, file_.works_back);

        engine_.apply(*db_, up_);
    }

    CaseEngine& engine_;
    const CaseFile& file_;
    fs::path golden_;
    introspect::Filter filter_{};
    std::shared_ptr<introspect::Database> db_{};
    std::string dump_before_{}, dump_after_{};
    Schema from_{}, to_{};
    emit::Script up_{}, down_{};
};

class CaseTest : public ::testing::Test {
public:
    CaseTest(std::shared_ptr<CaseEngine> engine, CaseFile file, fs::path golden)
        : engine_(std::move(engine)), file_(std::move(file)), golden_(std::move(golden)) {}

    void TestBody() override {
        try {
            CaseRun(*engine_, file_, golden_).run();
            if (IsSkipped()) return;
            for (const CaseFile& variant : engine_->variants(file_)) {
                SCOPED_TRACE(variant.name);
                CaseRun(*engine_, variant, {}).run();
            }
        } catch (const Error& error) {
            ADD_FAILURE() << text_of(error);
        }
    }

private:
    std::shared_ptr<CaseEngine> engine_;
    CaseFile file_;
    fs::path golden_;
};

/// True if RETORT_CASE is not set or names this case.
bool is_requested(const fs::path& path) {
    const char* requested = std::getenv("RETORT_CASE");
    return !requested || fs::weakly_canonical(requested) == fs::weakly_canonical(path);
}

}  // namespace

bool register_cases(const char* suite, std::shared_ptr<CaseEngine> engine) {
    unsigned number = 0;
    for (const fs::path& path : case_files(fs::path(RETORT_CASES) / engine->folder())) {
        const std::string group = path.parent_path().filename().string();
        if (!is_requested(path) || !engine->includes(group, number++)) continue;
        const CaseFile file = read_case(path);
        const fs::path relative = engine->golden(group, file.name);
        const fs::path golden = relative.empty() ? relative : fs::path(RETORT_GOLDENS) / relative;
        ::testing::RegisterTest(suite, (group + "_" + file.name).c_str(), nullptr, nullptr, path.c_str(), 1,
                                [engine, file, golden]() -> CaseTest* { return new CaseTest(engine, file, golden); });
    }
    return true;
}

}  // namespace retort::test
