"""Sign copies: PAdES, an invisible signature over the whole file. The key stays in the process that runs the command."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from reports.errors import FlagError, MissingLibraryError
from reports.tools.distribution.certificate_validity import require_valid

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import SimpleSigner

PASSWORD = "REPORTS_SIGN_PASSWORD"
"""Variable of the environment with the password of the certificate."""
FIELD = "Signature"
Sign = Callable[[bytes], bytes]
"""Takes a PDF and returns it signed."""


def ask() -> str:
    """Return the password from the environment, or from a prompt that shows nothing.

    Raises:
        FlagError: the environment has none, and nobody sits at a terminal.
    """
    if PASSWORD in os.environ:
        return os.environ[PASSWORD]
    if not sys.stdin.isatty():
        raise FlagError(f"--sign: there is no terminal to ask for the password at; set {PASSWORD}")
    return getpass("Password of the certificate: ")


def signer(path: Path, password: Callable[[], str] = ask, revoked: Path | None = None) -> tuple[Sign, str]:
    """Return what signs a PDF with the certificate at `path` (PKCS #12), and the fingerprint of the certificate.

    Args:
        path: of the certificate.
        password: gives its password.
        revoked: list of revoked certificates (CRL, RFC 5280) of whoever issued it; None where there is none.

    Raises:
        MissingLibraryError: pyHanko is not installed.
        FlagError: the file is no certificate with a key, the password is wrong, or it is not yet valid, expired or revoked.
    """
    try:
        from pyhanko.sign import fields, signers
    except ImportError:
        raise MissingLibraryError('--sign needs pyHanko; run: pip install "fact-reports[sign]"') from None
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    if not path.is_file():
        raise FlagError(f"--sign: there is no file {path}; name a certificate with its key, such as desk.p12")
    held = _held(path, password())
    require_valid(held.signing_cert.dump(), path.name, revoked)
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    # PDF/A forbids hidden fields and PDF/UA untagged ones, but for those outside the page (ISO 14289-1, 7.18.1).
    out_of_sight = fields.InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
    spec = fields.SigFieldSpec(FIELD, invis_sig_settings=out_of_sight, readable_field_name="Signature")

    def sign(data: bytes) -> bytes:
        writer = IncrementalPdfFileWriter(io.BytesIO(data))
        fields.append_signature_field(writer, spec)
        tag_field(writer)
        written = io.BytesIO()
        signers.PdfSigner(meta, held).sign_pdf(writer, output=written)
        return written.getvalue()

    return sign, held.signing_cert.sha256.hex()


def _held(path: Path, password: str) -> SimpleSigner:
    """Return the signer of a PKCS #12 file."""
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
    from pyhanko.sign import signers

    refusal = (
        f"--sign: {path.name} cannot be opened as a certificate with its key (PKCS #12), or the password in "
        f"{PASSWORD} is wrong"
    )
    data = path.read_bytes()
    try:
        opened = load_pkcs12(data, password.encode())
    except ValueError:
        raise FlagError(refusal) from None
    held: SimpleSigner | None = None
    if opened.key is not None and opened.cert is not None:
        held = signers.SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=password.encode())
    if held is None:
        raise FlagError(refusal)
    return held


def tag_field(writer: IncrementalPdfFileWriter) -> None:
    """Put the field of the signature, the only one of the file, into the structure tree (ISO 14289-1, 7.18.4)."""
    from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, pdf_name

    root = writer.root
    field = root["/AcroForm"]["/Fields"].raw_get(0)
    page = root["/Pages"]["/Kids"].raw_get(0)
    tree = root["/StructTreeRoot"]
    top = tree.raw_get("/K")
    top = top.raw_get(0) if isinstance(top, ArrayObject) else top
    named = {pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): field, pdf_name("/Pg"): page}
    element = DictionaryObject({pdf_name("/Type"): pdf_name("/StructElem"), pdf_name("/S"): pdf_name("/Form")})
    element.update({pdf_name("/P"): top, pdf_name("/Pg"): page, pdf_name("/K"): DictionaryObject(named)})
    added = writer.add_object(element)
    parent = top.get_object()
    kids = parent.raw_get("/K").get_object() if "/K" in parent else ArrayObject()
    parent[pdf_name("/K")] = ArrayObject((*(kids if isinstance(kids, ArrayObject) else (kids,)), added))
    numbers = tree["/ParentTree"]["/Nums"]
    key = max(int(numbers[at]) for at in range(0, len(numbers), 2)) + 1
    numbers.extend((NumberObject(key), added))
    tree[NameObject("/ParentTreeNextKey")] = NumberObject(key + 1)
    field.get_object()[pdf_name("/StructParent")] = NumberObject(key)
    for changed in (parent, tree, tree["/ParentTree"], numbers, field.get_object()):
        writer.update_container(changed)
