#include "scratch/scratch.hpp"

#include "scratch/postgres/postgres_scratch.hpp"

namespace retort::scratch {

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

std::unique_ptr<Scratch> open_scratch(const ScratchOptions& options) {
    switch (options.dialect) {
        case Dialect::sqlite: return std::make_unique<MemoryScratch>();
        case Dialect::postgresql: break;
    }
    return scratch::postgres::open_scratch(options);
}

}  // namespace retort::scratch
