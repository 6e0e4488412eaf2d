#include "schema/object_id.hpp"

namespace retort {

std::string display(const ObjectId& id) {
    const std::string prose(info(id.kind).prose);
    switch (id.kind) {
        case ObjectKind::column:
        case ObjectKind::default_:
        case ObjectKind::constraint: return prose + " " + display(id.name) + "." + id.sub;
        default: break;
    }
    switch (info(id.kind).naming) {
        case Naming::with_arguments: return prose + " " + display(id.name) + "(" + id.sub + ")";
        case Naming::on_table: return prose + " " + display(id.name) + " on " + id.sub;
        case Naming::operator_: return prose + " " + display(id.name) + " (" + id.sub + ")";
        case Naming::with_method: return prose + " " + display(id.name) + " using " + id.sub;
        case Naming::user_on_server: return prose + " for " + id.sub + " on " + display(id.name);
        case Naming::only_arguments: return prose + " (" + id.sub + ")";
        case Naming::qualified:
        case Naming::without_schema: break;
    }
    return prose + " " + display(id.name);
}

}  // namespace retort
