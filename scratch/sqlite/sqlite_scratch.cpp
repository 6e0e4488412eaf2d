#include "scratch/sqlite/sqlite_scratch.hpp"

#include <utility>

namespace retort::scratch::sqlite {

namespace {

class MemoryScratch final : public Scratch {
public:
    explicit MemoryScratch(const ScratchOptions& options) {
        options_.extensions = options.extensions;
        if (!options.trusted) options_.other_files = introspect::OtherFiles::reject;
    }

    std::unique_ptr<introspect::Database> create() override {
        sql::Url url;
        url.dialect = Dialect::sqlite;
        url.target = ":memory:";
        url.display = "sqlite::memory:";
        url.setting = "the scratch database";
        return introspect::open(url, introspect::Access::read_write, options_);
    }

    std::string describe() const override { return "SQLite in memory"; }

private:
    introspect::OpenOptions options_;
};

}  // namespace

std::unique_ptr<Scratch> open_scratch(const ScratchOptions& options) {
    return std::make_unique<MemoryScratch>(options);
}

}  // namespace retort::scratch::sqlite
