#!/usr/bin/env python3
"""Makes the calls that the judge beside this file puts to our client: valid inputs, and botocore's requests for them.

    calls.py OUTPUT        (a line of JSON for each call: service, operation, settings, input, request, signed URL)

A fixed seed, so that every run makes the same calls. Inputs are drawn by the shapes of the published models: odd and
foreign text, empty lists and maps, big numbers, bytes, times, nested structures. botocore signs with a fixed clock,
fixed credentials and a fixed token, and is stopped just before it sends.
"""

import base64
import collections
import datetime
import itertools
import json
import math
import pathlib
import random
import sys
import urllib.parse
import uuid

import botocore.auth
import botocore.config
import botocore.exceptions
import botocore.session

SEED = 20261125
HERE = pathlib.Path(__file__).resolve().parent
NOW = datetime.datetime(2026, 11, 25, 3, 28, 17)
TOKEN = uuid.UUID("00000000-0000-4000-8000-000000000000")
DEEPEST = 6
DRAWS = 60  # for one call: many an input is refused by botocore itself

TEXTS = [
    "plain",
    "two words",
    " space around ",
    "ünïcödé ☃ 😀",
    "日本語",
    "a&b=c;d?e#f",
    "<tag attr=\"x\">'quoted' & more</tag>",
    "100% +plus ~tilde *star !(bang)",
    "line\nbreak\ttab\r\nreturn",
    "back\\slash/slash:colon@at,comma",
    '{"Version": "2012-10-17"}',
    "\x7f\u0085\u2028\ufffd",
    "null",
    "0123456789" * 30,
]
HEADER_TEXTS = ["plain", "two words", 'a, "b"', "a&b=c;d?e#f", "100% +plus ~tilde", "null", "x" * 200]
NAMES = ["plain", "with-dash", "under_score", "Mixed.Case", "x" * 40]
INTEGERS = [0, 1, -1, 42, 2**31 - 1, -(2**31)]
LONGS = [*INTEGERS, 2**53 + 1, 2**63 - 1, -(2**63)]
FLOATS = [0.0, 1.0, -0.5, 0.1, 1e16, 1e-7, 123456789.125, 2.5e300, math.nan, math.inf, -math.inf]
TIMES = [
    "1970-01-01T00:00:00",
    "2026-11-25T03:28:17",
    "2038-01-19T03:14:08",
    "1969-12-31T23:59:59",
    "2000-02-29T12:00:00",
    "9999-12-31T23:59:59",
    "2026-11-25T03:28:17.123456",
]
DOCUMENTS = [{}, [], "text", 7, True, {"a": [1, {"b": None}], "ü": "<&>"}, [0.1, "x"]]

# Where a region, a kind of endpoint or an endpoint of one's own goes into the request.
SETTINGS = [
    ({"region": "eu-west-1"}, 10),
    ({"region": "us-east-1"}, 6),
    ({"region": "ap-southeast-2"}, 2),
    ({"region": "cn-north-1"}, 1),
    ({"region": "us-gov-west-1"}, 1),
    ({"region": "us-west-2", "fips": True}, 1),
    ({"region": "us-west-2", "dualstack": True}, 1),
    ({"region": "eu-west-1", "endpoint": "http://emulator.example.com:4566"}, 2),
    ({"region": "us-east-1", "endpoint": "https://proxy.example.com/base/path"}, 1),
]


class Refused(Exception):
    """A value that no draw can give."""


class Draw:
    """Values by the shapes of one operation's input."""

    def __init__(self, rng):
        self.rng = rng

    def fitting(self, shape, value, filler):
        low, high = shape.metadata.get("min", 0), shape.metadata.get("max", 1 << 20)
        while len(value) < low:
            value += filler
        return value[:high]

    def text(self, shape, place):
        if place == "hostLabel":
            return f"label-{self.rng.randrange(100)}"
        if "enum" in shape.metadata and self.rng.random() < 0.9:
            return self.rng.choice(shape.metadata["enum"])
        pool = HEADER_TEXTS if place == "header" else NAMES if place == "name" else TEXTS
        value = self.rng.choice(pool)
        if place is None and self.rng.random() < 0.1:
            value = ""
        return self.fitting(shape, value, "x")

    def number(self, shape, pool):
        low, high = shape.metadata.get("min"), shape.metadata.get("max")
        fits = [each for each in pool if (low is None or each >= low) and (high is None or each <= high)]
        if fits:
            return self.rng.choice(fits)
        return low if low is not None else high

    def blob(self, shape):
        return self.fitting(shape, self.rng.randbytes(self.rng.choice([0, 1, 2, 3, 40])), b"x")

    def time(self, place):
        text = self.rng.choice(TIMES[:-1] if place else TIMES)
        return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)

    def elements(self, shape, depth, place):
        low, high = shape.metadata.get("min", 0), shape.metadata.get("max", 3)
        count = max(low, min(high, self.rng.choice([0, 1, 1, 2, 3])))
        if depth >= DEEPEST:
            count = low
        if place in ("header", "querystring"):
            count = max(count, 1)
        return [self.value(shape.member, depth + 1, place) for _ in range(count)]

    def entries(self, shape, depth, place):
        low, high = shape.metadata.get("min", 0), shape.metadata.get("max", 3)
        count = low if depth >= DEEPEST else max(low, min(high, self.rng.choice([0, 1, 2, 3])))
        entries = {}
        for _ in range(count):
            key = self.text(shape.key, "name" if place in ("header", "headers") else place or None)
            entries[key] = self.value(shape.value, depth + 1, "header" if place == "headers" else place)
        return entries

    def structure(self, shape, depth):
        if getattr(shape, "is_document_type", False):
            return self.rng.choice(DOCUMENTS)
        if getattr(shape, "is_tagged_union", False):
            name = self.rng.choice(list(shape.members))
            return {name: self.value(shape.members[name], depth + 1, None)}
        values = {}
        for name, member in shape.members.items():
            if member.serialization.get("eventstream") or member.metadata.get("eventstream"):
                raise Refused("an event stream")
            if member.serialization.get("name") == "Content-Length":
                continue  # it would be wrong
            if member.metadata.get("idempotencyToken"):
                values[name] = str(TOKEN)  # here, and not where botocore would put it: at the end
                continue
            required = name in shape.required_members
            wanted = 0.55 if depth == 0 else 0.4 if depth < 3 else 0.15
            if required or (depth < DEEPEST and self.rng.random() < wanted):
                values[name] = self.member(name, member, depth, required)
        return values

    def member(self, name, member, depth, required):
        location = member.serialization.get("location")
        if member.serialization.get("hostLabel") or "contextParam" in member.metadata:
            return self.label(name)
        if member.serialization.get("jsonvalue"):
            return self.rng.choice(DOCUMENTS)
        value = self.value(member, depth + 1, location)
        if location == "uri" and value == "":
            return "x"
        return value

    def label(self, name):
        """What goes into host names and endpoints."""
        if name == "Bucket":
            return self.rng.choice(["a-bucket", "bucket.with.dots", "another-bucket-7"])
        if name == "AccountId":
            return "123456789012"
        return f"label-{self.rng.randrange(100)}"

    def value(self, shape, depth, place):
        if depth > DEEPEST + 6:
            raise Refused("a shape that needs itself")
        kind = shape.type_name
        if kind == "structure":
            return self.structure(shape, depth)
        if kind == "list":
            return self.elements(shape, depth, place)
        if kind == "map":
            return self.entries(shape, depth, place)
        if kind in ("integer", "long"):
            return self.number(shape, INTEGERS if kind == "integer" else LONGS)
        if kind in ("float", "double"):
            return self.number(shape, FLOATS)
        if kind == "boolean":
            return self.rng.random() < 0.5
        if kind == "timestamp":
            return self.time(place)
        if kind == "blob":
            return self.blob(shape)
        return self.text(shape, place)


def plain(value):
    """The input as our client takes it: JSON, with bytes as base64 and times as text."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


class Captured(Exception):
    """Ends a call just before it is sent; carries the request."""

    def __init__(self, request):
        super().__init__()
        self.request = request


def stop(request, **_):
    raise Captured(request)


class Botocore:
    """botocore's clients, one for each service and setting."""

    def __init__(self):
        self.session = botocore.session.Session()
        self.session.set_credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "TOKEN/+=")
        self.clients = {}

    def client(self, service, settings, checksums="when_supported"):
        key = (service, json.dumps(settings), checksums)
        if key not in self.clients:
            config = botocore.config.Config(
                use_fips_endpoint=settings.get("fips", False),
                use_dualstack_endpoint=settings.get("dualstack", False),
                retries={"mode": "standard", "total_max_attempts": 10},
                parameter_validation=True,
                request_checksum_calculation=checksums,
                signature_version="s3v4" if service == "s3" else None,  # URLs, too
                s3={
                    "us_east_1_regional_endpoint": "regional",
                    "payload_signing_enabled": True,
                    "addressing_style": "path" if "endpoint" in settings else "auto",
                },
            )
            client = self.session.create_client(
                service, region_name=settings["region"], endpoint_url=settings.get("endpoint"), config=config
            )
            client.meta.events.register("before-send", stop)
            self.clients[key] = client
        return self.clients[key]

    def request(self, service, operation, settings, values):
        # In front of a stream botocore would put the checksum behind the body, in chunks of a kind of their own.
        model = self.client(service, settings).meta.service_model.operation_model(operation)
        client = self.client(service, settings, "when_required" if model.has_streaming_input else "when_supported")
        method = {api: name for name, api in client.meta.method_to_api_mapping.items()}[operation]
        try:
            getattr(client, method)(**values)
        except Captured as captured:
            return captured.request, self.presigned(client, method, values, captured.request)
        raise AssertionError(f"{service} {operation} was not sent")

    @staticmethod
    def presigned(client, method, values, request):
        """The same as a URL that is signed in its query, where there is nothing but a URL."""
        standing = {"user-agent", "amz-sdk-invocation-id", "amz-sdk-request", "authorization", "accept"}
        headers = {name.lower() for name in request.headers} - standing
        signing = {"x-amz-date", "x-amz-security-token", "x-amz-content-sha256"}
        if request.method != "GET" or request.body or headers - signing:
            return None
        url = client.generate_presigned_url(method, Params=values, ExpiresIn=3600)
        same_host = urllib.parse.urlsplit(url).netloc == urllib.parse.urlsplit(request.url).netloc
        return url if same_host else None  # for a bucket botocore may choose S3's global host


def header_text(value):
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


def written(request):
    body = request.body
    if body is None:
        body = b""
    elif isinstance(body, str):
        body = body.encode()
    elif not isinstance(body, (bytes, bytearray)):
        body = body.read()
    headers = {name: header_text(value) for name, value in request.headers.items()}
    headers.setdefault("Accept-Encoding", "identity")  # as its HTTP client does; and it counts
    if body:
        headers.setdefault("Content-Length", str(len(body)))
    return {
        "method": request.method,
        "url": request.url,
        "headers": headers,
        "body": base64.b64encode(bytes(body)).decode(),
    }


def wanted_calls():
    """(service, number, operation or None) of every call."""
    numbers = collections.Counter()
    for line in (HERE / "services.txt").read_text().splitlines():
        service, count, *names = line.split("#")[0].split() or ("", "0")
        operations = [each.split("*")[0] for each in names for _ in range(int((each + "*1").split("*")[1]))]
        for operation in itertools.islice(itertools.chain(operations, itertools.repeat(None)), int(count)):
            yield service, numbers[service], operation
            numbers[service] += 1


def without_tokens(shape, values):
    """The input as a caller gives it, who leaves tokens to the client."""
    members = shape.members if shape else {}
    return {name: value for name, value in values.items() if not members[name].metadata.get("idempotencyToken")}


REFUSALS = (Refused, botocore.exceptions.BotoCoreError, botocore.exceptions.ClientError, UnicodeError, ValueError)


def one_call(rng, botocore_clients, service, wanted):
    """A call that botocore takes, and what it makes of it."""
    settings = rng.choices([each for each, _ in SETTINGS], [weight for _, weight in SETTINGS])[0]
    model = botocore_clients.client(service, {"region": "us-east-1"}).meta.service_model
    problem = None
    for number in range(DRAWS):
        operation = wanted if wanted and number < DRAWS / 2 else rng.choice(sorted(model.operation_names))
        about = model.operation_model(operation)
        if about.has_event_stream_input:
            continue
        try:
            values = Draw(rng).structure(about.input_shape, 0) if about.input_shape else {}
            request, presigned = botocore_clients.request(service, operation, settings, values)
        except REFUSALS as refusal:
            problem = refusal
            continue
        given = without_tokens(about.input_shape, values)
        call = {"service": service, "operation": operation, **settings, "input": plain(given)}
        return {**call, "request": written(request), "presigned": presigned}
    raise SystemExit(f"calls.py: {service} with {settings}: no valid call in {DRAWS} draws: {problem!r}")


def main():
    botocore.auth.get_current_datetime = lambda remove_tzinfo=True: NOW
    uuid.uuid4 = lambda: TOKEN
    clients = Botocore()
    with open(sys.argv[1], "w", encoding="utf-8") as output:
        for service, number, operation in wanted_calls():
            call = one_call(random.Random(f"{SEED} {service} {number}"), clients, service, operation)
            output.write(json.dumps(call) + "\n")


if __name__ == "__main__":
    main()
