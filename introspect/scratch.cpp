#include "introspect/scratch.hpp"

#include "introspect/postgres/scratch.hpp"

namespace retort::introspect {

namespace {

class MemoryScratch final : public Scratch {
public:
    std::unique_ptr<Database> create() override {
        Url url;
        url.dialect = Dialect::sqlite;
        url.target = ":memory:";
        url.display = "sqlite::memory:";
        url.setting = "the scratch database";
        return open(url);
    }

    std::string describe() const override { return "SQLite in memory"; }
};

}  // namespace

std::unique_ptr<Scratch> open_scratch(const ScratchOptions& options) {
    switch (options.dialect) {
        case Dialect::sqlite: return std::make_unique<MemoryScratch>();
        case Dialect::postgresql: break;
    }
    return postgres::open_scratch(options);
}

}  // namespace retort::introspect
