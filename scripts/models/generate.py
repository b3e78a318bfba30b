#!/usr/bin/env python3
"""Writes provider/aws/model/: C tables of the AWS operations listed in operations.txt.

Source are the service models that botocore publishes (pinned, a development dependency). Only listed operations and
the shapes they reach are written. `generate.py --check` writes nothing and fails when the files are stale.
"""

import argparse
import gzip
import importlib.util
import json
import pathlib
import re
import sys
import textwrap

BOTOCORE_VERSION = "1.42.4"
HERE = pathlib.Path(__file__).resolve().parent
OUTPUT = HERE.parent.parent / "provider" / "aws" / "model"

HEAD = f"""\
/* Made by scripts/models/generate.py from botocore {BOTOCORE_VERSION}: change operations.txt and run `make models`. */
"""

TYPES = {
    "structure": "AWS_STRUCTURE",
    "list": "AWS_LIST",
    "map": "AWS_MAP",
    "string": "AWS_STRING",
    "character": "AWS_STRING",
    "blob": "AWS_BLOB",
    "boolean": "AWS_BOOLEAN",
    "integer": "AWS_INTEGER",
    "long": "AWS_LONG",
    "float": "AWS_FLOAT",
    "double": "AWS_DOUBLE",
    "timestamp": "AWS_TIMESTAMP",
}
COMPOUND = ("structure", "list", "map")
LOCATIONS = {
    "header": "AWS_HEADER",
    "headers": "AWS_HEADERS",
    "uri": "AWS_URI",
    "querystring": "AWS_QUERYSTRING",
    "statusCode": "AWS_STATUS_CODE",
}
TIMES = {"iso8601": "AWS_TIME_ISO8601", "rfc822": "AWS_TIME_RFC822", "unixtimestamp": "AWS_TIME_UNIX"}
PROTOCOLS = {
    "ec2": "AWS_EC2",
    "query": "AWS_QUERY",
    "json": "AWS_JSON",
    "rest-json": "AWS_REST_JSON",
    "rest-xml": "AWS_REST_XML",
}


class Failure(Exception):
    """Something that the person who runs this must mend."""


def botocore_data():
    """The data directory of the installed botocore, without importing it (and all it needs)."""
    found = importlib.util.find_spec("botocore")
    if not found or not found.origin:
        raise Failure(f"botocore {BOTOCORE_VERSION} is not installed for {sys.executable}")
    return pathlib.Path(found.origin).parent / "data"


def check_version(data):
    version = re.search(r"__version__ = '([^']+)'", (data.parent / "__init__.py").read_text())
    if not version or version.group(1) != BOTOCORE_VERSION:
        raise Failure(f"{data.parent} is not botocore {BOTOCORE_VERSION}")


def read_json(path):
    """The document at `path`, which may be stored compressed; None when there is none."""
    packed = path.with_name(path.name + ".gz")
    if path.exists():
        return json.loads(path.read_text(encoding="utf-8"))
    if packed.exists():
        return json.loads(gzip.decompress(packed.read_bytes()))
    return None


def merged(base, extra):
    for key, value in extra.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            merged(base[key], value)
        else:
            base[key] = value
    return base


def load(data, service, kind):
    """The newest model of that kind, with botocore's own additions; {} when there is none."""
    versions = sorted(path for path in (data / service).glob("*") if path.is_dir())
    if not versions:
        raise Failure(f"botocore has no service {service}")
    model = read_json(versions[-1] / f"{kind}.json") or {}
    extras = read_json(versions[-1] / f"{kind}.sdk-extras.json") or {}
    return merged(model, extras.get("merge", {}))


def read_operations(path):
    """{service: [operation, …]} of the list."""
    wanted = {}
    for number, line in enumerate(path.read_text().splitlines(), 1):
        words = line.split("#")[0].split()
        if not words:
            continue
        if len(words) != 2:
            raise Failure(f"{path.name}:{number}: want a service and an operation")
        names = wanted.setdefault(words[0], [])
        if words[1] in names:
            raise Failure(f"{path.name}:{number}: {words[0]} {words[1]} is listed twice")
        names.append(words[1])
    return {service: sorted(names) for service, names in sorted(wanted.items())}


def c_string(text):
    return json.dumps(text, ensure_ascii=True)


def fields(**values):
    """A C initialiser of the fields that are not None or False."""
    written = ", ".join(f".{key} = {value}" for key, value in values.items() if value)
    return "{ " + written + " }" if written else "{ 0 }"


def text_or_none(value):
    return c_string(value) if value is not None else None


def strings(values):
    """A NULL-ended array of C strings, or None."""
    if not values:
        return None
    listed = values if isinstance(values, list) else [values]
    return "(const char *const[]){ " + ", ".join([c_string(value) for value in listed] + ["NULL"]) + " }"


def namespace(value):
    if not value:
        return None
    whole = value if isinstance(value, dict) else {"uri": value}
    inner = fields(prefix=text_or_none(whole.get("prefix")), uri=c_string(whole["uri"]))
    return f"&(const struct aws_xml_namespace){inner}"


def timestamp_format(traits):
    name = traits.get("timestampFormat")
    return TIMES[name.lower()] if name else None


class Writer:
    """Writes one service."""

    def __init__(self, service, model, pages, global_region, names):
        self.service, self.model, self.pages, self.global_region = service, model, pages, global_region
        self.shapes = model["shapes"]
        self.names = names
        self.reached = {}
        for name in names:
            if name not in model["operations"]:
                raise Failure(f"{service} has no operation {name}")
            for shape in self.roots(model["operations"][name]):
                self.reach(shape)

    @staticmethod
    def roots(operation):
        refs = [operation.get("input"), operation.get("output"), *operation.get("errors", [])]
        return [ref["shape"] for ref in refs if ref]

    @staticmethod
    def refs(shape):
        """(name, reference) of the shape's members, in order; a list's element has no name."""
        if shape["type"] == "list":
            return [(None, shape["member"])]
        if shape["type"] == "map":
            return [("key", shape["key"]), ("value", shape["value"])]
        return list(shape.get("members", {}).items())

    def reach(self, name):
        if name in self.reached:
            return
        shape = self.shapes[name]
        self.reached[name] = shape
        if shape["type"] in COMPOUND:
            for _, ref in self.refs(shape):
                self.reach(ref["shape"])

    def is_document(self, shape):
        return shape.get("document", False)

    def symbol(self, name):
        """C name of the shape; scalars that differ only in their name share one."""
        shape = self.shapes[name]
        if shape["type"] in COMPOUND and not self.is_document(shape):
            return f"shape_{name}"
        kind = "document" if self.is_document(shape) else shape["type"]
        return f"scalar_{kind}{'_sensitive' if shape.get('sensitive') else ''}"

    def member(self, name, ref, structure):
        shape = self.shapes[ref["shape"]]
        wire = ref.get("locationName")
        if wire is None and shape["type"] != "structure":
            wire = shape.get("locationName")
        is_entry = structure["type"] == "map"
        return fields(
            name=text_or_none(name),
            wire=text_or_none(wire) if wire != name or is_entry else None,
            query_wire=text_or_none(ref.get("queryName")),
            shape="&" + self.symbol(ref["shape"]),
            xml_namespace=namespace(
                ref.get("xmlNamespace") or (None if shape["type"] == "structure" else shape.get("xmlNamespace"))
            ),
            location=LOCATIONS.get(ref.get("location") or shape.get("location")),
            timestamp_format=timestamp_format(ref) or timestamp_format(shape),
            required="true" if name in structure.get("required", []) else None,
            flattened="true" if ref.get("flattened", shape.get("flattened")) else None,
            xml_attribute="true" if ref.get("xmlAttribute") else None,
            idempotency_token="true" if ref.get("idempotencyToken") else None,
            host_label="true" if ref.get("hostLabel") else None,
            sensitive="true" if ref.get("sensitive") or shape.get("sensitive") else None,
            json_value="true" if ref.get("jsonvalue") or shape.get("jsonvalue") else None,
        )

    def compound(self, name, shape):
        members = [self.member(member, ref, shape) for member, ref in self.refs(shape)]
        code = shape.get("error", {}).get("code")
        listed = "".join(f"\n        {member}," for member in members)
        return (
            f"static const struct aws_shape shape_{name} = "
            + fields(
                name=c_string(name),
                members=f"(const struct aws_member[]){{{listed} }}" if members else None,
                payload=text_or_none(shape.get("payload")),
                error_code=text_or_none(code) if code != name else None,
                xml_name=text_or_none(shape.get("locationName")) if shape["type"] == "structure" else None,
                xml_namespace=namespace(shape.get("xmlNamespace")) if shape["type"] == "structure" else None,
                member_count=len(members),
                type=TYPES[shape["type"]],
                sensitive="true" if shape.get("sensitive") else None,
                is_union="true" if shape.get("union") else None,
                is_error="true" if shape.get("exception") or shape.get("error") else None,
            )
            + ";\n"
        )

    def scalar(self, symbol):
        kind = symbol.split("_")[1]
        return (
            f"static const struct aws_shape {symbol} = "
            + fields(
                name=c_string(kind),
                type="AWS_DOCUMENT" if kind == "document" else TYPES[kind],
                sensitive="true" if symbol.endswith("_sensitive") else None,
            )
            + ";\n"
        )

    def page_table(self, name):
        pages = self.pages.get(name)
        if not pages:
            return None
        inner = fields(
            input_tokens=strings(pages["input_token"]),
            output_tokens=strings(pages["output_token"]),
            result_keys=strings(pages.get("result_key")),
            more_results=text_or_none(pages.get("more_results")),
            limit_key=text_or_none(pages.get("limit_key")),
        )
        return f"&(const struct aws_pages){inner}"

    def input_root(self, operation):
        ref = operation.get("input")
        if not ref or self.model["metadata"]["protocol"] != "rest-xml":
            return None
        return self.shapes[ref["shape"]].get("locationName") or ref.get("locationName")

    @staticmethod
    def checksum(operation):
        flexible = operation.get("httpChecksum", {})
        if flexible.get("requestChecksumRequired") or flexible.get("requestAlgorithmMember"):
            return "AWS_CHECKSUM_CRC32"
        return "AWS_CHECKSUM_MD5" if operation.get("httpChecksumRequired") else None

    def operation(self, name):
        operation = self.model["operations"][name]
        source, target = operation.get("input"), operation.get("output")
        errors = ["&" + self.symbol(ref["shape"]) for ref in operation.get("errors", [])] + ["NULL"]
        root_namespace = (source or {}).get("xmlNamespace")
        return fields(
            name=c_string(name),
            method=c_string(operation["http"].get("method", "POST")),
            uri=c_string(operation["http"]["requestUri"]),
            host_prefix=text_or_none(operation.get("endpoint", {}).get("hostPrefix")),
            input="&" + self.symbol(source["shape"]) if source else None,
            output="&" + self.symbol(target["shape"]) if target else None,
            result_wrapper=text_or_none((target or {}).get("resultWrapper")),
            input_root=text_or_none(self.input_root(operation)),
            input_root_uri=text_or_none(root_namespace["uri"] if isinstance(root_namespace, dict) else root_namespace),
            errors=f"(const struct aws_shape *const[]){{ {', '.join(errors)} }}" if len(errors) > 1 else None,
            pages=self.page_table(name),
            checksum_member=text_or_none(operation.get("httpChecksum", {}).get("requestAlgorithmMember")),
            checksum=self.checksum(operation),
            unsigned_request="true" if operation.get("authtype") == "none" else None,
            unsigned_payload="true" if operation.get("authtype") == "v4-unsigned-body" else None,
            compress="true" if "gzip" in operation.get("requestcompression", {}).get("encodings", []) else None,
        )

    def text(self):
        compounds = {
            name: shape for name, shape in sorted(self.reached.items()) if self.symbol(name).startswith("shape_")
        }
        scalars = sorted({self.symbol(name) for name in self.reached} - {f"shape_{name}" for name in compounds})
        metadata = self.model["metadata"]
        ahead = ", ".join(f"shape_{name}" for name in compounds)
        parts = [HEAD, '#include "aws/model.h"\n\n// clang-format off\n\n']
        if compounds:
            wrapped = textwrap.fill(ahead, 108, initial_indent="    ", subsequent_indent="    ")
            parts.append(f"static const struct aws_shape\n{wrapped};\n\n")
        parts += [self.scalar(symbol) for symbol in scalars] + ["\n"]
        parts += [self.compound(name, shape) for name, shape in compounds.items()]
        parts.append("\nstatic const struct aws_operation operations[] = {\n")
        parts += [f"    {self.operation(name)},\n" for name in self.names]
        parts.append("};\n\n")
        parts.append(f"extern const struct aws_service aws_model_{self.service.replace('-', '_')};\n")
        parts.append(
            f"const struct aws_service aws_model_{self.service.replace('-', '_')} = "
            + fields(
                name=c_string(self.service),
                endpoint_prefix=c_string(metadata["endpointPrefix"]),
                signing_name=c_string(metadata.get("signingName", metadata["endpointPrefix"])),
                api_version=c_string(metadata["apiVersion"]),
                target_prefix=text_or_none(metadata.get("targetPrefix")),
                json_version=text_or_none(metadata.get("jsonVersion")),
                xml_uri=text_or_none(metadata.get("xmlNamespace")),
                global_region=text_or_none(self.global_region),
                operations="operations",
                operation_count=len(self.names),
                protocol=PROTOCOLS[metadata["protocol"]],
                query_compatible="true" if "awsQueryCompatible" in metadata else None,
            )
            + ";\n"
        )
        return "".join(parts)


def global_region(data, endpoint_prefix):
    """The region that signs for a service which has one endpoint for all regions."""
    services = read_json(data / "endpoints.json")["partitions"][0]["services"]
    service = services.get(endpoint_prefix, {})
    if service.get("isRegionalized", True) or "partitionEndpoint" not in service:
        return None
    return service["endpoints"][service["partitionEndpoint"]]["credentialScope"]["region"]


def index_text(services):
    names = [f"aws_model_{service.replace('-', '_')}" for service in services]
    listed = ",\n    ".join([f"&{name}" for name in names] + ["NULL"])
    return (
        HEAD
        + '#include "aws/model.h"\n\n// clang-format off\n\n'
        + f"extern const struct aws_service {', '.join(names)};\n\n"
        + f"const struct aws_service *const aws_services[] = {{\n    {listed}\n}};\n"
    )


def generated(data, wanted):
    """{file name: text} of all tables."""
    files = {"index.c": index_text(wanted)}
    for service, names in wanted.items():
        model = load(data, service, "service-2")
        pages = load(data, service, "paginators-1").get("pagination", {})
        region = global_region(data, model["metadata"]["endpointPrefix"])
        files[f"{service}.c"] = Writer(service, model, pages, region, names).text()
    return files


def stale(files):
    present = {path.name: path.read_text() for path in OUTPUT.glob("*.c")}
    return sorted(name for name in files.keys() | present.keys() if files.get(name) != present.get(name))


def write(files):
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for path in OUTPUT.glob("*.c"):
        if path.name not in files:
            path.unlink()
    for name, text in files.items():
        (OUTPUT / name).write_text(text)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true", help="fail when the checked-in tables are stale")
    arguments.add_argument("--data", type=pathlib.Path, help="botocore's data directory (default: the installed one)")
    options = arguments.parse_args()
    data = options.data or botocore_data()
    check_version(data)
    files = generated(data, read_operations(HERE / "operations.txt"))
    if not options.check:
        write(files)
        return
    old = stale(files)
    if old:
        raise Failure(f"stale: {', '.join(f'provider/aws/model/{name}' for name in old)}; run: make models")


if __name__ == "__main__":
    try:
        main()
    except Failure as problem:
        sys.exit(f"generate.py: {problem}")
