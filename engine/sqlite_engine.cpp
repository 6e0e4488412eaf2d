#include "emit/phases.hpp"
#include "emit/sqlite/script.hpp"
#include "engine/engines.hpp"
#include "introspect/sqlite/sqlite_database.hpp"
#include "preflight/sqlite/row_checks.hpp"
#include "review/hazards/sqlite/sqlite_judge.hpp"
#include "scratch/sqlite/sqlite_scratch.hpp"
#include "sql/sqlite/source_statement.hpp"
#include "sql/sqlite/split.hpp"
#include "sql/sqlite/statement.hpp"

namespace retort {
namespace {

class SqliteEngine final : public Engine {
public:
    std::vector<std::string_view> split(std::string_view script) const override { return sql::sqlite::split(script); }
    sql::Made read_statement(std::string_view sql) const override { return sql::sqlite::read_statement(sql); }
    sql::SourceStatement read_source_statement(std::string_view sql) const override {
        return sql::sqlite::read_source_statement(sql);
    }

    std::unique_ptr<introspect::Database> open(const sql::Url& url, introspect::Access access,
                                               const introspect::OpenOptions& options) const override {
        return introspect::sqlite::open_sqlite(url, access, options);
    }

    std::unique_ptr<scratch::Scratch> open_scratch(const scratch::ScratchOptions& options) const override {
        return scratch::sqlite::open_scratch(options);
    }

    emit::Plan plan(const Schema& from, const Schema& to, plan::Direction direction,
                    plan::ForeignKeys foreign_keys) const override {
        return emit::sqlite::plan(from, to, direction, foreign_keys);
    }
    emit::Plan online_plan(const Schema& from, const Schema& to, plan::Direction direction,
                           plan::ForeignKeys foreign_keys, const plan::OnlineKinds&) const override {
        return emit::sqlite::plan(from, to, direction, foreign_keys);
    }
    std::vector<emit::Phase> phases(const Schema&, const Schema&, const plan::OnlineKinds&) const override {
        return {};
    }
    emit::Script rename_script(const diff::Renames& renames, const Schema&, const Schema&) const override {
        return emit::sqlite::rename_script(renames);
    }
    emit::Script create_script(const Schema& schema) const override { return emit::sqlite::create_script(schema); }

    std::vector<preflight::RowCheck> row_checks(const Schema& from, const Schema& to,
                                                const emit::Plan& up) const override {
        return preflight::sqlite::row_checks(from, to, up);
    }

    std::unique_ptr<hazards::Judge> open_judge() const override { return hazards::sqlite::open_judge(); }
};

}  // namespace

const Engine& sqlite_engine() {
    static const SqliteEngine engine;
    return engine;
}

}  // namespace retort
