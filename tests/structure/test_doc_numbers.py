"""Document numbers in one form."""

from __future__ import annotations

import pytest

from compare.structure.doc_numbers import canonical_number


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("国发〔2018〕32号", "国发〔2018〕32号"),
        ("國發[2018]32號", "国发〔2018〕32号"),
        ("（穗府〔2020〕4号）", "穗府〔2020〕4号"),
        ("赣办发（2019）06号", "赣办发〔2019〕6号"),
        ("第7号", ""),
        ("", ""),
    ],
)
def test_document_numbers_have_one_form(printed, canonical):
    """Brackets, script and leading zeros do not make another number."""
    assert canonical_number(printed) == canonical
