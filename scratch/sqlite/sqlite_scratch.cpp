#include "scratch/sqlite/sqlite_scratch.hpp"

namespace retort::scratch::sqlite {

namespace {

class MemoryScratch final : public Scratch {
public:
    std::unique_ptr<introspect::Database> create() override {
        sql::Url url;
        url.dialect = Dialect::sqlite;
        url.target = ":memory:";
        url.display = "sqlite::memory:";
        url.setting = "the scratch database";
        return introspect::open(url);
    }

    std::string describe() const override { return "SQLite in memory"; }
};

}  // namespace

std::unique_ptr<Scratch> open_scratch(const ScratchOptions&) { return std::make_unique<MemoryScratch>(); }

}  // namespace retort::scratch::sqlite
