"""Draws the pictures of the sample catalogue, and gives each product the address of its own.

    pip install resvg-py pillow
    python tools/drawings/draw.py

A drawing is one of the shapes in `motifs.toml`, by the words of the product's title
(`rules.toml`), in one of a few palettes, by its brand. Products with the same of both share a file.
"""

import io
import json
import re
import tomllib
from pathlib import Path

import resvg_py  # type: ignore[import-not-found]  # not a dependency of Gifter
from PIL import Image  # type: ignore[import-not-found]

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src"
CATALOGUE = SOURCE / "gifter_cli" / "sample_catalogue.jsonl"
PICTURES = SOURCE / "gifter_adapters" / "web_pictures" / "samples"
ADDRESS = "http://127.0.0.1:8000/samples/"
SIZE, COLOURS = 320, 32
# Field, circle, three colours, dark, light. The colours stand out from field and circle.
PALETTES = [
    ("#f6dfcb", "#f9ead9", "#c8553d", "#588b8b", "#e9b44c", "#3a2e39", "#fffaf0"),
    ("#d7e6df", "#e7f0ea", "#2f6f62", "#e07a5f", "#f2b84b", "#1f3a3d", "#fffaf0"),
    ("#f3d6d8", "#f9e6e6", "#8c2f4b", "#5f7fa8", "#edae49", "#33202f", "#fff7f2"),
    ("#d6e1f0", "#e6edf7", "#31588f", "#d1664f", "#f0b95b", "#1d2c47", "#fffaf2"),
    ("#efe3bf", "#f6eed5", "#6b7a2f", "#c65f3c", "#d99a2b", "#34341f", "#fffdf3"),
    ("#e2daee", "#eee8f5", "#5e4b8b", "#3f8f86", "#eba94e", "#2b2344", "#fffaf6"),
]


def main() -> None:
    motifs = tomllib.loads((HERE / "motifs.toml").read_text())
    rules = tomllib.loads((HERE / "rules.toml").read_text())
    lines, drawn = [], set()
    for line in CATALOGUE.read_text().splitlines():
        body = json.loads(line)
        name = drawing(body, rules)
        body["product"]["primaryImageUrl"] = f"{ADDRESS}{name}.png"
        lines.append(json.dumps(body, ensure_ascii=False, separators=(",", ":")))
        drawn.add(name)
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    for name in sorted(drawn):
        motif, _, palette = name.rpartition("-")
        (PICTURES / f"{name}.png").write_bytes(png(motifs[motif], PALETTES[int(palette)]))
    CATALOGUE.write_text("\n".join(lines) + "\n")
    print(f"{len(drawn)} drawings for {len(lines)} products")


def drawing(body: dict, rules: dict) -> str:
    """Returns the name of a product's drawing: its motif and the number of its palette."""
    product, brand = body["product"], body["brand"]
    title = product["title"].lower()
    found = (motif for words, motif in rules["words"] if re.search(rf"\b(?:{words})", title))
    motif = next(found, rules["categories"][product["category"]])
    return f"{motif}-{int(brand['payloadBrandId'].rpartition('-')[2]) % len(PALETTES)}"


def png(shapes: str, palette: tuple[str, ...]) -> bytes:
    """Returns a drawing as a small PNG."""
    field, circle, *colours = palette
    named = dict(zip("abcdl", colours, strict=True))
    svg = f"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="{SIZE * 2}"
             height="{SIZE * 2}" stroke-linecap="round" stroke-linejoin="round">
        <rect width="400" height="400" fill="{field}"/>
        <circle cx="200" cy="204" r="176" fill="{circle}"/>
        <g transform="translate(-10 -12) scale(1.05)">{shapes.format_map(named)}</g></svg>"""
    drawn = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg)))).convert("RGB")
    small = drawn.resize((SIZE, SIZE), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    main()
