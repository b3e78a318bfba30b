"""The services that give credentials, in one small server: STS, SSO and its OIDC, container, instance metadata.

with CredentialServers() as servers:
    servers.begin({"sts": [{"status": 403, "code": "AccessDenied"}]})
    ...                     # a client works against servers.url
    servers.requests        # what it asked for, in order

Each service answers well by itself; `begin` gives it other answers, each used once (`forever`: for the rest). The call
that a client signs in the end is STS's GetCallerIdentity, kept under the kind "call". Every secret that is given out
contains the word HUSH, so that it can be looked for.
"""

import json
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

HUSH = "hush"
ACCOUNT = "111122223333"
NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/"
TOKEN_HEADER = "x-aws-ec2-metadata-token"
# What says who asks, beside the signature.
HEADERS = (TOKEN_HEADER, f"{TOKEN_HEADER}-ttl-seconds", "x-amz-sso_bearer_token")


def iso(seconds_from_now: float) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds_from_now)).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Request:
    """One request as it came in."""

    kind: str
    method: str
    path: str
    params: dict[str, Any]  # of query and body
    headers: dict[str, str]  # names in small letters
    body: bytes

    @property
    def signer(self) -> str:
        """The access key that signed it; empty when nobody did."""
        _, found, rest = self.headers.get("authorization", "").partition("Credential=")
        return rest.partition("/")[0] if found else ""

    @property
    def token(self) -> str:
        return self.headers.get("x-amz-security-token", "")

    def summary(self) -> dict[str, Any]:
        """What two clients must agree in."""
        told = {name: self.headers[name] for name in HEADERS if name in self.headers}
        if self.kind == "container" and "authorization" in self.headers:
            told["authorization"] = self.headers["authorization"]
        return {
            "kind": self.kind,
            "what": f"{self.method} {self.path}",
            "params": self.params,
            "headers": told,
            "signer": self.signer,
            "token": self.token,
        }


@dataclass
class Reply:
    status: int = 200
    body: str = ""
    type: str = "application/json"
    error: str = ""  # for the header that REST-JSON has for it


@dataclass
class _State:
    answers: dict[str, list[dict[str, Any]]]
    requests: list[Request] = field(default_factory=list)
    issued: dict[str, int] = field(default_factory=dict)
    ahead_s: float = 0
    released: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self, kind: str) -> dict[str, Any]:
        with self.lock:
            rows = self.answers.get(kind) or [{}]
            return rows[0] if len(rows) == 1 and (not rows[0] or rows[0].get("forever")) else rows.pop(0)

    def life(self, answer: dict[str, Any]) -> float:
        """Seconds from the real now to the end of the credentials of an answer."""
        return self.ahead_s + answer.get("seconds", 3600)

    def issue(self, name: str) -> str:
        """An access key that says for whom it is, and which one it is."""
        with self.lock:
            self.issued[name] = self.issued.get(name, 0) + 1
            return f"ASIA{name.upper().replace('-', '')}{self.issued[name]}"


def secret_of(access_key: str) -> str:
    return f"{HUSH}-{access_key}"


def token_of(access_key: str) -> str:
    return f"{HUSH}-token-{access_key}"


def kind_of(method: str, path: str, params: dict[str, Any]) -> str:
    if path.startswith("/latest/"):
        return "imds token" if path.endswith("/api/token") else "imds"
    if path.startswith("/container"):
        return "container"
    if path == "/federation/credentials":
        return "sso"
    if path == "/token":
        return "oidc"
    return "call" if params.get("Action") == "GetCallerIdentity" else "sts"


def _params(query: str, body: bytes, content_type: str) -> dict[str, Any]:
    if "json" in content_type:
        return json.loads(body)
    return dict(parse_qsl(query, keep_blank_values=True)) | dict(parse_qsl(body.decode(), keep_blank_values=True))


# ---- the answers ---------------------------------------------------------------------------------------------------


def _xml(action: str, content: str, status: int = 200) -> Reply:
    return Reply(status, f'<{action}Response xmlns="{NAMESPACE}">{content}</{action}Response>', "text/xml")


def _sts_error(answer: dict[str, Any]) -> Reply:
    text = escape(answer.get("message", "not today"))
    error = f"<Error><Type>Sender</Type><Code>{answer['code']}</Code><Message>{text}</Message></Error>"
    return _xml("Error", error, answer.get("status", 403))


def _assumed(state: _State, request: Request, answer: dict[str, Any]) -> str:
    role, session = request.params["RoleArn"].rpartition("/")[2], request.params["RoleSessionName"]
    key = state.issue(role)
    return (
        f"<AssumedRoleUser><Arn>arn:aws:sts::{ACCOUNT}:assumed-role/{role}/{session}</Arn>"
        f"<AssumedRoleId>AROA:{session}</AssumedRoleId></AssumedRoleUser><Credentials>"
        f"<AccessKeyId>{key}</AccessKeyId><SecretAccessKey>{secret_of(key)}</SecretAccessKey>"
        f"<SessionToken>{token_of(key)}</SessionToken><Expiration>{iso(state.life(answer))}</Expiration>"
        "</Credentials>"
    )


def _sts(state: _State, request: Request, answer: dict[str, Any]) -> Reply:
    if "code" in answer:
        return _sts_error(answer)
    action = request.params["Action"]
    result = f"<Account>{ACCOUNT}</Account><Arn>arn:aws:iam::{ACCOUNT}:user/a</Arn><UserId>AIDA</UserId>"
    if action != "GetCallerIdentity":
        result = _assumed(state, request, answer)
    return _xml(action, f"<{action}Result>{result}</{action}Result>")


def _sso(state: _State, request: Request, answer: dict[str, Any]) -> Reply:
    key = state.issue(request.params["role_name"])
    expires_ms = int((datetime.now(UTC).timestamp() + state.life(answer)) * 1000)
    keys = {"accessKeyId": key, "secretAccessKey": secret_of(key), "sessionToken": token_of(key)}
    return Reply(200, json.dumps({"roleCredentials": keys | {"expiration": expires_ms}}))


def _oidc(state: _State, request: Request, answer: dict[str, Any]) -> Reply:
    token = f"{HUSH}-{state.issue('oidc')}"
    told = {"accessToken": token, "tokenType": "Bearer", "expiresIn": answer.get("seconds", 28800)}
    return Reply(200, json.dumps(told | {"refreshToken": f"{HUSH}-next-refresh"}))


def _metadata_keys(state: _State, name: str, answer: dict[str, Any]) -> Reply:
    key = state.issue(name)
    keys = {"Code": "Success", "AccessKeyId": key, "SecretAccessKey": secret_of(key), "Token": token_of(key)}
    return Reply(200, json.dumps(keys | {"Expiration": iso(state.life(answer))}))


def _container(state: _State, request: Request, answer: dict[str, Any]) -> Reply:
    return _metadata_keys(state, "container", answer)


def _imds_token(state: _State, request: Request, answer: dict[str, Any]) -> Reply:
    return Reply(200, f"{HUSH}-imds", "text/plain")


def _imds(state: _State, request: Request, answer: dict[str, Any]) -> Reply:
    if not answer.get("open") and request.headers.get(TOKEN_HEADER) != f"{HUSH}-imds":
        return Reply(401, "", "text/plain")
    if request.path.endswith("/security-credentials/"):
        return Reply(200, "instance", "text/plain")
    return _metadata_keys(state, "instance", answer)


_ANSWERS = {"sts": _sts, "call": _sts, "sso": _sso, "oidc": _oidc, "container": _container, "imds": _imds}
_ANSWERS["imds token"] = _imds_token


def _reply(state: _State, request: Request) -> Reply:
    answer = state.next(request.kind)
    if answer.get("silent"):
        state.released.wait()
    if "code" in answer and request.kind in ("sso", "oidc"):
        told = {"error": answer["code"], "message": answer.get("message", "not today")}
        return Reply(answer.get("status", 401), json.dumps(told), error=answer["code"])
    if "body" in answer or "status" in answer and "code" not in answer:
        return Reply(answer.get("status", 200), answer.get("body", ""))
    return _ANSWERS[request.kind](state, request, answer)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_arguments: Any) -> None:
        """Nothing: what came in is in `requests`."""

    def _answer(self) -> None:
        state = self.server.state
        url = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", 0)))
        params = _params(url.query, body, headers.get("content-type", ""))
        kind = kind_of(self.command, url.path, params)
        request = Request(kind, self.command, url.path, params, headers, body)
        with state.lock:
            state.requests.append(request)
        reply = _reply(state, request)
        try:
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.type)
            self.send_header("Content-Length", str(len(reply.body.encode())))
            if reply.error:
                self.send_header("x-amzn-ErrorType", reply.error)
            self.end_headers()
            self.wfile.write(reply.body.encode())
        except ConnectionError:  # the client has given up
            self.close_connection = True

    do_GET = do_POST = do_PUT = _answer


class CredentialServers:
    """The server, on a free port of the loopback interface."""

    def __init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._server.state = _State({})
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "CredentialServers":
        self._thread.start()
        return self

    def __exit__(self, *_problem: Any) -> None:
        self._server.state.released.set()
        self._server.shutdown()
        self._server.server_close()

    def begin(self, answers: dict[str, list[dict[str, Any]]] | None = None) -> None:
        """Forgets what was, and lets go what still waits."""
        self._server.state.released.set()
        self._server.state = _State({kind: list(rows) for kind, rows in (answers or {}).items()})

    @property
    def requests(self) -> list[Request]:
        return list(self._server.state.requests)

    @property
    def ahead_s(self) -> float:
        """How far the services' clock is ahead of the real one."""
        return self._server.state.ahead_s

    @ahead_s.setter
    def ahead_s(self, seconds: float) -> None:
        self._server.state.ahead_s = seconds
