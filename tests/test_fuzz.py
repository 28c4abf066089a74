"""The targets of the fuzzer hold for what is drawn at random, too, where there is no fuzzer."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents import documents
from tests.fuzz.targets import TARGETS

_JOINTS = st.sampled_from([b"\0", b'{"pattern": "', b'"}', b"*", b"**/", b"[[", b"]]", b" = ", b"/:splat ", b"| "])
INPUTS = st.one_of(documents(), st.binary(max_size=60), st.lists(_JOINTS | st.binary(max_size=9)).map(b"".join))


@pytest.mark.parametrize("name", TARGETS)
@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(data=INPUTS)
def test_no_input_makes_a_reader_fail(name: str, data: bytes) -> None:
    TARGETS[name](data)
