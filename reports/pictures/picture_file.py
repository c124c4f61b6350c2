"""The bytes of a picture file become an image of the model: upright, in sRGB, without a word that the file said beside it.

What a camera or a program writes into a file (place, time, owner, thumbnails, colour profiles) is left behind: the pixels
are taken, and nothing else. So is every frame but the only one: what moves is refused.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from reports.document import Image
from reports.pictures.refusal import PictureError
from reports.pictures.vector_drawing import is_vector, read_vector, rendered

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

MOST_BYTES = 60_000_000
"""Of a file."""
MOST_PIXELS = 120_000_000
"""Of a picture, since a small file may unpack to a huge one."""
LONGEST_SIDE = 3200
"""In pixels, of what is kept: a page at 300 dots an inch takes fewer."""
LEAST_SIDE = 8
KINDS = ("PNG", "JPEG", "WEBP")
"""What Pillow calls the kinds of files that are read."""
QUALITY = 92
"""Of a JPEG that is kept and scaled down later."""
DIGITS = 12


@lru_cache(maxsize=64)
def read_picture(data: bytes, name: str) -> Image:
    """Return the picture in `data`, the content of the file `name`.

    Raises:
        PictureError: it is no PNG, JPEG, WebP or SVG, broken, too large, moving, or an SVG that does more than draw.
    """
    if not data:
        raise PictureError("is empty", "save the picture anew")
    if len(data) > MOST_BYTES:
        raise PictureError(f"has {len(data) // 1_000_000} MB", f"save it with at most {MOST_BYTES // 1_000_000} MB")
    if is_vector(data):
        return _drawn(data, name)
    pixels, is_photograph = _pixels(data)
    media, saved = _saved(pixels, is_photograph)
    return Image(name, media, pixels.width, pixels.height, sha256(saved).hexdigest()[:DIGITS], saved)  # type: ignore[arg-type]


def _drawn(data: bytes, name: str) -> Image:
    drawing = read_vector(data)
    png = rendered(drawing, LONGEST_SIDE // 2)
    digest = sha256(drawing.svg).hexdigest()[:DIGITS]
    return Image(name, "png", round(drawing.width), round(drawing.height), digest, png, drawing.svg, drawing.words)


def _pixels(data: bytes) -> tuple[Pixels, bool]:
    """Return the pixels of a file, upright, in sRGB and not larger than is ever printed, and whether it is a photograph."""
    from PIL import Image as Pillow
    from PIL import ImageOps, UnidentifiedImageError

    with warnings.catch_warnings(), _whole():
        warnings.simplefilter("ignore")  # what Pillow warns of is judged here
        try:
            with Pillow.open(io.BytesIO(data)) as opened:
                _require_readable(opened)
                photograph = opened.format == "JPEG" or (opened.format == "WEBP" and b"VP8 " in data[:32])
                if photograph:
                    opened.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
                profile = opened.info.get("icc_profile", b"")
                made = _in_srgb(opened, profile if isinstance(profile, bytes) else b"")
                made.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Pillow.Resampling.LANCZOS)
                turned = ImageOps.exif_transpose(_with_orientation(made, opened))
        except PictureError:
            raise
        except Pillow.DecompressionBombError as error:
            raise _too_many() from error
        except UnidentifiedImageError as error:
            raise PictureError("is no PNG, JPEG, SVG or WebP", "save it as one of them") from error
        except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError) as error:
            raise PictureError(f"is broken ({' '.join(str(error).split())})", "save the picture anew") from error
    return turned, photograph and turned.mode in ("RGB", "L")


@contextmanager
def _whole() -> Iterator[None]:
    """Have Pillow refuse files that are cut short for a while; WeasyPrint has it fill them with grey, for good."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _with_orientation(made: Pixels, opened: Pixels) -> Pixels:
    """Return `made` with the orientation that the file states, and nothing else of its EXIF data."""
    orientation = 0x0112  # TIFF 6.0 and EXIF 2.32, 4.6.4
    turned = opened.getexif().get(orientation, 1)
    made.info.clear()
    exif = made.getexif()
    exif.clear()
    exif[orientation] = turned
    return made


def _require_readable(opened: Pixels) -> None:
    if opened.format not in KINDS:
        raise PictureError(f"is a {opened.format}", "save it as PNG, JPEG, SVG or WebP")
    if (frames := getattr(opened, "n_frames", 1)) > 1:
        raise PictureError(f"moves: it has {frames} frames", "save the frame that is to be printed")
    if opened.width * opened.height > MOST_PIXELS:
        raise _too_many(f"{opened.width} × {opened.height} pixels")
    if min(opened.size) < LEAST_SIDE:
        raise PictureError(f"has {opened.width} × {opened.height} pixels", f"use one of at least {LEAST_SIDE} each way")


def _too_many(said: str = "too many pixels") -> PictureError:
    return PictureError(f"has {said}", f"save it with at most {MOST_PIXELS // 1_000_000} million pixels")


def _in_srgb(opened: Pixels, profile: bytes) -> Pixels:
    """Return `opened` in sRGB or in greys, with its transparency; colours by its own profile where it has a sound one."""
    from PIL import Image as Pillow
    from PIL import ImageCms

    opened.load()
    if opened.mode.startswith("I") or opened.mode == "F":  # sixteen bits a pixel
        return opened.convert("I").point(lambda value: value / 256).convert("L")
    clear = "transparency" in opened.info or "A" in opened.getbands() or "a" in opened.getbands()
    wanted = "RGBA" if clear else "L" if opened.mode in ("1", "L") else "RGB"
    if profile and opened.mode in ("RGB", "CMYK", "RGBA"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(opened, source, ImageCms.createProfile("sRGB"), outputMode=wanted)
            return _opaque(made if made is not None else opened)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that cannot be read says nothing of the colours
    made = opened.convert(wanted)
    return _opaque(made) if isinstance(made, Pillow.Image) else opened


def _opaque(pixels: Pixels) -> Pixels:
    """Return `pixels` without transparency where nothing in them is transparent."""
    if pixels.mode != "RGBA":
        return pixels
    lowest, _ = pixels.getchannel("A").getextrema()
    return pixels.convert("RGB") if lowest == 255 else pixels


def _saved(pixels: Pixels, photograph: bool) -> tuple[str, bytes]:
    """Return the media type and the file of `pixels`; only they and their size are written."""
    from PIL import Image as Pillow

    bare = Pillow.frombytes(pixels.mode, pixels.size, pixels.tobytes())
    written = io.BytesIO()
    if photograph:
        bare.save(written, "JPEG", quality=QUALITY, subsampling=0)
        return "jpeg", written.getvalue()
    bare.save(written, "PNG")
    return "png", written.getvalue()
