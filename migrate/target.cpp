#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
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

bool is_file(std::string_view word) { return word.ends_with(".sql"); }

/// True if `word` is the revision's file: its name, or its path from the working folder.
bool is_file_of(const std::filesystem::path& word, const Revision& revision) {
    namespace fs = std::filesystem;
    if (!revision.path.ends_with(word.filename().native())) return false;
    const fs::path path = fs::path(revision.path).lexically_normal();
    std::error_code failed;
    return path.filename() == word || path == word || fs::absolute(path, failed) == fs::absolute(word, failed);
}

/// What follows "LABEL@" in a target; the whole of one without a label.
std::string_view without_label(std::string_view target) {
    return is_file(target) ? target : target.substr(target.find('@') + 1);
}

}  // namespace

/// LABEL@WORD+N: each part may be missing.
struct Chain::Target {
    std::string_view whole;
    std::string_view word;
    int steps = 0;
    const Revision* branch = nullptr;  ///< the one with the label

    bool relative() const { return steps != 0 && (word.empty() || word == "current"); }
};

Chain::Target Chain::parse(std::string_view whole) const {
    if (whole.empty())
        reject("the target is empty",
               "a target is head, heads, base, current, +N, -N, a revision, or LABEL@ before one");
    Target target{whole, whole};
    if (is_file(whole) || find(whole) != nullptr || labelled(whole) != nullptr) return target;
    if (whole.find(':') != std::string_view::npos)
        reject(fmt::format("'{}' is a range", whole), "a range A:B requires --sql");
    if (const std::size_t at = whole.find('@'); at != std::string_view::npos) {
        const std::string_view label = whole.substr(0, at);
        target.word = whole.substr(at + 1);
        target.branch = labelled(label);
        if (target.word.empty() || label.empty())
            reject(fmt::format("'{}' is not a target", whole), "for example LABEL@head, LABEL@base, LABEL@REV");
        if (target.branch == nullptr && find(label) == nullptr && candidates(label).empty()) {
            std::vector<std::string_view> labels;
            for (const auto& [each, position] : by_label_) labels.emplace_back(each);
            const std::string_view meant = did_you_mean(label, labels);
            reject(fmt::format("no branch has the label '{}'", label),
                   meant.empty() ? "'retort branches' lists the labels" : fmt::format("did you mean {}?", meant));
        }
        if (target.branch == nullptr) target.branch = &get(label);
    }
    const std::size_t sign = target.word.find_first_of("+-");
    if (sign == std::string_view::npos) return target;
    if (const auto steps = step_of(target.word.substr(sign))) {
        target.steps = *steps;
        target.word = target.word.substr(0, sign);
    } else if (sign == 0) {
        reject(fmt::format("'{}' is not a number of steps", whole), "for example +1 or -1");
    }
    return target;
}

/// For each position: whether it is on the target's branch: the revision with the label, what it follows, and what
/// follows it.
std::vector<bool> Chain::lineage(const Target& target) const {
    if (target.branch == nullptr) return std::vector<bool>(revisions_.size(), true);
    const std::size_t at = position(target.branch->id);
    std::vector<bool> line = reached(links_, {at}, {&Links::parents});
    const std::vector<bool> after = reached(links_, {at}, {&Links::children});
    for (std::size_t i = 0; i < line.size(); ++i) line[i] = line[i] || after[i];
    return line;
}

/// The heads of the target's branch, or of the chain.
std::vector<const Revision*> Chain::branch_heads(const Target& target) const {
    const std::vector<bool> line = lineage(target);
    std::vector<const Revision*> found;
    for (const Revision* each : heads())
        if (line[position(each->id)]) found.push_back(each);
    return found;
}

/// The only head of the branch, or of the chain; nullptr for an empty chain.
const Revision* Chain::only_head(const Target& target) const {
    if (target.branch == nullptr) return head();
    const auto found = branch_heads(target);
    if (found.size() > 1)
        reject(fmt::format("'{}' is ambiguous: the branch has {} heads: {}", target.whole, found.size(), titles(found)),
               "name one of them, or all with LABEL@heads");
    return found.front();
}

/// The revisions that `word` names by the beginning of an id, by a number, with or without leading zeros, or by a file.
std::vector<const Revision*> Chain::candidates(std::string_view word) const {
    const bool is_number = !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
    const auto path = std::filesystem::path(is_file(word) ? word : std::string_view()).lexically_normal();
    std::vector<const Revision*> found;
    for (const Revision& each : revisions_) {
        const bool named = word.size() >= shortest_prefix && each.id.starts_with(word);
        const bool numbered = is_number && !each.number.empty() && significant(each.number) == significant(word);
        if (named || numbered || (!path.empty() && !each.path.empty() && is_file_of(path, each)))
            found.push_back(&each);
    }
    return found;
}

/// The one revision of the target's word.
const Revision& Chain::only(const Target& target) const {
    const std::string_view word = target.word;
    if (word == "base" || word == "current" || word == "heads")
        reject(fmt::format("'{}' is not a revision", target.whole), "name a revision");
    std::vector<const Revision*> found;
    if (const Revision* exact = find(word))
        found.push_back(exact);
    else if (const Revision* first = labelled(word))
        found.push_back(first);
    else
        found = candidates(word);

    if (target.branch != nullptr && !found.empty()) {
        const std::vector<bool> line = lineage(target);
        const std::string all = titles(found);
        std::erase_if(found, [&](const Revision* each) { return !line[position(each->id)]; });
        if (found.empty())
            reject(fmt::format("'{}': {} is not on the branch", target.whole, all),
                   "'retort history --graph' shows the branches");
    }
    if (found.size() == 1) return *found.front();
    if (found.size() > 1)
        reject(fmt::format("'{}' is ambiguous: it is {} of {}", target.whole,
                           is_file(word) ? "the file" : "a prefix or the number", titles(found)),
               is_file(word) ? "give the path" : "give more characters of the id, or choose the branch with LABEL@");

    std::vector<std::string_view> words{"head", "base"};
    for (const Revision& each : revisions_) words.emplace_back(each.id);
    for (const auto& [label, position] : by_label_) words.emplace_back(label);
    const std::string_view meant = did_you_mean(word, words);
    std::string hint = meant.empty() ? "'retort history' lists the revisions" : fmt::format("did you mean {}?", meant);
    for (const Revision& each : revisions_)
        if (word.size() < shortest_prefix && !word.empty() && each.id.starts_with(word))
            hint = fmt::format("a prefix has at least {} characters", shortest_prefix);
    reject(fmt::format("unknown revision '{}'", word), hint);
}

const Revision& Chain::get(std::string_view word) const {
    if (const Revision* exact = find(word)) return *exact;
    const Target target = parse(word);
    if (target.relative() || (target.steps == 0 && target.word == "current"))
        reject(fmt::format("'{}' is not a revision: it counts from a database's", word), "name a revision");
    if (target.steps != 0) {
        const Revision* to = walk(target, start(target, {}));
        if (to == nullptr) reject(fmt::format("'{}' is base, but a revision is required", word));
        return *to;
    }
    if (target.word != "head") return only(target);
    const Revision* last = only_head(target);
    if (last == nullptr) reject("there is no head: the migrations folder contains no revision");
    return *last;
}

/// Where the target's steps begin; nullptr for base.
const Revision* Chain::start(const Target& target, const Heads& current) const {
    if (target.word == "base") return nullptr;
    if (target.word == "head") return only_head(target);
    if (!target.relative()) return &only(target);
    std::vector<bool> applied = closure(current);
    const std::vector<bool> line = lineage(target);
    for (std::size_t i = 0; i < applied.size(); ++i) applied[i] = applied[i] && line[i];
    const Heads at = target.branch == nullptr ? current : outermost_of(applied);
    if (at.size() > 1)
        reject(fmt::format("'{}' is ambiguous: the database is at several revisions", target.whole),
               "name a revision, or choose the branch with LABEL@");
    return at.empty() ? nullptr : &get(at.front());
}

/// The revision that is the target's steps away from `from`, or base (nullptr). Never past either end.
const Revision* Chain::walk(const Target& target, const Revision* from) const {
    const std::vector<bool> line = lineage(target);
    const int steps = target.steps;
    const Revision* at = from;
    for (int done = 0; done < std::abs(steps); ++done) {
        std::vector<const Revision*> next;
        if (steps > 0)
            next = children(at);
        else if (at != nullptr)
            next = parents(*at);
        std::erase_if(next, [&](const Revision* each) { return !line[position(each->id)]; });
        if (next.size() > 1)
            reject(fmt::format("'{}' is ambiguous: the chain branches at {}", target.whole,
                               at == nullptr ? "base" : at->title()),
                   "name one of " + titles(next));
        if (next.empty()) {
            if (steps < 0 && at != nullptr) {
                at = nullptr;
                continue;
            }
            reject(fmt::format("'{}' goes past the {} of the chain: the distance from {} is {}", target.whole,
                               steps > 0 ? "head" : "base", from == nullptr ? "base" : from->title(),
                               steps_in_words(done)));
        }
        at = next.front();
    }
    return at;
}

bool Chain::names_branch(std::string_view target) { return without_label(target).size() < target.size(); }

bool Chain::names_current(std::string_view target) {
    const std::string_view word = without_label(target);
    return word == "current" || word.starts_with("current+") || word.starts_with("current-");
}

bool Chain::needs_current(std::string_view target) {
    const std::string_view word = without_label(target);
    return names_current(target) || word.starts_with('+') || word.starts_with('-') ||
           (word == "base" && names_branch(target));
}

Heads Chain::resolve(std::string_view whole, const Heads& current) const {
    if (whole == "base") return {};
    if (whole == "current") return current;
    const Target target = parse(whole);
    const auto ids = [](const std::vector<const Revision*>& revisions) {
        Heads heads;
        for (const Revision* each : revisions) heads.push_back(each->id);
        return heads;
    };
    if (target.steps != 0) {
        const Revision* to = walk(target, start(target, current));
        if (to != nullptr) return {to->id};
        return target.branch == nullptr ? Heads{} : downgraded(current, whole);
    }
    if (target.word == "base") return downgraded(current, whole);
    if (target.word == "current") {
        std::vector<bool> applied = closure(current);
        const std::vector<bool> line = lineage(target);
        for (std::size_t i = 0; i < applied.size(); ++i) applied[i] = applied[i] && line[i];
        return outermost_of(applied);
    }
    if (target.word == "heads") return outermost(ids(branch_heads(target)));
    if (target.word == "head") {
        const Revision* last = only_head(target);
        return last == nullptr ? Heads{} : Heads{last->id};
    }
    return {only(target).id};
}

std::vector<const Revision*> Chain::upgrade_path(const Heads& current, std::string_view target) const {
    const Heads wanted = resolve(target, current);
    std::vector<const Revision*> path = this->path(current, wanted, Direction::up);
    const std::string_view word = without_label(target);
    // Nothing to run, and the target is no end of the chain or of the database: it is an ancestor.
    const bool at_end = word == "head" || word == "heads" || word == "current" ||
                        (wanted.empty() ? current.empty() : without(wanted, current).empty());
    if (path.empty() && !at_end)
        reject(fmt::format("'{}' is not ahead of the database's revision", target),
               fmt::format("to go back, run 'retort downgrade {}'", target));
    return path;
}

Heads Chain::downgraded(const Heads& current, std::string_view whole) const {
    std::vector<bool> applied = closure(current);
    const auto keep = [&](const std::vector<bool>& kept, bool value) {
        for (std::size_t i = 0; i < applied.size(); ++i) applied[i] = applied[i] && kept[i] == value;
        return outermost_of(applied);
    };
    if (whole == "base") return {};
    if (whole == "current") return outermost(current);
    const Target target = parse(whole);
    if (target.steps == 0 && (target.word == "heads" || target.word == "current"))
        return keep(closure(resolve(whole, current)), true);

    const Revision* from = nullptr;
    const Revision* to = nullptr;
    if (target.steps != 0)
        to = walk(target, from = start(target, current));
    else if (target.word != "base")
        to = target.word == "head" ? only_head(target) : &only(target);
    // Steps back undo what they come from, and no other branch.
    const bool back = target.steps < 0 && from != nullptr;
    const std::vector<bool> line = back ? reached(links_, {position(from->id)}, {&Links::parents}) : lineage(target);
    std::vector<std::size_t> removed;
    for (const Revision* each : children(to))
        if (const std::size_t at = position(each->id); line[at]) removed.push_back(at);
    return keep(reached(links_, removed, {&Links::children, &Links::dependents}), false);
}

Heads Chain::stamped(const Heads& current, std::string_view whole) const {
    Heads all = resolve(whole, current);
    if (!names_branch(whole)) return all;
    const std::vector<bool> branch = reached(links_, {position(parse(whole).branch->id)}, {&Links::children});
    for (const std::string& id : current)
        if (!branch[position(id)]) all.push_back(id);
    return outermost(all);
}

std::vector<const Revision*> Chain::downgrade_path(const Heads& current, std::string_view target) const {
    const std::vector<bool> have = closure(current);
    const std::vector<bool> want = closure(resolve(target, current));
    for (std::size_t i = 0; i < have.size(); ++i)
        if (want[i] && !have[i])
            reject(fmt::format("'{}' is not before the database's revision", target),
                   fmt::format("to go there, run 'retort upgrade {}'", target));
    return path(current, downgraded(current, target), Direction::down);
}

}  // namespace retort::migrate
