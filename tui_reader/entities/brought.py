"""Names that a person brings: ROR dumps, tables, plain lists, read record by record.

``read_names`` keeps no more than one record in memory, however large the file: the ROR dump (https://ror.org, schema v1
and v2) has over 100,000 of them. Storing what it yields is ``storage.gazetteer``'s business.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from tui_reader.entities.institutions.keys import key_of
from tui_reader.i18n import _
from tui_reader.model.errors import FileError
from tui_reader.model.mentions import Institution

CHUNK = 1 << 16
"""Characters read at a time."""
LARGEST_RECORD = 4 << 20
"""Characters: a JSON record that has not ended by then is no list of institutions."""

_COLUMNS = {
    "name": ("name", "nom", "institution", "organisation", "organization", "libelle", "libellé"),
    "acronym": ("acronym", "acronyme", "sigle", "acronyms"),
    "aliases": ("aliases", "alias", "autres noms", "labels", "other names"),
    "kind": ("kind", "type", "types", "nature"),
    "country": ("country", "pays", "country_code", "country code"),
}
_LIST = re.compile(r"\s*[;|]\s*")
_NAME_AND_ACRONYM = re.compile(r"(?P<name>.+?)\s*\((?P<acronym>[^()\s]{2,16})\)")
_BETWEEN_RECORDS = " \t\r\n,["


def read_names(path: Path) -> Iterator[Institution]:
    """The institutions of a file: JSON (ROR), ``.zip`` around one, CSV, TSV, or a plain list of names.

    Raises ``FileError`` where the file cannot be read or makes no sense, naming the line or record.
    """
    try:
        if zipfile.is_zipfile(path):
            yield from _read_zip(path)
            return
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield from _read(stream, path)
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile, csv.Error) as error:
        raise FileError(
            _("{path} cannot be read as a list of names: {error}.").format(path=path, error=error)
        ) from error


def name_format(path: Path) -> str:
    """How ``read_names`` would read a file: ``ROR JSON v2``, ``ROR JSON v1``, ``CSV``, ``TSV`` or ``list``.

    Raises ``FileError`` where it cannot be read.
    """
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                is_v2 = any("v2" in name for name in archive.namelist() if name.endswith(".json"))
            return "ROR JSON v2" if is_v2 else "ROR JSON v1"
        with path.open(encoding="utf-8-sig", newline="") as stream:
            start = stream.read(CHUNK)
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise FileError(
            _("{path} cannot be read as a list of names: {error}.").format(path=path, error=error)
        ) from error
    if start.lstrip()[:1] in ("[", "{"):
        return "ROR JSON v2" if '"names"' in start else "ROR JSON v1"
    line = _first_line(start)
    if path.suffix.lower() not in (".csv", ".tsv") and "\t" not in line:
        return "list"
    return "TSV" if _delimiter(path, line) == "\t" else "CSV"


def _first_line(start: str) -> str:
    return next((line for line in start.splitlines() if line.strip() and not line.startswith("#")), "")


def _read_zip(path: Path) -> Iterator[Institution]:
    with zipfile.ZipFile(path) as archive:
        inside = sorted(name for name in archive.namelist() if name.endswith(".json"))
        if not inside:
            raise FileError(_("{path} holds no JSON file; bring a ROR dump, a table or a list.").format(path=path))
        newest = next((name for name in inside if "v2" in name), inside[-1])
        with archive.open(newest) as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as stream:
            yield from _read_json(stream, path)


def _read(stream: IO[str], path: Path) -> Iterator[Institution]:
    start = stream.read(CHUNK)
    stream.seek(0)
    if start.lstrip()[:1] in ("[", "{"):
        yield from _read_json(stream, path)
        return
    line = _first_line(start)
    if path.suffix.lower() in (".csv", ".tsv") or "\t" in line:
        yield from _read_table(stream, _delimiter(path, line))
    else:
        for name in stream:
            if name.strip() and not name.startswith("#"):
                yield _from_line(name.strip())


def _read_json(stream: IO[str], path: Path) -> Iterator[Institution]:
    for number, record in enumerate(_records(stream, path), start=1):
        if not isinstance(record, dict):
            what = _("Record {number} of {path} is not an object; expected a list of ROR records.")
            raise FileError(what.format(number=number, path=path))
        institution = _from_ror(record)
        if institution is not None:
            yield institution


def _records(stream: IO[str], path: Path) -> Iterator[object]:
    """The elements of a JSON array, or the values of JSON lines, one after the other."""
    decoder = json.JSONDecoder()
    buffer = ""
    number = 0
    while True:
        buffer = buffer.lstrip(_BETWEEN_RECORDS)
        if buffer.startswith("]"):
            return
        try:
            record, end = decoder.raw_decode(buffer)
        except json.JSONDecodeError as error:
            more = stream.read(max(CHUNK, len(buffer)))
            if not more and not buffer:
                return
            if not more or len(buffer) > LARGEST_RECORD:
                what = _("Record {number} of {path} is not sound JSON: {error}.")
                raise FileError(what.format(number=number + 1, path=path, error=error.msg)) from error
            buffer += more
            continue
        number += 1
        yield record
        buffer = buffer[end:]


def _from_ror(record: Mapping[str, object]) -> Institution | None:
    """A record of ROR schema v2 (``names``) or v1 (``name``); inactive ones and those without a name give none."""
    if record.get("status", "active") != "active":
        return None
    names = _names_v2(record) if "names" in record else _names_v1(record)
    shown = next((name for name, types in names if "ror_display" in types), "") or (names[0][0] if names else "")
    if not shown:
        return None
    acronyms = [name for name, types in names if "acronym" in types]
    others = dict.fromkeys(name for name, types in names if "acronym" not in types and name != shown)
    kinds = [str(kind) for kind in _list(record.get("types"))]
    return Institution(
        key_of(shown),
        shown,
        acronyms[0] if acronyms else "",
        (*others, *acronyms[1:]),
        kinds[0].lower() if kinds else "",
        _country(record),
    )


def _names_v2(record: Mapping[str, object]) -> list[tuple[str, tuple[str, ...]]]:
    entries = (entry for entry in _list(record.get("names")) if isinstance(entry, dict))
    return [(str(e["value"]), tuple(map(str, _list(e.get("types"))))) for e in entries if e.get("value")]


def _names_v1(record: Mapping[str, object]) -> list[tuple[str, tuple[str, ...]]]:
    names: list[tuple[str, tuple[str, ...]]] = []
    if record.get("name"):
        names.append((str(record["name"]), ("ror_display",)))
    names += [(str(label["label"]), ("label",)) for label in _list(record.get("labels")) if isinstance(label, dict)]
    names += [(str(alias), ("alias",)) for alias in _list(record.get("aliases"))]
    return names + [(str(acronym), ("acronym",)) for acronym in _list(record.get("acronyms"))]


def _country(record: Mapping[str, object]) -> str:
    country = record.get("country")
    if isinstance(country, dict):
        return str(country.get("country_code", ""))
    for location in _list(record.get("locations")):
        details = location.get("geonames_details") if isinstance(location, dict) else None
        if isinstance(details, dict):
            return str(details.get("country_code", ""))
    return ""


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _delimiter(path: Path, line: str) -> str:
    if path.suffix.lower() == ".tsv" or "\t" in line:
        return "\t"
    return ";" if line.count(";") > line.count(",") else ","


def _read_table(stream: IO[str], delimiter: str) -> Iterator[Institution]:
    """Rows under a header that names the columns, or name, acronym, aliases, kind, country in this order."""
    rows = csv.reader((line for line in stream if not line.startswith("#")), delimiter=delimiter)
    columns = dict(zip(_COLUMNS, range(len(_COLUMNS)), strict=True))
    for number, row in enumerate(rows):
        if number == 0:
            named = _named_columns(row)
            if named:
                columns = named
                continue
        cells = {field: row[at].strip() for field, at in columns.items() if at < len(row)}
        if cells.get("name"):
            aliases = tuple(alias for alias in _LIST.split(cells.get("aliases", "")) if alias)
            acronyms = [acronym for acronym in _LIST.split(cells.get("acronym", "")) if acronym]
            yield Institution(
                key_of(cells["name"]),
                cells["name"],
                acronyms[0] if acronyms else "",
                (*aliases, *acronyms[1:]),
                cells.get("kind", "").lower(),
                cells.get("country", ""),
            )


def _named_columns(header: list[str]) -> dict[str, int]:
    titles = [title.strip().lower() for title in header]
    named = {
        field: titles.index(title) for field, known in _COLUMNS.items() for title in known[::-1] if title in titles
    }
    return named if "name" in named else {}


def _from_line(line: str) -> Institution:
    """``Institut Pascal (IP)``, or a name alone."""
    both = _NAME_AND_ACRONYM.fullmatch(line)
    name, acronym = (both["name"], both["acronym"]) if both else (line, "")
    return Institution(key_of(name), name, acronym)
