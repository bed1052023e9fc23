"""Files of exchange rates as the European Central Bank publishes them."""

from collections.abc import Mapping

_XML = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
  xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <Cube><Cube time='{day}'>{cubes}</Cube></Cube>
</gesmes:Envelope>
"""


def xml_file(day: str, rates: Mapping[str, str]) -> bytes:
    """Returns the daily file in XML."""
    cubes = "".join(f"<Cube currency='{code}' rate='{rate}'/>" for code, rate in rates.items())
    return _XML.format(day=day, cubes=cubes).encode()
