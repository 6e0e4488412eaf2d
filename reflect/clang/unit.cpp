#include "reflect/clang/unit.hpp"

#include <algorithm>
#include <string_view>

#include <clang/Frontend/FrontendActions.h>

#include "reflect/clang/background_task.hpp"
#include "reflect/clang/collect.hpp"
#include "reflect/clang/prefix.hpp"
#include "reflect/clang/session.hpp"

namespace retort::reflect {

namespace {

class ReadAction : public clang::ASTFrontendAction {
public:
    ReadAction(const UnitRequest& request, UnitResult& result, Watch& watch)
        : request_(request), result_(result), watch_(watch) {}

    std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& compiler, llvm::StringRef) override {
        watch_.begin(compiler.getPreprocessor());
        return make_collector(request_, result_);
    }
    void EndSourceFileAction() override { watch_.end(getCompilerInstance().getSourceManager(), request_, result_); }

private:
    const UnitRequest& request_;
    UnitResult& result_;
    Watch& watch_;
};

class PrecompileAction : public clang::GeneratePCHAction {
public:
    PrecompileAction(const UnitRequest& request, UnitResult& result, Watch& watch)
        : request_(request), result_(result), watch_(watch) {}

    std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& compiler,
                                                          llvm::StringRef file) override {
        watch_.begin(compiler.getPreprocessor());
        return clang::GeneratePCHAction::CreateASTConsumer(compiler, file);
    }
    void EndSourceFileAction() override {
        watch_.end(getCompilerInstance().getSourceManager(), request_, result_);
        clang::GeneratePCHAction::EndSourceFileAction();
    }

private:
    const UnitRequest& request_;
    UnitResult& result_;
    Watch& watch_;
};

/// Moves errors of the model header's own static_asserts to the line of the model, with their own message. Drops other
/// errors within the model header, which only follow from these.
std::vector<Diagnostic> in_our_words(std::vector<Diagnostic> errors) {
    static constexpr std::string_view mark = "retort: ";
    const auto within = [](const Diagnostic& d) { return d.position.file.find("retort/model/") != std::string::npos; };
    std::vector<Diagnostic> kept;
    bool ours = false;
    for (Diagnostic& error : errors) {
        const std::size_t at = error.message.find(mark);
        if (!within(error)) {
            kept.push_back(std::move(error));
            continue;
        }
        if (at == std::string::npos && ours) continue;
        if (at != std::string::npos) {
            ours = true;
            error.message = error.message.substr(at + mark.size());
            const auto user = std::find_if(error.notes.begin(), error.notes.end(), [&](const Diagnostic& note) {
                return note.position.known() && !within(note);
            });
            if (user != error.notes.end()) {
                error.position = user->position;
                error.source_line = user->source_line;
                error.notes.clear();
            }
        }
        const bool repeated = std::any_of(kept.begin(), kept.end(), [&](const Diagnostic& d) {
            return d.position.file == error.position.file && d.position.line == error.position.line &&
                   d.position.column == error.position.column;
        });
        if (!repeated) kept.push_back(std::move(error));
    }
    return kept;
}

/// Facts of a reading that determine the prefix of the next one.
struct Noticed {
    std::vector<std::string> includes;  ///< the system headers included
    std::set<std::string> macros;       ///< the macros that the user's files define
};

UnitResult read_once(const UnitRequest& request, const Prefix* prefix, Noticed& noticed) {
    UnitResult result;
    std::vector<std::string> words = {"-x", "c++"};
    if (prefix != nullptr) words.insert(words.end(), {"-include-pch", prefix->path()});
    Session session(request, prefix != nullptr ? prefix->text() : std::string(), words, main_file);
    if (!session.good) {
        result.errors = std::move(session.keeper.errors);
        return result;
    }
    Watch watch(session.watched);
    ReadAction action(request, result, watch);
    session.compiler.ExecuteAction(action);
    result.compiled = session.keeper.errors.empty();
    if (!result.compiled) {
        result.errors = in_our_words(std::move(session.keeper.errors));
        result.records.clear();
    }
    noticed = {watch.system_includes, watch.user_macros};
    return result;
}

/// Reads with the prefix; unset if the result could differ from that of reading without it.
std::optional<UnitResult> read_with(const UnitRequest& request, const Prefix& prefix, Noticed& noticed, bool& clash) {
    UnitResult result = read_once(request, &prefix, noticed);
    clash = std::any_of(prefix.macros.begin(), prefix.macros.end(),
                        [&](const std::string& name) { return noticed.macros.count(name) != 0; });
    if (clash || !result.compiled || !result.errors.empty()) return std::nullopt;
    result.files.insert(result.files.end(), prefix.files.begin(), prefix.files.end());
    result.missing.insert(result.missing.end(), prefix.missing.begin(), prefix.missing.end());
    return result;
}

UnitResult read_plainly(const UnitRequest& request, Noticed& noticed) {
    UnitResult result = read_once(request, nullptr, noticed);
    if (result.compiled || !request.neutral_describe) return result;
    // A header may really use Boost.Describe: read it with Boost's own headers.
    UnitRequest plain = request;
    plain.neutral_describe = false;
    return read_once(plain, nullptr, noticed);
}

}  // namespace

bool build(const UnitRequest& request, Prefix& prefix) {
    prefix.includes = prefix.wanted;
    Session session(request, prefix.text(), {"-x", "c++-header"}, prefix_file);
    if (!session.good) return false;
    session.compiler.getFrontendOpts().ProgramAction = clang::frontend::GeneratePCH;
    session.compiler.getFrontendOpts().OutputFile = prefix.path();
    UnitResult read;
    Watch watch(session.watched);
    PrecompileAction action(request, read, watch);
    session.compiler.ExecuteAction(action);
    if (!session.keeper.errors.empty()) return false;
    prefix.files = std::move(read.files);
    prefix.missing = std::move(read.missing);
    prefix.macros.assign(watch.tested_macros.begin(), watch.tested_macros.end());
    return prefix.seal();
}

UnitResult read_unit(const UnitRequest& request) {
    Noticed noticed;
    if (without_prefix(request)) return read_plainly(request, noticed);
    Prefix own = Prefix::load(request);
    bool clash = false;
    std::optional<UnitResult> result;
    const bool usable = own.usable();
    const Prefix ready = usable || own.hopeless ? Prefix{} : Prefix::ready_made(request);
    const bool ready_usable = ready.usable();
    // From the second reading on: a project that is read only once needs no precompiled header, and neither does one
    // for which the ready-made one has all headers.
    BackgroundTask building;
    const bool due = !own.hopeless && !own.wanted.empty() && (!usable || own.wanted != own.includes) &&
                     !(ready_usable && ready.has(own.wanted));
    if (due) building = BackgroundTask([&] { return build(request, own) ? (own.keep(), "built") : ""; });
    if (usable) {
        result = read_with(request, own, noticed, clash);
    } else if (ready_usable) {
        result = read_with(request, ready, noticed, clash);
    }
    if (!result) result = read_plainly(request, noticed);
    if (due && building.result() == "built") own = Prefix::load(request);
    if (result->compiled && (clash || noticed.includes != own.wanted || due)) {
        own.hopeless = clash || (due && own.includes != own.wanted && noticed.includes == own.wanted);
        own.wanted = noticed.includes;
        own.keep();
    }
    return std::move(*result);
}

}  // namespace retort::reflect
