#include "tests/declare/round_trip.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "desired/adopt.hpp"
#include "desired/build.hpp"
#include "desired/normalize.hpp"
#include "desired/sql_files.hpp"
#include "diff/constraint_names.hpp"
#include "emit/plan.hpp"
#include "introspect/transaction.hpp"
#include "reflect/lower.hpp"
#include "reflect/reader.hpp"
#include "schema/json.hpp"
#include "scratch/foreign_servers.hpp"

namespace retort::test {

namespace {

std::string text_of(const Error& error) {
    std::string text;
    for (const Diagnostic& each : error.diagnostics()) text += render(each);
    return text;
}

std::vector<reflect::Record> read(const std::vector<std::string>& headers, const std::string& folder) {
    reflect::ReadOptions options;
    options.headers = headers;
    options.working_directory = folder;
    options.cache_directory = "off";
    options.flags = {"-std=c++20"};
    return reflect::read_headers(options);
}

/// The schema that the engine stores for what is declared.
Schema stored_form(const Schema& declared, introspect::Database& database) {
    scratch::create_foreign_servers(database, declared);
    {
        introspect::Transaction transaction(database);
        std::vector<Diagnostic> errors;
        std::string text;
        for (const desired::Rejected& each : desired::build(database, declared))
            text += each.statement.sql + "\n-> " + each.failure.message + "\n";
        if (!text.empty()) throw std::runtime_error("rejected: " + text);
        transaction.commit();
    }
    introspect::Filter filter;
    filter.privileges = std::any_of(declared.sql->statements.begin(), declared.sql->statements.end(),
                                    [](const SqlStatement& each) { return each.kind == "privileges"; });
    Schema stored = database.introspect(filter);
    desired::carry_over(declared, stored);
    return stored;
}

/// SQLite: the differences that the writer did not report.
std::string unreported(const Schema& stored, const Schema& source, const declare::WrittenModels& written) {
    std::multiset<std::string> reported;
    std::string text;
    for (const declare::Remainder& each : written.remainders)
        if (each.file.empty()) reported.insert(each.object);
    for (const std::string& each : emit::plan(stored, source).differences)
        if (const auto found = reported.find(each); found != reported.end())
            reported.erase(found);
        else
            text += each + "\n";
    for (const std::string& each : reported) text += "reported, and no difference: " + each + "\n";
    return text;
}

/// What differs between the models and their source. Names count, explicit or not.
std::string differing(Schema stored, Schema source, bool privileges) {
    stored = desired::adopt_tables_of_extensions(source, std::move(stored));
    for (Schema* side : {&stored, &source}) {
        diff::treat_names_as_explicit(*side);
        side->privileges->compared = privileges;
    }
    return to_text(emit::plan(stored, source).script);
}

/// PostgreSQL: the models differ from their source exactly if something is reported, and those statements complete
/// what the models declare.
std::string incomplete(introspect::Database& database, const Schema& stored, const Schema& source,
                       const declare::WrittenModels& written) {
    const bool privileges = source.privileges->compared;
    std::string before = differing(stored, source, privileges);
    if (written.undeclared.text.empty()) return before;
    if (before.empty()) return "reported, and no difference: " + written.undeclared.text;
    database.execute(written.undeclared.text);
    introspect::Filter filter;
    filter.privileges = privileges;
    return differing(database.introspect(filter), source, privileges);
}

}  // namespace

void RoundTrips::add(const std::string& name, const Schema& schema) {
    if (!seen_.insert(to_json(schema)).second) return;
    Entry entry;
    entry.name = name;
    entry.space = fmt::format("state_{}", entries_.size());
    entry.schema = schema;
    declare::WriteOptions options = options_;
    options.space = entry.space;
    try {
        entry.written = declare::write_models(schema, options);
    } catch (const Error& error) {
        entry.failure = text_of(error);
    }
    for (const declare::WrittenFile& file : entry.written.headers)
        entry.headers.push_back(folder_.write(entry.space + "/" + file.path, file.text).string());
    for (const declare::WrittenFile& file : entry.written.sql_files)
        entry.sql_files.push_back(folder_.write(entry.space + "/" + file.path, file.text).string());
    entries_.push_back(std::move(entry));
}

std::vector<RoundTrips::Result> RoundTrips::run(
    const std::function<std::shared_ptr<introspect::Database>()>& empty_database) {
    std::vector<std::string> headers;
    for (const Entry& entry : entries_) headers.insert(headers.end(), entry.headers.begin(), entry.headers.end());
    std::map<std::string, std::vector<reflect::Record>> records;
    const auto sort_in = [&](std::vector<reflect::Record> found) {
        for (reflect::Record& record : found) {
            std::vector<reflect::Record>& own = records[record.name.substr(0, record.name.find("::"))];
            own.push_back(std::move(record));
        }
    };
    try {
        if (!headers.empty()) sort_in(read(headers, folder_.path().string()));
    } catch (const Error&) {
        // One of them does not compile: which?
        for (Entry& entry : entries_) try {
                if (!entry.headers.empty()) sort_in(read(entry.headers, folder_.path().string()));
            } catch (const Error& error) {
                entry.failure = text_of(error);
            }
    }
    std::vector<Result> results;
    for (Entry& entry : entries_) {
        if (entry.failure.empty()) try {
                Schema declared = reflect::lower(records[entry.space], entry.schema.dialect);
                if (!entry.sql_files.empty())
                    declared.sql = desired::read_sql_files(entry.sql_files, entry.schema.dialect);
                const auto database = empty_database();
                const Schema stored = stored_form(declared, *database);
                entry.failure = info(entry.schema.dialect).stores_parsed
                                    ? incomplete(*database, stored, entry.schema, entry.written)
                                    : unreported(stored, entry.schema, entry.written);
            } catch (const Error& error) {
                entry.failure = text_of(error);
            } catch (const std::exception& error) {
                entry.failure = error.what();
            }
        Result result{entry.name, entry.failure, {}};
        if (!entry.failure.empty())
            for (const auto* files : {&entry.written.headers, &entry.written.sql_files})
                for (const declare::WrittenFile& file : *files)
                    result.failure += "\n// " + file.path + "\n" + file.text;
        for (const declare::Remainder& each : entry.written.remainders)
            if (each.file.empty()) result.undeclared.push_back(each.object);
        results.push_back(std::move(result));
    }
    return results;
}

}  // namespace retort::test
