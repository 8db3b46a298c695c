"""A certificate's file: its number can be read and copied as it stands."""

from __future__ import annotations

import io

import pypdf
import pytest

from leaksim.reports.certificate_files import CertificateDocument, number_in, write_certificate


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_number_comes_out_of_the_page_in_one_piece(language: str) -> None:
    """Letters that a font sets closely (Y before J, F before J) come apart when a program reads them."""
    number = "LS-XYJT-FJFG-TJYJ-Y"
    document = CertificateDocument(
        number=number,
        language=language,
        title="修了証",
        mark="訓練用",
        note=f"番号 {number} は確認できます",
        statement="修了しました",
        rows=(("番号", number),),
        desk_title="窓口",
        desk=(("電話", "090-1234-5678"),),
    )
    content = write_certificate(document)
    shown = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    assert shown.count(number) == 2
    assert "090-1234-5678" in shown
    assert number_in(content) == number
