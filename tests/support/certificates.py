"""Certificates for servers of tests, made by openssl: an authority of the test's own, and what it signs."""

import ssl
import subprocess
from pathlib import Path

KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
DAYS = ("-days", "2")


def _openssl(*arguments: str | Path) -> None:
    done = subprocess.run(["openssl", "req", "-x509", *KEY, *DAYS, *arguments], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"openssl req {arguments}: {done.stderr}")


class Authority:
    """`bundle` is the file that a client must trust."""

    def __init__(self, folder: Path, name: str = "tests") -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self.bundle, self._key = folder / "ca.pem", folder / "ca.key"
        _openssl("-subj", f"/CN=authority of {name}", "-keyout", self._key, "-out", self.bundle)

    def server(self, *names: str) -> ssl.SSLContext:
        """A server's side of TLS, with a certificate for these names: "IP:127.0.0.1", "DNS:aws.example"."""
        place = self._folder / f"server{len(list(self._folder.iterdir()))}"
        key, certificate = place.with_suffix(".key"), place.with_suffix(".pem")
        signed_by = ("-CA", self.bundle, "-CAkey", self._key)
        extensions = ("-addext", f"subjectAltName={','.join(names)}", "-addext", "basicConstraints=CA:FALSE")
        _openssl("-subj", "/CN=server of a test", *extensions, *signed_by, "-keyout", key, "-out", certificate)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        return context
