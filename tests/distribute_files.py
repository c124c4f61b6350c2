"""An invented project with two editions in English and one in French, and lists of recipients."""

from __future__ import annotations

import atexit
import csv
import io
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from reports.load.project_folders import Folders, folders
from reports.pipeline.composition import Composed, compose_all
from reports.pipeline.editions.editions import Edition, composed, offers
from reports.pipeline.editions.recipients import COLUMNS
from reports.tools.distribution.manifest import MANIFEST
from reports.tools.releasing.publishing import Sent, publish
from tests.release_cases import pretend_built

CASES = Path(__file__).parent / "cases" / "distribute"
PROJECT = CASES / "project"


@cache
def released() -> Path:
    """Return a copy of the project whose reports are approved and published."""
    root = Path(tempfile.mkdtemp(prefix="released-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    shutil.copytree(PROJECT, root, dirs_exist_ok=True)
    where = folders(root)
    pretend_built(where)
    publish(where, Sent("1.0"))
    return root


def project(output: Path) -> Folders:
    """Return the folders of the project, approved and published, with an output of its own."""
    return folders(released(), output=str(output))


@cache
def whole() -> Composed:
    """Return every report of the project."""
    return compose_all(folders(PROJECT))


@cache
def edition(name: str, report: str = "notice") -> Edition:
    """Return an edition of the project."""
    [offer] = [each for each in offers(whole().templates) if (each.report, each.edition) == (report, name)]
    return composed(offer, whole().templates, whole().book)


def recipients(count: int, editions: Sequence[str] = ("public", "inner")) -> list[Mapping[str, str]]:
    """Return rows of a list."""
    return [
        {
            "name": f"Desk {n}",
            "organisation": "Harbour Office",
            "language": "en",
            "edition": editions[n % len(editions)],
            "e-mail": f"desk.{n}@harbour.example",
        }
        for n in range(count)
    ]


def written(path: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    """Write a list and return its path."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def manifest(output: Path) -> list[dict[str, str]]:
    """Return the lines of the one manifest below `output`."""
    [path] = output.glob(f"distribution/*/{MANIFEST}")
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def certificate_in(folder: Path, password: str) -> Path:
    """Write a certificate made by ourselves with its key (`desk.p12`, PKCS #12), and without (`desk.crt`); return the first."""
    from datetime import datetime

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import pkcs12

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Tram office")])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1))
        .not_valid_after(datetime(2060, 1, 1))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    lock = serialization.BestAvailableEncryption(password.encode())
    (folder / "desk.p12").write_bytes(pkcs12.serialize_key_and_certificates(b"desk", key, made, None, lock))
    (folder / "desk.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return folder / "desk.p12"
