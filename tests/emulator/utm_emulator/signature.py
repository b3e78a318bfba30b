"""Signature 4 of every call, checked as AWS checks it.

Source: "Signature Version 4 for API requests" (IAM user guide); error words: "Common Error Types" of each service's
API reference, for EC2 "Error codes for the Amazon EC2 API", for S3 "Error responses".
"""

import hashlib
import hmac
import re
import time
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, unquote

from localstack.aws.api import RequestContext
from localstack.http.request import get_full_raw_path

from utm_emulator.accounts import ACCOUNTS
from utm_emulator.errors import aws_error, family

MAX_SKEW = 900  # seconds either way

_WRONG = (
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
    "and signing method. Consult the service documentation for details."
)
_EC2_WRONG = "AWS was not able to validate the provided access credentials"
_BAD_TOKEN = "The security token included in the request is invalid."

# kind → protocol family → (code, text, status); "*" where a family has no word of its own
WORDS = {
    "missing": {
        "s3": ("AccessDenied", "Access Denied", 403),
        "json": ("MissingAuthenticationTokenException", "Missing Authentication Token", 400),
        "rest-json": ("MissingAuthenticationTokenException", "Missing Authentication Token", 403),
        "*": ("MissingAuthenticationToken", "Request is missing Authentication Token", 403),
    },
    "incomplete": {
        "s3": ("AuthorizationHeaderMalformed", "The authorization header is malformed; {detail}", 400),
        "json": ("IncompleteSignatureException", "{detail}", 400),
        "*": ("IncompleteSignature", "{detail}", 400),
    },
    "unknown key": {
        "ec2": ("AuthFailure", _EC2_WRONG, 401),
        "s3": ("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", 403),
        "json": ("UnrecognizedClientException", _BAD_TOKEN, 400),
        "rest-json": ("UnrecognizedClientException", _BAD_TOKEN, 403),
        "*": ("InvalidClientTokenId", _BAD_TOKEN, 403),
    },
    "bad token": {
        "ec2": ("AuthFailure", _EC2_WRONG, 401),
        "s3": ("InvalidToken", "The provided token is malformed or otherwise invalid.", 400),
        "json": ("UnrecognizedClientException", _BAD_TOKEN, 400),
        "rest-json": ("UnrecognizedClientException", _BAD_TOKEN, 403),
        "*": ("InvalidClientTokenId", _BAD_TOKEN, 403),
    },
    "expired token": {
        "ec2": ("RequestExpired", "Request has expired.", 400),
        "s3": ("ExpiredToken", "The provided token has expired.", 400),
        "json": ("ExpiredTokenException", "The security token included in the request is expired", 400),
        "*": ("ExpiredToken", "The security token included in the request is expired", 403),
    },
    "skewed": {
        "ec2": ("RequestExpired", "Request has expired.", 400),
        "s3": (
            "RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large.",
            403,
        ),
        "json": ("InvalidSignatureException", "{detail}", 400),
        "rest-json": ("InvalidSignatureException", "{detail}", 403),
        "*": ("SignatureDoesNotMatch", "{detail}", 403),
    },
    "wrong": {
        "ec2": ("AuthFailure", _EC2_WRONG, 401),
        "json": ("InvalidSignatureException", _WRONG, 400),
        "rest-json": ("InvalidSignatureException", _WRONG, 403),
        "*": ("SignatureDoesNotMatch", _WRONG, 403),
    },
    "wrong payload": {
        "s3": (
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
            400,
        ),
        "*": ("SignatureDoesNotMatch", _WRONG, 403),
    },
}


@dataclass
class RawRequest:
    """The request as it came, before LocalStack's handlers write into it."""

    method: str
    path: str
    query: str
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        values = [value for key, value in self.headers if key.lower() == name]
        return ",".join(values) if values else None


@dataclass
class Credential:
    secret: str
    token: str | None = None  # session token, for temporary ones
    expires: float | None = None


@dataclass
class Claim:
    """What an Authorization header says."""

    key: str
    scope: list[str]  # date, region, service, "aws4_request"
    signed: list[str]
    signature: str


class Refused(Exception):
    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(kind)
        self.kind, self.detail = kind, detail


def keep_raw(_chain, context: RequestContext, _response) -> None:
    """First handler of the chain: what the client signed."""
    path, _, query = get_full_raw_path(context.request).partition("?")
    request = context.request
    body = request.get_data(cache=True)  # later readers find it again
    context.utm_raw = RawRequest(request.method, path, query, list(request.headers.items()), body)


def check_signature(context: RequestContext) -> None:
    """Raises the error that AWS would answer with."""
    if context.operation.auth_type == "none" or "X-Amz-Signature" in context.utm_raw.query:
        return  # sts AssumeRoleWithWebIdentity; presigned addresses are LocalStack's own business
    try:
        _check(context)
    except Refused as refused:
        words = WORDS[refused.kind]
        code, text, status = words.get(family(context)) or words["*"]
        raise aws_error(code, text.format(detail=refused.detail), status) from None


def _check(context: RequestContext) -> None:
    raw: RawRequest = context.utm_raw
    claim = _read_claim(raw)
    credential = credential_of(claim.key)
    if credential is None:
        raise Refused("unknown key")
    _check_token(raw, credential)
    date = _check_date(context, raw, claim)
    payload = _payload_hash(context, raw)
    if not hmac.compare_digest(claim.signature, _sign(context, raw, claim, credential.secret, date, payload)):
        raise Refused("wrong")


def _read_claim(raw: RawRequest) -> Claim:
    header = raw.header("authorization")
    if not header:
        raise Refused("missing")
    if not header.startswith("AWS4-HMAC-SHA256 "):
        raise Refused("incomplete", f"Unsupported authorization type: {header.split(' ')[0]}")
    parts = dict(part.strip().split("=", 1) for part in header[17:].split(",") if "=" in part)
    for name in ("Credential", "SignedHeaders", "Signature"):
        if not parts.get(name):
            raise Refused("incomplete", f"Authorization header requires '{name}' parameter.")
    key, *scope = parts["Credential"].split("/")
    if len(scope) != 4 or scope[3] != "aws4_request":
        raise Refused("incomplete", f"Credential must have exactly 5 slash-delimited elements: {parts['Credential']}")
    return Claim(key, scope, parts["SignedHeaders"].split(";"), parts["Signature"])


def access_key(context: RequestContext) -> str:
    return _read_claim(context.utm_raw).key


def credential_of(key: str) -> Credential | None:
    """An access key of 12 digits is the account of that number; others were made by IAM or STS of this emulator."""
    if re.fullmatch(r"\d{12}", key):
        return Credential(ACCOUNTS.get(key).secret)
    from moto.iam.models import iam_backends
    from moto.sts.models import sts_backends

    for partitions in list(sts_backends.values()):
        for backend in partitions.values():
            role = backend.get_assumed_role_from_access_key(key)
            if role:
                return Credential(role.secret_access_key, role.session_token, timegm(role.expiration.utctimetuple()))
    for partitions in list(iam_backends.values()):
        for backend in partitions.values():
            if key in backend.access_keys:
                return Credential(backend.access_keys[key].secret_access_key)
    return None


def expire_sessions(account_id: str, but: str | None) -> int:
    """What STS has given out in the account so far has expired, but for the one of that key; how many have."""
    from moto.sts.models import sts_backends

    roles = [role for backend in sts_backends[account_id].values() for role in backend.assumed_roles]
    roles = [role for role in roles if role.access_key_id != but]
    for role in roles:
        role.expiration = datetime.fromtimestamp(0, UTC)
    return len(roles)


def _check_token(raw: RawRequest, credential: Credential) -> None:
    if credential.token is None:
        return
    if raw.header("x-amz-security-token") != credential.token:
        raise Refused("bad token")
    if credential.expires is not None and credential.expires < time.time():
        raise Refused("expired token")


def _check_date(context: RequestContext, raw: RawRequest, claim: Claim) -> str:
    date = raw.header("x-amz-date") or ""
    if not re.fullmatch(r"\d{8}T\d{6}Z", date):
        raise Refused(
            "incomplete", "Authorization header requires existence of either a 'X-Amz-Date' or 'Date' header."
        )
    if date[:8] != claim.scope[0]:
        raise Refused("wrong")
    signed_at = timegm(time.strptime(date, "%Y%m%dT%H%M%SZ"))
    now = int(time.time() + ACCOUNTS.get(context.account_id).knobs["skew"])
    here = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))
    if signed_at < now - MAX_SKEW:
        raise Refused(
            "skewed", f"Signature expired: {date} is now earlier than {_stamp(now - MAX_SKEW)} ({here} - 15 min.)"
        )
    if signed_at > now + MAX_SKEW:
        raise Refused(
            "skewed",
            f"Signature not yet current: {date} is still later than {_stamp(now + MAX_SKEW)} ({here} + 15 min.)",
        )
    return date


def _stamp(seconds: int) -> str:
    return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(seconds))


def _payload_hash(context: RequestContext, raw: RawRequest) -> str:
    sent = raw.header("x-amz-content-sha256")
    if family(context) != "s3":
        return hashlib.sha256(raw.body).hexdigest()
    if sent is None:
        raise Refused("incomplete", "Missing required header for this request: x-amz-content-sha256")
    if re.fullmatch(r"[0-9a-f]{64}", sent) and sent != hashlib.sha256(raw.body).hexdigest():
        raise Refused("wrong payload")
    return sent


def _sign(context: RequestContext, raw: RawRequest, claim: Claim, secret: str, date: str, payload: str) -> str:
    lines = "\n".join(f"{name}:{' '.join((raw.header(name) or '').split())}" for name in claim.signed)
    canonical = "\n".join(
        (raw.method, _path(context, raw), _query(raw.query), lines, "", ";".join(claim.signed), payload)
    )
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    to_sign = "\n".join(("AWS4-HMAC-SHA256", date, "/".join(claim.scope), digest))
    key = ("AWS4" + secret).encode()
    for part in claim.scope:
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()


def _path(context: RequestContext, raw: RawRequest) -> str:
    """All but S3 encode the path, which is already encoded, once more."""
    return raw.path if family(context) == "s3" else quote(raw.path, safe="/~-_.")


def _query(query: str) -> str:
    pairs = [(part.partition("=")[0], part.partition("=")[2]) for part in query.split("&") if part]
    encoded = sorted((_encode(key), _encode(value)) for key, value in pairs)
    return "&".join(f"{key}={value}" for key, value in encoded)


def _encode(text: str) -> str:
    return quote(unquote(text), safe="-_.~")
