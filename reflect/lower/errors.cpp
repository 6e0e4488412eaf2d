#include "reflect/lower/errors.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <tuple>

namespace retort::reflect {

std::string source_line(const Location& place) {
    if (!place.file || place.line <= 0) return {};
    std::ifstream in(place.file->absolute, std::ios::binary);
    std::string line;
    for (int i = 0; i < place.line; ++i)
        if (!std::getline(in, line)) return {};
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return line;
}

Diagnostic& Errors::add(ErrorCode code, const Location& place, const std::string& message, const std::string& hint) {
    found_.push_back({code, message, place.position(), source_line(place), hint, {}});
    return found_.back();
}

void Errors::note(Diagnostic& error, const Location& place, const std::string& message) {
    error.notes.push_back(Diagnostic{{}, message, place.position(), source_line(place), "", {}});
}

void Errors::raise() {
    if (found_.empty()) return;
    std::stable_sort(found_.begin(), found_.end(), [](const Diagnostic& a, const Diagnostic& b) {
        const Position& p = a.position;
        const Position& q = b.position;
        return std::tie(p.file, p.line, p.column) < std::tie(q.file, q.line, q.column);
    });
    std::vector<Diagnostic> all;
    for (Diagnostic& found : found_) {
        const bool repeated = std::any_of(all.begin(), all.end(), [&](const Diagnostic& d) {
            return d.message == found.message && d.position.file == found.position.file &&
                   d.position.line == found.position.line && d.position.column == found.position.column;
        });
        if (!repeated) all.push_back(std::move(found));
    }
    throw Error(std::move(all));
}

}  // namespace retort::reflect
