#include "scratch/postgres/postgres_scratch.hpp"

#include <functional>
#include <optional>
#include <string>

#include "schema/error.hpp"
#include "scratch/postgres/installation.hpp"
#include "scratch/postgres/server_role.hpp"
#include "scratch/postgres/server_scratch.hpp"

namespace retort::scratch::postgres {

namespace {

Diagnostic note(const std::string& tried, const Diagnostic& failure) {
    Diagnostic out;
    out.code = failure.code;
    out.message = tried + ": " + failure.message;
    out.hint = failure.hint;
    return out;
}

/// Opens a scratch; on an error returns null and adds a note with the error.
std::unique_ptr<Scratch> attempt(const std::string& tried, const std::function<std::unique_ptr<Scratch>()>& open,
                                 std::vector<Diagnostic>& notes) {
    try {
        return open();
    } catch (const Error& error) {
        notes.push_back(note(tried, error.diagnostics().at(0)));
    } catch (const introspect::StatementError& error) {
        Diagnostic failure;
        failure.message = error.what();
        notes.push_back(note(tried, failure));
    }
    return nullptr;
}

std::unique_ptr<Scratch> own_cluster(const ScratchOptions& options, std::vector<Diagnostic>& notes) {
    const std::optional<int>& major = options.major_version;
    const bool same_dialect = options.live_url && options.live_url->dialect == options.dialect;
    const std::optional<sql::Url> live = same_dialect ? options.live_url : std::nullopt;
    const std::string tried = "a throwaway cluster";
    std::string others;
    for (const Installation& installation : find_installations()) {
        if (major && installation.major_version != *major) {
            others += (others.empty() ? "" : ", ") + installation.version + " in " + installation.programs.string();
            continue;
        }
        if (auto scratch =
                attempt(tried, [&] { return scratch_in_cluster(installation, live, options.trusted); }, notes)) {
            return scratch;
        }
        return nullptr;
    }
    Diagnostic failure;
    const std::string wanted = major ? " of version " + std::to_string(*major) : std::string();
    failure.message =
        "no initdb" + wanted + " on PATH or in the distribution's folders" + (others.empty() ? "" : ", only " + others);
    failure.hint = "install PostgreSQL's server programs (Debian: postgresql" +
                   (major ? "-" + std::to_string(*major) : std::string()) + "), or set scratch_url";
    notes.push_back(note(tried, failure));
    return nullptr;
}

/// require_restricted_role for a URL whose other errors the attempts report.
void require_restricted(const sql::Url& url) {
    try {
        require_restricted_role(url);
    } catch (const introspect::StatementError&) {
    } catch (const Error& error) {
        if (error.diagnostics().front().code == "RT324") throw;
    }
}

}  // namespace

std::unique_ptr<Scratch> open_scratch(const ScratchOptions& options) {
    std::vector<Diagnostic> notes;
    if (options.none)
        throw Error("RT215", "scratch databases are disabled: [database] scratch_url = \"none\"",
                    "set scratch_url to a server, remove it for a throwaway cluster, or use --no-verify");
    if (options.scratch_url) {
        // An explicit scratch_url is authoritative: no other scratch is tried.
        const sql::Url& url = *options.scratch_url;
        if (!options.trusted) require_restricted(url);
        if (auto scratch = attempt("databases on its server", [&] { return scratch_on_server(url); }, notes)) {
            return scratch;
        }
        if (auto scratch = attempt("the database itself", [&] { return scratch_in_database(url); }, notes)) {
            return scratch;
        }
        Diagnostic diagnostic;
        diagnostic.code = "RT214";
        diagnostic.message = "the scratch server " + url.display + " can't be used";
        diagnostic.hint = "correct " + url.setting + ", or remove it for a throwaway cluster";
        diagnostic.notes = std::move(notes);
        throw Error(std::move(diagnostic));
    }
    if (auto scratch = own_cluster(options, notes)) {
        return scratch;
    }
    if (options.live_url && options.live_url->dialect == options.dialect) {
        const sql::Url& url = *options.live_url;
        const std::string tried = "a temporary database on the live server";
        const auto open = [&] {
            if (!options.trusted) require_restricted_role(url);
            return scratch_on_server(url);
        };
        if (auto scratch = attempt(tried, open, notes)) {
            return scratch;
        }
    }
    Diagnostic diagnostic;
    diagnostic.code = "RT035";
    diagnostic.message = "no scratch PostgreSQL to prove the migration on";
    diagnostic.hint = "set scratch_url, install PostgreSQL's server programs, or use --no-verify";
    diagnostic.notes = std::move(notes);
    throw Error(std::move(diagnostic));
}

}  // namespace retort::scratch::postgres
