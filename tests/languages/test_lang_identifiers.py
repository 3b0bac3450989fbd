"""Second opinions on a language, and what their libraries do besides."""

from __future__ import annotations

import langdetect.detector_factory as library
import pytest

from normalize.languages import identifiers


def test_ctrl_c_is_no_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """langdetect calls everything that happens while it reads its profiles an error in them."""

    def interrupted(*given: object, **named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(library, "LangProfile", interrupted)
    with pytest.raises(KeyboardInterrupt):
        identifiers._profiles.__wrapped__("latin")
