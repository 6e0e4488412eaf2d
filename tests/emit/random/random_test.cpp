// Random pairs of PostgreSQL schemas on a real server: the plan from the first to the second applies, the
// result is the second (by introspection and by pg_dump), the next plan is empty, the downgrade plan restores the
// first, and the rows that both can hold are kept in both directions.
//
// RETORT_RANDOM_PAIRS: the total number of pairs (100). RETORT_RANDOM_SHRINKS: the number of smaller pairs tried
// after a failure (150). RC_PARAMS="seed=…": other pairs. RETORT_RANDOM_PAIR="seed,other,changes": only this pair.

#include <gtest/gtest.h>

#include <rapidcheck.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <optional>
#include <ostream>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "tests/emit/random/journey.hpp"

namespace retort::test::random {

/// Prints a failing pair for rapidcheck.
void showValue(const Pair& pair, std::ostream& out) {
    out << fmt::format("seed {}, other {}, changes {}", pair.seed, pair.other, pair.changes) << "\n--- before\n"
        << World(pair, false, 15).script() << "--- after\n"
        << World(pair, true, 15).script();
}

namespace {

constexpr int shards = 4;

int setting(const char* name, int otherwise) {
    const char* value = std::getenv(name);
    return value ? std::atoi(value) : otherwise;
}

/// Smaller pairs: with fewer objects or fewer differences; larger steps first.
rc::Seq<Pair> smaller(const Pair& pair) {
    const World before(pair, false, 15), after(pair, true, 15);
    const std::set<std::string>& redrawn = after.decisions().redrawn();
    std::set<std::string> taken = before.decisions().taken();
    taken.insert(after.decisions().taken().begin(), after.decisions().taken().end());
    std::vector<Pair> all;
    const auto without = [&](const std::set<std::string>& keys, std::set<std::string> Pair::* list) {
        const std::vector<std::string> in_order(keys.begin(), keys.end());
        for (std::size_t step = (in_order.size() + 1) / 2; step > 0; step = step == 1 ? 0 : (step + 1) / 2)
            for (std::size_t at = 0; at < in_order.size(); at += step) {
                Pair& less = all.emplace_back(pair);
                (less.*list)
                    .insert(in_order.begin() + static_cast<std::ptrdiff_t>(at),
                            in_order.begin() + static_cast<std::ptrdiff_t>(std::min(at + step, in_order.size())));
            }
    };
    without(redrawn, &Pair::same);
    without(taken, &Pair::off);
    return rc::seq::fromContainer(std::move(all));
}

/// The pair that RETORT_RANDOM_PAIR names.
std::optional<Pair> requested_pair() {
    const char* value = std::getenv("RETORT_RANDOM_PAIR");
    if (!value) return std::nullopt;
    Pair pair;
    char comma = 0;
    std::istringstream text(value);
    text >> pair.seed >> comma >> pair.other >> comma >> pair.changes;
    if (!text) throw std::runtime_error("RETORT_RANDOM_PAIR must be \"seed,other,changes\", as printed by a failure");
    return pair;
}

/// Similar schemas, less similar ones, and schemas that share little more than their pools of names.
rc::Gen<Pair> pairs() {
    return [](const rc::Random& random, int) {
        if (const auto requested = requested_pair()) return rc::shrinkable::shrinkRecur(*requested, &smaller);
        static constexpr unsigned changes[] = {10, 20, 20, 40, 40, 80, 150, 1000};
        rc::Random from = random;
        Pair pair{from.next(), from.next()};
        pair.changes = changes[from.next() % std::size(changes)];
        return rc::shrinkable::shrinkRecur(std::move(pair), &smaller);
    };
}

/// One run of rapidcheck: it ends with the first failing pair, shrunk.
class Run {
public:
    Run(Journey& journey, Tally& tally, bool every_dump) : journey_(journey), tally_(tally), every_dump_(every_dump) {}

    void operator()(const Pair& pair) {
        if (found_ && *found_ == pair) RC_FAIL(text_);  // rapidcheck runs the failing pair once more for the text
        if (found_ && left_-- <= 0) return;
        Tally ignored;
        Tally& tally = found_ ? ignored : tally_;
        try {
            journey_.go(pair, every_dump_ || tally_.pairs % 3 == 0 || kind_.ends_with("pg_dump differs"), tally);
        } catch (const Failed& failed) {
            if (found_ && failed.kind() != kind_) return;
            kind_ = failed.kind();
            text_ = failed.what();
            found_ = pair;
            RC_FAIL(text_);
        }
    }

private:
    Journey& journey_;
    Tally& tally_;
    bool every_dump_;
    std::optional<Pair> found_{};  ///< the smallest failing pair so far
    std::string kind_{}, text_{};
    int left_ = setting("RETORT_RANDOM_SHRINKS", 150);
};

/// Tests a share of the pairs. CTest runs each share in a separate process.
void check_share(int shard) {
    const int all = setting("RETORT_RANDOM_PAIRS", 100);
    int left = requested_pair() ? shard == 0 : all / shards + (shard < all % shards);
    const char* given = std::getenv("RC_PARAMS");
    rc::detail::TestParams params = rc::detail::configuration().testParams;
    if (!given || std::string(given).find("seed=") == std::string::npos) params.seed = 4;
    params.seed += static_cast<std::uint64_t>(shard) << 32U;
    Journey journey;
    Tally tally;
    for (int failures = 0; left > 0 && failures < std::max(all / 20, 5); ++failures, ++params.seed) {
        params.maxSuccess = left;
        Run run(journey, tally, all > 100 || requested_pair());
        const auto result =
            rc::detail::checkTestable([&] { run(*pairs().as("pair")); }, rc::detail::TestMetadata{}, params);
        if (result.is<rc::detail::SuccessResult>()) break;
        std::ostringstream text;
        rc::detail::printResultMessage(result, text);
        ADD_FAILURE() << text.str();
        left -= result.is<rc::detail::FailureResult>() ? result.get<rc::detail::FailureResult>().numSuccess + 1 : left;
    }
    std::cout << fmt::format(
        "{} pairs: {} with rows in both directions, {} with rows in the upgrade, {} blocked by rows; {} "
        "compared by pg_dump, {} with renames; "
        "{} rows ({} rejected), {} statements\n",
        tally.pairs, tally.with_rows, tally.there_with_rows, tally.blocked_by_rows, tally.dumps, tally.renames,
        tally.rows, tally.rejected, tally.statements);
    if (tally.pairs >= 20) {
        EXPECT_GT(tally.there_with_rows * 2, tally.pairs) << "too few pairs have rows";
        EXPECT_GT(tally.rows, tally.rejected * 4) << "most rows should satisfy the constraints";
    }
}

TEST(PostgresRandom, FirstShare) { check_share(0); }
TEST(PostgresRandom, SecondShare) { check_share(1); }
TEST(PostgresRandom, ThirdShare) { check_share(2); }
TEST(PostgresRandom, FourthShare) { check_share(3); }

}  // namespace
}  // namespace retort::test::random
