#include "reflect/reader/merge.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace retort::reflect {

namespace {

/// True when one of the unit's own headers declares the struct.
bool declares(const UnitRequest& request, const Record& record) {
    return record.place.file && std::find(request.headers.begin(), request.headers.end(),
                                          record.place.file->absolute) != request.headers.end();
}

bool same(const Diagnostic& a, const Diagnostic& b) {
    return a.code == b.code && a.message == b.message && a.position.file == b.position.file &&
           a.position.line == b.position.line && a.position.column == b.position.column;
}

}  // namespace

UnitResult merged(const std::vector<UnitRequest>& requests, std::vector<UnitResult> results) {
    if (results.size() == 1) return std::move(results.front());
    UnitResult all;
    all.compiled = true;
    std::map<std::string, std::size_t> known;
    std::vector<Fact> naming;
    std::set<std::string> files;
    for (std::size_t i = 0; i < results.size(); ++i) {
        UnitResult& one = results[i];
        all.compiled = all.compiled && one.compiled;
        for (Diagnostic& error : one.errors)
            if (std::none_of(all.errors.begin(), all.errors.end(),
                             [&](const Diagnostic& listed) { return same(listed, error); }))
                all.errors.push_back(std::move(error));
        for (Record& record : one.records) {
            if (naming.empty()) naming = record.naming;
            const auto [at, fresh] = known.emplace(record.name, all.records.size());
            if (fresh)
                all.records.push_back(std::move(record));
            else if (declares(requests[i], record))
                all.records[at->second] = std::move(record);
        }
        for (FileRead& file : one.files)
            if (files.insert(file.path).second) all.files.push_back(std::move(file));
        all.missing.insert(all.missing.end(), one.missing.begin(), one.missing.end());
    }
    for (Record& record : all.records) record.naming = naming;
    return all;
}

}  // namespace retort::reflect
