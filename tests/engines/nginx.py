"""An nginx with TLS and a password before a node, as nodes without a security plugin need it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

from tests.cluster.cluster import free_ports

NGINX = os.environ.get("KB_TEST_NGINX") or shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
USER, PASSWORD = "wissen", "ge:he/im@1"

_CONFIGURATION = """
user {user};
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {folder}/certificate.pem;
    ssl_certificate_key {folder}/key.pem;
    auth_basic wissen;
    auth_basic_user_file {folder}/users;
    client_max_body_size 100m;
    location / {{ proxy_pass {node}; proxy_set_header Authorization ""; }}
  }}
}}
"""


@dataclass(frozen=True)
class Guarded:
    """certificate: the file that a client trusts."""

    port: int
    certificate: Path


@contextmanager
def guarded(node: str, folder: Path) -> Iterator[Guarded]:
    """node: the URL of a node."""
    assert NGINX, "nginx is missing"
    [port] = free_ports(1)
    _make_certificate(folder)
    hashed = subprocess.run(["openssl", "passwd", "-apr1", PASSWORD], capture_output=True, text=True, check=True)
    (folder / "users").write_text(f"{USER}:{hashed.stdout}")
    configuration = folder / "nginx.conf"
    configuration.write_text(_CONFIGURATION.format(folder=folder, port=port, node=node, user=getuser()))
    with subprocess.Popen([NGINX, "-p", str(folder), "-c", str(configuration)], stderr=subprocess.DEVNULL) as nginx:
        try:
            yield Guarded(port, folder / "certificate.pem")
        finally:
            nginx.terminate()


def _make_certificate(folder: Path) -> None:
    files = ["-keyout", f"{folder}/key.pem", "-out", f"{folder}/certificate.pem"]
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *files, *names]
    subprocess.run(command, check=True, capture_output=True)
