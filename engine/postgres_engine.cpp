#include "emit/postgres/phases.hpp"
#include "emit/postgres/script.hpp"
#include "engine/engines.hpp"
#include "introspect/postgres/postgres_database.hpp"
#include "preflight/postgres/row_checks.hpp"
#include "review/hazards/postgres/postgres_judge.hpp"
#include "scratch/postgres/postgres_scratch.hpp"
#include "sql/postgres/split.hpp"
#include "sql/postgres/statement.hpp"

namespace retort {
namespace {

class PostgresEngine final : public Engine {
public:
    std::vector<std::string_view> split(std::string_view script) const override { return sql::postgres::split(script); }
    sql::Made read_statement(std::string_view sql) const override { return sql::postgres::read_statement(sql); }
    sql::SourceStatement read_source_statement(std::string_view) const override { return {}; }

    std::unique_ptr<introspect::Database> open(const sql::Url& url, introspect::Access access,
                                               const introspect::OpenOptions& options) const override {
        auto database = introspect::postgres::open_postgres(url, access);
        database->wait_for_locks(options.lock_wait);
        return database;
    }

    std::unique_ptr<scratch::Scratch> open_scratch(const scratch::ScratchOptions& options) const override {
        return scratch::postgres::open_scratch(options);
    }

    emit::Plan plan(const Schema& from, const Schema& to, plan::Direction direction, plan::ForeignKeys) const override {
        return emit::postgres::plan(from, to, direction);
    }
    emit::Plan online_plan(const Schema& from, const Schema& to, plan::Direction direction, plan::ForeignKeys,
                           const plan::OnlineKinds& kinds) const override {
        return emit::postgres::online_plan(from, to, direction, kinds);
    }
    std::vector<emit::Phase> phases(const Schema& from, const Schema& to,
                                    const plan::OnlineKinds& kinds) const override {
        return emit::postgres::phases(from, to, kinds);
    }
    emit::Script rename_script(const diff::Renames& renames, const Schema& from, const Schema& to) const override {
        return emit::postgres::rename_script(renames, from, to);
    }
    emit::Script create_script(const Schema& schema) const override { return emit::postgres::create_script(schema); }

    std::vector<preflight::RowCheck> row_checks(const Schema& from, const Schema& to,
                                                const emit::Plan& up) const override {
        return preflight::postgres::row_checks(from, to, up);
    }

    std::unique_ptr<hazards::Judge> open_judge() const override { return hazards::postgres::open_judge(); }
};

}  // namespace

const Engine& postgres_engine() {
    static const PostgresEngine engine;
    return engine;
}

}  // namespace retort
