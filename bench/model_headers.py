#!/usr/bin/env python3
"""Writes a project of N structs of 12 members into FOLDER, PER structs a header: model_headers.py FOLDER N PER.
With --plain the structs have no schema(), and nothing of retort is included."""

import os
import sys

PLAIN = "--plain" in sys.argv
folder, count, per = [word for word in sys.argv[1:] if not word.startswith("--")][:3]
count, per = int(count), int(per)

HEAD = "#pragma once\n#include <chrono>\n#include <cstdint>\n#include <optional>\n#include <string>\n"

STRUCT = """struct T{0} {{
    std::int64_t id;
    std::string name;
    std::optional<std::string> note;
    bool active;
    double price;
    std::int32_t quantity;
    std::chrono::system_clock::time_point created_at;
    std::string first;
    std::string second;
    std::optional<std::int64_t> parent;
    std::int64_t number;
    std::string code;
"""

SCHEMA = """
    static constexpr auto schema() {{
        using namespace retort;
        return table("t{0}",
            column<&T{0}::id>().primary_key(),
            column<&T{0}::name>().varchar(255).unique(),
            column<&T{0}::created_at>().default_sql("now()"),
            column<&T{0}::active>().server_default(false),
            index<&T{0}::first, &T{0}::second>(),
            check("quantity >= 0"));
    }}
"""

os.makedirs(folder, exist_ok=True)
for begin in range(0, count, per):
    with open("%s/models_%04d.hpp" % (folder, begin // per), "w") as out:
        out.write(HEAD + ("" if PLAIN else "#include <retort/model.hpp>\n") + "\n")
        for number in range(begin, min(begin + per, count)):
            out.write(STRUCT.format(number) + ("" if PLAIN else SCHEMA.format(number)) + "};\n\n")
if not PLAIN:
    with open(folder + "/retort.toml", "w") as out:
        out.write('[models]\nheaders = ["models_*.hpp"]\n')
