#pragma once

#include <memory>
#include <set>
#include <string_view>
#include <vector>

#include "schema/dialect.hpp"

namespace retort {

struct Schema;

namespace sql {
struct Made;
struct SourceStatement;
struct Url;
}  // namespace sql
namespace introspect {
class Database;
enum class Access;
struct OpenOptions;
}  // namespace introspect
namespace scratch {
class Scratch;
struct ScratchOptions;
}  // namespace scratch
namespace diff {
struct Renames;
}  // namespace diff
namespace plan {
enum class Direction;
enum class ForeignKeys;
enum class OnlineKind;
using OnlineKinds = std::set<OnlineKind>;
}  // namespace plan
namespace emit {
struct Phase;
struct Plan;
struct Script;
}  // namespace emit
namespace preflight {
struct RowCheck;
}  // namespace preflight
namespace hazards {
class Judge;
}  // namespace hazards

/// The parts of Retort that each engine has its own of. One object per engine, chosen by `engine_for`: the only
/// place in the product that maps a Dialect to code. Each member is described where its folder offers it as a function.
class Engine {
public:
    virtual ~Engine() = default;

    /// sql/statement.hpp
    virtual std::vector<std::string_view> split(std::string_view script) const = 0;
    virtual sql::Made read_statement(std::string_view sql) const = 0;
    virtual sql::SourceStatement read_source_statement(std::string_view sql) const = 0;
    /// introspect/database.hpp
    virtual std::unique_ptr<introspect::Database> open(const sql::Url& url, introspect::Access access,
                                                       const introspect::OpenOptions& options) const = 0;
    /// scratch/scratch.hpp
    virtual std::unique_ptr<scratch::Scratch> open_scratch(const scratch::ScratchOptions& options) const = 0;
    /// emit/plan.hpp
    virtual emit::Plan plan(const Schema& from, const Schema& to, plan::Direction direction,
                            plan::ForeignKeys foreign_keys) const = 0;
    virtual emit::Script rename_script(const diff::Renames& renames, const Schema& from, const Schema& to) const = 0;
    virtual emit::Script create_script(const Schema& schema) const = 0;
    /// emit/online.hpp
    virtual emit::Plan online_plan(const Schema& from, const Schema& to, plan::Direction direction,
                                   plan::ForeignKeys foreign_keys, const plan::OnlineKinds& kinds) const = 0;
    /// emit/phases.hpp
    virtual std::vector<emit::Phase> phases(const Schema& from, const Schema& to,
                                            const plan::OnlineKinds& kinds) const = 0;
    /// preflight/row_check.hpp
    virtual std::vector<preflight::RowCheck> row_checks(const Schema& from, const Schema& to,
                                                        const emit::Plan& up) const = 0;
    /// review/hazards/judge.hpp
    virtual std::unique_ptr<hazards::Judge> open_judge() const = 0;
};

const Engine& engine_for(Dialect dialect);

}  // namespace retort
