#include "parse/foreign_map.h"

#define COUNT(table) sizeof(table) / sizeof *(table)

static const struct foreign_relation threagile_relations[] = {
    {"communication_links", FOREIGN_FLOW},
};

static const struct foreign_form calm_forms[] = {
    {"connects.source.node relationship-type.connects.source.node",
     "connects.destination.node relationship-type.connects.destination.node", FOREIGN_FLOW},
    {"interacts.actor relationship-type.interacts.actor", "interacts.nodes relationship-type.interacts.nodes",
     FOREIGN_FLOW},
    {"composed-of.container relationship-type.composed-of.container",
     "composed-of.nodes relationship-type.composed-of.nodes", FOREIGN_INSIDE},
    {"deployed-in.container relationship-type.deployed-in.container",
     "deployed-in.nodes relationship-type.deployed-in.nodes", FOREIGN_INSIDE},
    {"parties.source", "parties.destination", FOREIGN_FLOW},
};

static const struct foreign_form list_forms[] = {
    {"from source src producer start data.source", "to target dest destination dst consumer end data.target",
     FOREIGN_FLOW},
    {"between a", "and b", FOREIGN_LINE},
};

static const struct foreign_relation list_relations[] = {
    {"connects_to connected_to connectsto connections sends_to sendsto writes_to writesto publishes_to "
     "publishesto "
     "produces_to feeds outputs output_to outputs_to flows_to downstream targets calls triggers edges links "
     "flows",
     FOREIGN_FLOW},
    {"reads_from readsfrom receives_from receivesfrom consumes_from consumesfrom subscribes_to subscribesto "
     "inputs "
     "input_from upstream fed_by sources",
     FOREIGN_BACK},
    {"depends_on dependson dependencies depends uses", FOREIGN_LINE},
};

const struct foreign_map foreign_maps[] = {
    {.format = "threagile",
     .needs = "technical_assets",
     .nodes = "technical_assets",
     .groups = "trust_boundaries",
     .edges = "",
     .id = "id",
     .label = "title",
     .tool = "technology technologies",
     .note = "description",
     .type = "type",
     .within = "",
     .members = "technical_assets_inside",
     .nested = "trust_boundaries_nested",
     .end = "target",
     .edge_label = "title",
     .edge_kind = "",
     .edge_note = "description",
     .other = "",
     .relations = threagile_relations,
     .n_relations = COUNT(threagile_relations)},
    {.format = "calm",
     .needs = "relationships",
     .nodes = "nodes",
     .groups = "",
     .edges = "relationships",
     .id = "unique-id",
     .label = "name",
     .tool = "",
     .note = "description",
     .type = "node-type",
     .within = "",
     .members = "",
     .nested = "",
     .end = "node unique-id",
     .edge_label = "description",
     .edge_kind = "",
     .edge_note = "protocol",
     .other = "",
     .forms = calm_forms,
     .n_forms = COUNT(calm_forms)},
    {.format = "node-list",
     .needs = "nodes components services elements systems containers vertices boxes layers zones stages "
              "tiers planes "
              "groups clusters boundaries",
     .nodes = "nodes components services elements systems containers vertices boxes",
     .groups = "layers zones stages tiers planes groups clusters boundaries",
     .edges = "edges connections links flows relationships relations arrows data_flows dataflows",
     .id = "id key ref data.id slug",
     .label = "label title name display_name data.label data.name",
     .tool = "technology tech tool technologies tools product stack implementation implemented_with image",
     .note = "description note notes summary purpose responsibility",
     .type = "role type kind",
     .within = "group layer zone tier cluster plane boundary",
     .members = "members node_ids",
     .nested = "",
     .end = "to target id name node component service ref from source destination",
     .edge_label = "label name title description data payload content carries message protocol type",
     .edge_kind = "kind type data carries",
     .edge_note = "note notes",
     .other = "op op_type units activation kernel_size filters class_name cell_type execution_count",
     .typed_by_tool = true,
     .own_keys = true,
     .forms = list_forms,
     .n_forms = COUNT(list_forms),
     .relations = list_relations,
     .n_relations = COUNT(list_relations)},
};
const size_t n_foreign_maps = COUNT(foreign_maps);
