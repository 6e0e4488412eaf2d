#include "reflect/record_io.hpp"

#include "reflect/archive.hpp"

namespace retort::reflect {

std::string to_bytes(const std::vector<Record>& records) { return archive::packed(records); }

std::optional<std::vector<Record>> from_bytes(std::string_view bytes) {
    return archive::unpacked<std::vector<Record>>(bytes);
}

}  // namespace retort::reflect
