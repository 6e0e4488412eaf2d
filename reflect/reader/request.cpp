#include "reflect/reader/request.hpp"

#include "reflect/archive.hpp"
#include "reflect/reader/digest.hpp"

namespace retort::reflect {

namespace archive {

template <class A>
void io(A& archive, Diagnostic& value) {
    std::string code(value.code.text());
    io(archive, code);
    if constexpr (A::reading) value.code = ErrorCode::parse(code);
    io(archive, value.message);
    io(archive, value.position.file);
    io(archive, value.position.line);
    io(archive, value.position.column);
    io(archive, value.source_line);
    io(archive, value.hint);
    io(archive, value.notes);
}

template <class A>
void io(A& archive, UnitRequest& value) {
    io(archive, value.headers);
    io(archive, value.arguments);
    io(archive, value.working_directory);
    io(archive, value.resource_directory);
    io(archive, value.doc_comments);
    io(archive, value.neutral_describe);
    io(archive, value.prefix_folder);
    io(archive, value.processes);
}

template <class A>
void io(A& archive, FileRead& value) {
    io(archive, value.path);
    io(archive, value.content);
}

template <class A>
void io(A& archive, UnitResult& value) {
    io(archive, value.records);
    io(archive, value.errors);
    io(archive, value.compiled);
    io(archive, value.files);
    io(archive, value.missing);
}

}  // namespace archive

namespace {

constexpr std::string_view mark = "retort reader " RETORT_VERSION "\n";

std::string framed(const std::string& body) {
    std::string message(mark);
    const std::uint64_t sum = digest(body);
    message.append(reinterpret_cast<const char*>(&sum), sizeof sum);
    message += body;
    return message;
}

std::optional<std::string_view> unframed(std::string_view message) {
    std::uint64_t sum = 0;
    if (message.substr(0, mark.size()) != mark || message.size() < mark.size() + sizeof sum) return std::nullopt;
    std::memcpy(&sum, message.data() + mark.size(), sizeof sum);
    message.remove_prefix(mark.size() + sizeof sum);
    if (digest(message) != sum) return std::nullopt;
    return message;
}

}  // namespace

std::string to_message(const UnitRequest& request) { return framed(archive::packed(request)); }

std::string to_message(const UnitResult& result) { return framed(archive::packed(result)); }

std::optional<UnitRequest> request_from(std::string_view message) {
    const auto body = unframed(message);
    return body ? archive::unpacked<UnitRequest>(*body) : std::nullopt;
}

std::optional<UnitResult> result_from(std::string_view message) {
    const auto body = unframed(message);
    return body ? archive::unpacked<UnitResult>(*body) : std::nullopt;
}

}  // namespace retort::reflect
