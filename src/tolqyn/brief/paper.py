"""A brief as PDF: its page printed by a browser that the machine has, with the page itself attached for `verify`."""

import hashlib
import io
import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from tolqyn.brief.page import render_html
from tolqyn.brief.parts import Brief
from tolqyn.brief.reading import Written, read_written
from tolqyn.model.errors import Invalid

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "brave", "msedge")
BROWSER_VARIABLE = "TOLQYN_BROWSER"
PATIENCE_S = 120.0
ATTACHED = "brief.html"
SEAL = "/TolqynPages"
"""Key of the file's description that holds the digest over what its pages draw."""

_QUIET = ("--headless", "--disable-gpu", "--no-pdf-header-footer", "--disable-extensions", "--no-first-run")
_OFFLINE = ("--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking")


def render_pdf(brief: Brief) -> bytes:
    """The printed page with the page attached and sealed.

    Raises `Invalid` where no browser of the Chromium family is found, or it prints nothing.
    """
    page = render_html(brief)
    writer = PdfWriter(clone_from=io.BytesIO(_printed(page, browser())))
    writer.add_attachment(ATTACHED, page.encode())
    writer.add_metadata({"/Title": brief.title.text, "/Producer": "tolqyn", SEAL: _seal(writer)})
    sink = io.BytesIO()
    writer.write(sink)
    return sink.getvalue()


def browser() -> str:
    """Path of a browser that can print; `TOLQYN_BROWSER` names one where it is not on the path."""
    named = os.environ.get(BROWSER_VARIABLE)
    found = next((path for name in ([named] if named else BROWSERS) if (path := shutil.which(name))), None)
    if found is None:
        missing = f"{named} ({BROWSER_VARIABLE})" if named else "no browser of the Chromium family"
        raise Invalid(
            f"a PDF is printed by a browser, and {missing} is found",
            f"install Chromium, Chrome or Edge, name its path in {BROWSER_VARIABLE}, or write .html or .docx",
        )
    return found


def read_pdf(payload: bytes) -> Written:
    """The attached page as a written brief; pages that no longer fit their seal are broken."""
    try:
        reader = PdfReader(io.BytesIO(payload))
        attached = reader.attachments.get(ATTACHED, [])
        told = reader.metadata.get(SEAL) if reader.metadata else None
        written = read_written(attached[0].decode("utf-8"), ".html") if attached else None
        sealed = _seal(reader)
    except (PyPdfError, ValueError, KeyError, IndexError) as fault:
        raise Invalid(f"this PDF cannot be read: {fault}", "write it again with `tolqyn brief`") from fault
    if written is None:
        raise Invalid("this PDF carries no brief", "give one that `tolqyn brief WAVE_ID -o FILE.pdf` wrote")
    if told == sealed:
        return written
    changed = ("the pages", "they were changed after they were printed: they no longer fit their seal")
    return replace(written, broken=(*written.broken, changed))


def _printed(page: str, program: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "brief.html"), Path(folder, "brief.pdf")
        source.write_text(page, encoding="utf-8")
        sandbox = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
        words = (*_QUIET, *_OFFLINE, *sandbox, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}")
        try:
            subprocess.run([program, *words, source.as_uri()], capture_output=True, timeout=PATIENCE_S, check=True)
            return target.read_bytes()
        except (subprocess.SubprocessError, OSError) as fault:
            raise Invalid(f"{program} printed no PDF: {fault}", "write .html and print it by hand") from fault


def _seal(pdf: PdfReader | PdfWriter) -> str:
    """Digest over what each page draws, in order."""
    digest = hashlib.sha256()
    for page in pdf.pages:
        drawn = page.get_contents()
        digest.update(b"" if drawn is None else drawn.get_data())
        digest.update(b"\0")
    return f"sha256:{digest.hexdigest()}"
