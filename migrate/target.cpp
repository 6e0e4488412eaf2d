#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <optional>

#include "migrate/chain.hpp"
#include "schema/name.hpp"

namespace retort::migrate {

namespace {

constexpr std::size_t shortest_prefix = 4;

[[noreturn]] void reject(std::string message, std::string hint = {}) {
    throw Error("RT067", std::move(message), std::move(hint));
}

/// The number in "+2" or "-1"; nothing for any other text.
std::optional<int> step_of(std::string_view text) {
    if (text.size() < 2 || (text.front() != '+' && text.front() != '-')) return std::nullopt;
    int steps = 0;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), steps);
    if (error != std::errc{} || end != text.data() + text.size() || steps < 1) return std::nullopt;
    return text.front() == '+' ? steps : -steps;
}

std::string titles(const std::vector<const Revision*>& revisions) {
    std::string text;
    for (const Revision* each : revisions) text += (text.empty() ? "" : ", ") + each->title();
    return text;
}

std::string steps_in_words(int steps) {
    return fmt::format("{} revision{}", std::abs(steps), std::abs(steps) == 1 ? "" : "s");
}

/// The revision `steps` away from `from`, or base (nullptr). Never past either end.
const Revision* walk(const Chain& chain, const Revision* from, int steps, std::string_view target) {
    const Revision* at = from;
    for (int done = 0; done < std::abs(steps); ++done) {
        std::vector<const Revision*> next;
        for (const Revision& each : chain.revisions()) {
            if (steps > 0 && (at == nullptr ? each.down_revisions.empty()
                                            : std::find(each.down_revisions.begin(), each.down_revisions.end(),
                                                        at->id) != each.down_revisions.end()))
                next.push_back(&each);
            if (steps < 0 && at != nullptr &&
                std::find(at->down_revisions.begin(), at->down_revisions.end(), each.id) != at->down_revisions.end())
                next.push_back(&each);
        }
        const std::string start = from == nullptr ? "base" : from->title();
        if (next.size() > 1)
            reject(fmt::format("'{}' is ambiguous: the chain branches at {}", target,
                               at == nullptr ? "base" : at->title()),
                   "name one of " + titles(next));
        if (next.empty()) {
            if (steps < 0 && at != nullptr) {
                at = nullptr;
                continue;
            }
            reject(fmt::format("'{}' goes past the {} of the chain: the distance from {} is {}", target,
                               steps > 0 ? "head" : "base", start, steps_in_words(done)));
        }
        at = next.front();
    }
    return at;
}

/// The revision of a number, with or without leading zeros, or of a file, by its path or its name; nullptr for none.
const Revision* by_number_or_file(const Chain& chain, std::string_view word) {
    const auto bare = [](std::string_view number) {
        number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
        return number;
    };
    const bool is_number = !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
    const std::filesystem::path file = std::filesystem::path(word).lexically_normal();
    std::vector<const Revision*> found;
    for (const Revision& each : chain.revisions()) {
        const std::filesystem::path path = std::filesystem::path(each.path).lexically_normal();
        if (is_number ? !each.number.empty() && bare(each.number) == bare(word)
                      : !each.path.empty() && (path == file || path.filename() == file))
            found.push_back(&each);
    }
    if (found.size() > 1)
        reject(fmt::format("'{}' is ambiguous: it is the number of {}", word, titles(found)), "give an id");
    return found.empty() ? nullptr : found.front();
}

Heads to_heads(const Revision* revision) { return revision == nullptr ? Heads{} : Heads{revision->id}; }

const Revision* single(const Chain& chain, const Heads& current, std::string_view target) {
    if (current.size() > 1)
        reject(fmt::format("'{}' is ambiguous: the database is at several revisions", target), "name a revision");
    return current.empty() ? nullptr : &chain.get(current.front());
}

}  // namespace

const Revision& Chain::get(std::string_view word) const {
    if (word == "head") {
        const Revision* last = head();
        if (last == nullptr) reject("there is no head: the migrations folder contains no revision");
        return *last;
    }
    if (const Revision* exact = find(word)) return *exact;
    if (word == "base") reject("'base' is not a revision", "name a revision");

    if (const std::size_t sign = word.find_first_of("+-"); sign != std::string_view::npos && sign > 0)
        if (const auto steps = step_of(word.substr(sign))) {
            const std::string_view start = word.substr(0, sign);
            const Revision* from = start == "base" ? nullptr : &get(start);
            const Revision* to = walk(*this, from, *steps, word);
            if (to == nullptr) reject(fmt::format("'{}' is base, but a revision is required", word));
            return *to;
        }

    std::vector<const Revision*> fitting;
    if (word.size() >= shortest_prefix)
        for (const Revision& each : revisions_)
            if (each.id.starts_with(word)) fitting.push_back(&each);
    if (const Revision* found = by_number_or_file(*this, word);
        found != nullptr && std::find(fitting.begin(), fitting.end(), found) == fitting.end())
        fitting.push_back(found);
    if (fitting.size() == 1) return *fitting.front();
    if (fitting.size() > 1)
        reject(fmt::format("'{}' is ambiguous: it is a prefix or the number of {}", word, titles(fitting)),
               "give more characters of the id");

    std::vector<std::string> candidates{"head", "base"};
    for (const Revision& each : revisions_) candidates.push_back(each.id);
    const std::string_view meant = did_you_mean(word, candidates);
    std::string hint = meant.empty() ? "'retort history' lists the revisions" : fmt::format("did you mean {}?", meant);
    for (const Revision& each : revisions_)
        if (word.size() < shortest_prefix && !word.empty() && each.id.starts_with(word))
            hint = fmt::format("a prefix has at least {} characters", shortest_prefix);
    reject(fmt::format("unknown revision '{}'", word), hint);
}

Heads Chain::resolve(std::string_view target, const Heads& current) const {
    if (target.empty()) reject("the target is empty", "a target is head, base, current, +N, -N or a revision");
    if (target == "base") return {};
    if (target == "current") return current;
    if (target == "head") return to_heads(head());
    if (target == "heads") {
        Heads all;
        for (const Revision* each : heads()) all.push_back(each->id);
        std::sort(all.begin(), all.end());
        return all;
    }
    if (target.find(':') != std::string_view::npos)
        reject(fmt::format("'{}' is a range", target), "a range A:B requires --sql");
    if (target.front() == '+' || target.front() == '-') {
        const auto steps = step_of(target);
        if (!steps) reject(fmt::format("'{}' is not a number of steps", target), "for example +1 or -1");
        return to_heads(walk(*this, single(*this, current, target), *steps, target));
    }
    // REV-N may lead to base, which `get` can't return.
    if (const std::size_t sign = target.find_first_of("+-"); sign != std::string_view::npos && find(target) == nullptr)
        if (const auto steps = step_of(target.substr(sign))) {
            const std::string_view start = target.substr(0, sign);
            return to_heads(walk(*this, start == "base" ? nullptr : &get(start), *steps, target));
        }
    return {get(target).id};
}

std::vector<const Revision*> Chain::upgrade_path(const Heads& current, std::string_view target) const {
    const auto have = closure(current);
    const Heads wanted = resolve(target, current);
    const auto want = closure(wanted);
    std::vector<const Revision*> path = this->path(current, wanted, Direction::up);
    // Nothing to run, and more is applied than the target needs: the target is an ancestor.
    if (path.empty() && have.size() > want.size() && !(target == "head" || target == "heads"))
        reject(fmt::format("'{}' is not ahead of the database's revision", target),
               fmt::format("to go back, run 'retort downgrade {}'", target));
    return path;
}

std::vector<const Revision*> Chain::downgrade_path(const Heads& current, std::string_view target) const {
    const auto have = closure(current);
    const Heads wanted = resolve(target, current);
    const auto keep = closure(wanted);
    if (!std::includes(have.begin(), have.end(), keep.begin(), keep.end()))
        reject(fmt::format("'{}' is not before the database's revision", target),
               fmt::format("to go there, run 'retort upgrade {}'", target));
    return path(current, wanted, Direction::down);
}

std::vector<const Revision*> Chain::path(const Heads& current, const Heads& target, Direction direction) const {
    const auto have = closure(current);
    const auto want = closure(target);
    std::vector<std::size_t> each;
    if (direction == Direction::up)
        std::set_difference(want.begin(), want.end(), have.begin(), have.end(), std::back_inserter(each));
    else
        std::set_difference(have.begin(), have.end(), want.begin(), want.end(), std::back_inserter(each));
    if (direction == Direction::down) std::reverse(each.begin(), each.end());
    std::vector<const Revision*> path;
    for (const std::size_t index : each) path.push_back(&revisions_[index]);
    return path;
}

Heads Chain::after(const Heads& current, const Revision& revision, Direction direction) const {
    Heads heads;
    if (direction == Direction::up) {
        for (const std::string& id : current)
            if (std::find(revision.down_revisions.begin(), revision.down_revisions.end(), id) ==
                revision.down_revisions.end())
                heads.push_back(id);
        heads.push_back(revision.id);
    } else {
        for (const std::string& id : current)
            if (id != revision.id) heads.push_back(id);
        const auto covered = closure(heads);
        for (const std::string& down : revision.down_revisions)
            if (!std::binary_search(covered.begin(), covered.end(), by_id_.find(down)->second)) heads.push_back(down);
    }
    std::sort(heads.begin(), heads.end());
    return heads;
}

}  // namespace retort::migrate
