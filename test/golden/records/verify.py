#!/usr/bin/env python3
"""Checks records.json against docs/queue-records.md, by another program than the one that writes records.

`verify.py` compares; `verify.py --write` fills in the bytes. Standard library only.
"""
import json
import pathlib
import struct
import sys
import zlib

FILE = pathlib.Path(__file__).with_name("records.json")
NAN = bytes.fromhex("000000000000f87f")


def number(text):
    """Floats that JSON does not have are written as words."""
    return {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf"), "-0": -0.0}.get(text, text)


def column(kind, value):
    if kind == "bool":
        return b"\x01" if value else b"\x00"
    if kind == "string":
        text = value.encode("utf-8")
        return struct.pack("<I", len(text)) + text
    if kind == "int":
        return struct.pack("<d", value + 0)
    value = number(value)
    return NAN if value != value else struct.pack("<d", value)


def encode(case):
    record, columns = case["record"], case["columns"]
    flags = record["ready"] * 1 + record["frontier"] * 2 + record["gap"] * 4
    values = b"".join(column(c["type"], v) for c, v in zip(columns, record["values"]))
    head = struct.pack("<BBHI", 1, flags, len(columns), 68 + len(values))
    numbers = struct.pack("<qqq", record["label"], record["time"], case["epoch"])
    body = head + numbers + bytes.fromhex(record["lineage"]) + values
    return (body + struct.pack("<I", zlib.crc32(body))).hex()


cases = json.loads(FILE.read_text())
wrong = [case["name"] for case in cases if case.get("bytes") != encode(case)]
if "--write" in sys.argv:
    for case in cases:
        case["bytes"] = encode(case)
    FILE.write_text(json.dumps(cases, indent=2, ensure_ascii=False) + "\n")
elif wrong:
    sys.exit("other bytes: " + ", ".join(wrong))
print(f"{len(cases)} records")
