"""Nothing that is read ends the program, hangs it, or writes outside the folder; many more by ``bench faults-fuzz``."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import roster
from model.errors import BadData
from tests.support.mangled import READERS, read, samples, spoilt


@pytest.mark.parametrize("kind", READERS)
def test_a_good_one_is_read(kind: str) -> None:
    if kind != "backup":
        READERS[kind](samples()[kind])


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_spoilt_one_is_refused_or_read(kind: str, data: st.DataObject) -> None:
    read(kind, data.draw(spoilt(kind)))


@pytest.mark.parametrize("size", [1 << 24, 1 << 30], ids=["bomb", "claim"])
def test_a_spreadsheet_that_claims_or_is_too_much(size: int) -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(samples()["roster.xlsx"])) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content + b" " * (1 << 26) if "sheet1" in name else content)
    data = buffer.getvalue()
    if size == 1 << 30:
        data = data.replace((1 << 26).to_bytes(4, "little")[:3], (1 << 30).to_bytes(4, "little")[:3])
    with pytest.raises(BadData, match=r"r\.xlsx"):
        roster.read(data, "r.xlsx")
