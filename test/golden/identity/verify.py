#!/usr/bin/env python3
"""Recomputes every hash of canonical DAG documents, sharing no code with the compiler.

Usage: verify.py FILE.json...
Each file holds a DAG document, or an object with a member "document" (a golden vector), or a list of
either. Prints one line a file; exits 1 when anything differs. Standard library only.
"""

import hashlib
import json
import re
import struct
import sys

HOLE_TYPES = {"i": int, "f": str}
FLOAT = re.compile(r"^f64:[0-9a-f]{16}$")


class Wrong(Exception):
    pass


def canonical(value):
    """RFC 8785 for what documents may hold: no floats, keys in order of UTF-16 code units."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, int):
        if abs(value) > 2**53 - 1:
            raise Wrong(f"{value} is outside the safe integers")
        return str(value)
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(quote(key) + ":" + canonical(value[key]) for key in keys) + "}"
    raise Wrong(f"canonical JSON has no {type(value).__name__} here: {value!r}")


ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def quote(text):
    out = []
    for char in text:
        if char in ESCAPES:
            out.append(ESCAPES[char])
        elif ord(char) < 0x20:
            out.append(f"\\u{ord(char):04x}")
        else:
            out.append(char)
    return '"' + "".join(out) + '"'


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def need(condition, message):
    if not condition:
        raise Wrong(message)


def check_equal(name, found, expected):
    need(found == expected, f"{name} is {found}, the content gives {expected}")


def meet_slots(rows):
    """Slots in the order in which a walk from the result, operands from left to right, meets them."""
    met = []
    visited = set()
    waiting = [len(rows) - 1]
    while waiting:
        operand = waiting.pop()
        if isinstance(operand, str):
            if operand.startswith("$") and int(operand[1:]) not in met:
                met.append(int(operand[1:]))
        elif operand not in visited:
            visited.add(operand)
            waiting.extend(cell for cell in reversed(rows[operand][1:]) if not isinstance(cell, dict))
    return met, visited


def check_kernel(kernel, config):
    """Slots are numbered as they are met, holes in order of use; operands stand before use."""
    holes = 0
    rows = kernel["rows"]
    for index, row in enumerate(rows):
        for operand in row[1:]:
            if isinstance(operand, dict):
                continue
            if isinstance(operand, int):
                need(0 <= operand < index, f"row {index} uses row {operand}")
            elif operand.startswith("?"):
                check_equal(f"the hole of row {index}", operand, f"?{holes}")
                holes += 1
            else:
                need(operand.startswith("$"), f"row {index} has the operand {operand!r}")
    met, visited = meet_slots(rows)
    slots = len(met)
    check_equal("the order of slots", met, list(range(slots)))
    need(len(visited) == len(rows), "a row is not needed for the result")
    check_equal("slots", kernel["slots"], slots)
    check_equal("the number of holes", len(kernel["holes"]), holes)
    check_equal("the number of inputs", len(config["inputs"]), slots)
    check_equal("the number of constants", len(config["consts"]), holes)
    need(len(set(config["inputs"])) == slots, "an input stands twice")
    for hole, constant in zip(kernel["holes"], config["consts"]):
        need(type(constant) is HOLE_TYPES[hole], f"constant {constant!r} does not fit a hole of type {hole}")
        if hole == "f":
            need(FLOAT.match(constant), f"{constant!r} is no float")
            (value,) = struct.unpack(">d", bytes.fromhex(constant[4:]))
            need(value == value and abs(value) != float("inf"), f"{constant} is not finite")


def check_node(node, before):
    kernel, config, schema = node["kernel"], node["config"], node["schema"]
    check_equal("code_hash", node["code_hash"], sha256(canonical(kernel)))
    check_equal("config_hash", node["config_hash"], sha256(canonical(config)))
    check_equal("schema_hash", node["schema_hash"], sha256(canonical(schema)))
    parts = [node["node_type"], node["code_hash"], node["config_hash"], node["schema_hash"]]
    check_equal("node_id", node["node_id"], sha256(":".join(parts)))
    check_kernel(kernel, config)
    for upstream in config["inputs"]:
        need(upstream in before, f"upstream node {upstream} does not stand before")
    need(config["v"] == 1, f"unknown scheme {config['v']}")


def check_reached(nodes, sinks):
    """A document holds what its sinks need, and nothing else."""
    reached = {sink[member] for sink in sinks for member in ("node_id", "on", "when_node_id") if member in sink}
    for node in reversed(nodes):
        need(node["node_id"] in reached, f"no sink needs node {node['node_id'][:12]}")
        reached.update(node["config"]["inputs"])


def check_order(nodes):
    """Topological: by the longest way to a source, then by node_id."""
    depth = {}
    for node in nodes:
        depth[node["node_id"]] = 1 + max((depth[up] for up in node["config"]["inputs"]), default=-1)
    keys = [(depth[node["node_id"]], node["node_id"]) for node in nodes]
    need(keys == sorted(keys), "the nodes are not in canonical order")
    need(len(depth) == len(nodes), "a node stands twice")


def check_document(document):
    before = set()
    for node in document["nodes"]:
        try:
            check_node(node, before)
        except Wrong as wrong:
            raise Wrong(f"node {node['node_id'][:12]}: {wrong}") from None
        before.add(node["node_id"])
    check_order(document["nodes"])
    sinks = document["sinks"]
    keys = [f"{sink['kind']} {sink['name']}" for sink in sinks]
    need(keys == sorted(set(keys)), "the sinks are not in canonical order")
    for sink in sinks:
        for member in ("node_id", "on", "when_node_id"):
            need(member not in sink or sink[member] in before, f"sink {sink['name']}: {member} is unknown")
    check_reached(document["nodes"], sinks)
    check_equal("dag_id", document["dag_id"], sha256(canonical({"v": document["v"], "sinks": sinks})))
    return len(document["nodes"])


def documents(value):
    if isinstance(value, list):
        for item in value:
            yield from documents(item)
    else:
        yield value.get("document", value)


def reject_float(text):
    raise Wrong(f"the number {text} is no integer: floats are written by their bits")


def main(paths):
    failed = False
    for path in paths:
        try:
            with open(path, encoding="utf-8") as file:
                value = json.load(file, parse_float=reject_float)
            counts = [check_document(document) for document in documents(value)]
            print(f"{path}: {len(counts)} documents, {sum(counts)} nodes, all hashes hold")
        except (Wrong, OSError, KeyError, ValueError, TypeError) as wrong:
            print(f"{path}: {wrong}")
            failed = True
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
