"""From anything to its evidence: down to the archived bytes, their place and their digest."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from tolqyn import archive
from tolqyn.model.capture import Capture
from tolqyn.model.document import Document
from tolqyn.model.errors import Invalid
from tolqyn.model.rejected import Rejected
from tolqyn.model.tables import from_table
from tolqyn.store import Place, View

Reread = Callable[[Capture, bytes], list[Document | Rejected]]


@dataclass(frozen=True)
class Tracer:
    """Reads captures back from the archive, and reads their text anew with the extractor it is given."""

    place: Place
    view: View
    extractor: Reread

    def capture(self, capture_id: str) -> Capture:
        """The capture of that name; raises `Invalid` where there is none."""
        if capture_id not in self._captures:
            raise Invalid(f"there is no capture {capture_id}", "tolqyn check looks for what is missing")
        return from_table(self._table.slice(self._captures[capture_id], 1), Capture)[0]

    @cached_property
    def _table(self) -> pa.Table:
        """All captures at once: a verification asks for hundreds, and a scan for each would read the table as often."""
        return self.view.table(Capture)

    @cached_property
    def _captures(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self._table.column("capture_id").to_pylist())}

    def payload(self, capture_id: str) -> bytes:
        """Archived bytes with their digest verified; raises `Damaged` with file and offset."""
        return archive.read(self.place.evidence, self.capture(capture_id))

    def reread(self, capture_id: str) -> list[Document]:
        """What the extractor makes of the archived bytes today."""
        capture = self.capture(capture_id)
        results = self.extractor(capture, archive.read(self.place.evidence, capture))
        return [result for result in results if isinstance(result, Document)]
