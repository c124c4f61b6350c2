"""Pictures drawn by a few lines of code, sound ones and broken ones, and a small project that shows them."""

from __future__ import annotations

import io
import shutil
import struct
from pathlib import Path

from PIL import Image, ImageCms, ImageDraw

STARTER = Path(__file__).parents[1] / "reports" / "tools" / "curating" / "starter"
ORIENTATION, GPS = 0x0112, 0x8825
CANVAS = "#E8DFC8"
SVG = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:ink="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 160 80"
 ink:export-filename="/home/somebody/secret.png"><metadata>by somebody</metadata>
<rect width="160" height="80" fill="#14213D"/><circle cx="40" cy="40" r="24" fill="#C8553D"/>
<path d="M80 20h60v8h-60zM80 36h60v8h-60zM80 52h40v8h-40z" fill="#fff"/></svg>"""


def scene(width: int = 1200, height: int = 800, mode: str = "RGB") -> Image.Image:
    """Return a house below a sun at the upper left."""
    made = Image.new("RGB", (width, height), CANVAS)
    pen = ImageDraw.Draw(made)
    pen.ellipse((width * 0.08, height * 0.08, width * 0.24, height * 0.32), fill="#C8553D")
    pen.rectangle((width * 0.35, height * 0.45, width * 0.75, height * 0.9), fill="#14213D")
    pen.polygon(
        [(width * 0.3, height * 0.45), (width * 0.55, height * 0.2), (width * 0.8, height * 0.45)], fill="#6B705C"
    )
    return made if mode == "RGB" else made.convert(mode)


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """Return the file of a picture."""
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def turned_photograph() -> bytes:
    """Return a JPEG that lies on its side, says so, and says where and by whom it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[0x013B] = "Somebody Secret"
    gps = exif.get_ifd(GPS)
    gps[1], gps[2] = "N", (33.0, 42.0, 14.0)
    return saved(scene().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif, comment=b"Somebody Secret")


def transparent() -> bytes:
    """Return a PNG with a clear ground, and words and a place of its own."""
    from PIL.PngImagePlugin import PngInfo

    made = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
    ImageDraw.Draw(made).ellipse((100, 0, 300, 200), fill="#0F4C5CFF")
    said = PngInfo()
    said.add_text("Location", "33.7N 73.1E Somebody Secret")
    return saved(made, pnginfo=said)


def moving(kind: str) -> bytes:
    """Return a picture of two frames."""
    return saved(
        scene(64, 48), kind, save_all=True, append_images=[scene(64, 48).transpose(Image.Transpose.ROTATE_180)]
    )


def huge() -> bytes:
    """Return a small file that states a hundred thousand pixels each way."""
    data = bytearray(saved(Image.new("L", (16, 16))))
    data[16:24] = struct.pack(">II", 100_000, 100_000)
    import zlib

    data[29:33] = struct.pack(">I", zlib.crc32(bytes(data[12:29])))
    return bytes(data)


def in_wide_colours() -> bytes:
    """Return a PNG with a colour profile of its own."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    return saved(scene(200, 100), icc_profile=profile)


def project(folder: Path, brief: str = "", deck: str = "", summary: str = "") -> Path:
    """Write the starter into `folder`, with lines more in a section of the brief, on a slide and in the summary."""
    shutil.copytree(STARTER, folder, dirs_exist_ok=True)
    for name, more in (("brief/money.md", brief), ("summary/page.md", summary)):
        path = folder / "templates" / name
        path.write_text(f"{path.read_text('utf-8')}\n{more}\n", encoding="utf-8")
    path = folder / "templates" / "deck" / "slides.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("{layout=gaps", f"{deck}\n{{layout=gaps", 1), encoding="utf-8")
    pictures = folder / "templates" / "pictures"
    pictures.mkdir()
    (pictures / "house.jpg").write_bytes(turned_photograph())
    (pictures / "plan.png").write_bytes(transparent())
    (pictures / "sign.svg").write_text(SVG, encoding="utf-8")
    (pictures / "view.webp").write_bytes(saved(scene(), "WEBP"))
    return folder
