"""Take what regions.py needs from Unicode CLDR 41: the first-level regions of all countries and their names.

    apt-get download unicode-cldr-core=41-0.1
    python glossaries/build/subdivisions.py unicode-cldr-core_41-0.1_all.deb

Writes subdivisions.tsv.gz beside this script: region (ISO 3166-2, as CLDR writes it), language, name. The package is
Debian's, as it is the last that carries the names in all languages: since CLDR 44 npm has the English ones alone.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import subprocess
import sys
import tarfile
from html import unescape
from pathlib import Path

TARGET = Path(__file__).with_suffix(".tsv.gz")
SHA256 = "35d30d5d3bee4d8244e95236259c4c2a0db06e21bad696515751fcfeee4d0260"
FOLDER = "./usr/share/unicode/cldr/common/"
LANGUAGES = (
    *("en", "fr", "es", "it", "de", "pt", "nl", "pl", "tr", "sv", "da", "no", "fi", "cs", "ro", "hu"),
    *("ru", "uk", "ar", "fa", "zh"),
)


def main(package: Path) -> None:
    """Write the table from the package."""
    if hashlib.sha256(package.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{package}: not unicode-cldr-core 41-0.1, whose SHA-256 is {SHA256}")
    data = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(package)], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(data)) as files:
        wanted = {f"{FOLDER}subdivisions/{lang}.xml": lang for lang in LANGUAGES}
        wanted[f"{FOLDER}supplemental/subdivisions.xml"] = ""
        texts = {
            wanted[m.name]: files.extractfile(m).read().decode("utf-8")  # type: ignore[union-attr]
            for m in files
            if m.name in wanted
        }
    groups = re.findall(r'<subgroup type="[A-Z]{2}" contains="([^"]*)"', texts.pop(""))
    first = {code for group in groups for code in group.split()}
    rows = [
        f"{code}\t{lang}\t{unescape(name)}\n"
        for lang in LANGUAGES
        for code, name in re.findall(r'<subdivision type="(\w+)"[^>]*>([^<]*)<', texts[lang])
        if code in first
    ]
    with TARGET.open("wb") as file, gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0) as packed:
        packed.write("".join(sorted(rows)).encode("utf-8"))
    print(f"{TARGET}: {len(rows)} names of {len(first)} regions")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
