"""Whether a certificate may sign today: begun, not expired, and on no list of revoked ones."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reports.errors import FlagError

if TYPE_CHECKING:
    from cryptography import x509

PEM = b"-----BEGIN"


def require_valid(certificate: bytes, name: str, revoked: Path | None = None, now: datetime | None = None) -> None:
    """Raise `FlagError` where `certificate` cannot sign now.

    Args:
        certificate: in DER.
        name: of its file.
        revoked: a list of revoked certificates in DER or PEM (CRL, RFC 5280, 5); None where there is none.
        now: the moment, in UTC; None for that of this machine.
    """
    from cryptography import x509

    found, moment = x509.load_der_x509_certificate(certificate), now or datetime.now(UTC)
    begins, ends = found.not_valid_before_utc, found.not_valid_after_utc
    if moment < begins:
        raise FlagError(f"--sign: {name} is not valid before {begins:%Y-%m-%d}; sign from then on, or with another")
    if moment > ends:
        raise FlagError(f"--sign: {name} expired on {ends:%Y-%m-%d}; sign with one that is valid")
    if revoked is not None:
        _require_unrevoked(found, name, _listed(revoked), revoked, moment)


def _listed(path: Path) -> x509.CertificateRevocationList:
    from cryptography import x509

    try:
        data = path.read_bytes()
        return x509.load_pem_x509_crl(data) if data.startswith(PEM) else x509.load_der_x509_crl(data)
    except (OSError, ValueError) as failure:
        why = failure.strerror if isinstance(failure, OSError) else "it is no CRL in DER or PEM"
        raise FlagError(f"--crl: {path} cannot be read ({why}); fetch it from whoever issued the certificate") from None


def _require_unrevoked(
    found: x509.Certificate, name: str, listed: x509.CertificateRevocationList, path: Path, moment: datetime
) -> None:
    if listed.issuer != found.issuer:
        whose = listed.issuer.rfc4514_string()
        raise FlagError(
            f"--crl: {path.name} is a list of {whose}, who did not issue {name}; name the one of its issuer"
        )
    if listed.next_update_utc is not None and moment > listed.next_update_utc:
        raise FlagError(
            f"--crl: {path.name} is out of date since {listed.next_update_utc:%Y-%m-%d}; fetch the newest one"
        )
    entry = listed.get_revoked_certificate_by_serial_number(found.serial_number)
    if entry is not None:
        raise FlagError(
            f"--sign: {name} was revoked on {entry.revocation_date_utc:%Y-%m-%d}; sign with one that is valid"
        )
