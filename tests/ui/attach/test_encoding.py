"""Pictures and files made fit for a message: within the limits, upright, on white, without secrets; or one reason why not."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.core.items import FilePart, ImagePart
from desktop_assistant.ui.attach.encoding import CUT_MARK, LONGEST_TEXT, Refusal, Refused, encoded, is_cut, read_file, small

LIMITS = ImageLimits(max_side=400, max_bytes=60_000)


def noise(width: int, height: int) -> QImage:
    """What no encoder can make small."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    for y in range(height):
        for x in range(width):
            image.setPixel(x, y, (x * 7919 + y * 104729 + x * y * 31) & 0xFFFFFF)
    return image


def read(part: ImagePart) -> QImage:
    return QImage.fromData(part.data)


@settings(deadline=None, max_examples=40)
@example(1, 900)
@example(900, 1)
@given(st.integers(1, 900), st.integers(1, 900))
def test_whatever_its_size_it_comes_out_within_the_limits_and_in_shape(width: int, height: int) -> None:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    part = encoded(image, "t", LIMITS)
    shown = read(part)
    assert (shown.width(), shown.height()) == (part.width, part.height)
    assert max(part.width, part.height) == min(max(width, height), 400)
    scale = min(1.0, 400 / max(width, height))
    assert abs(part.width - width * scale) <= 1  # whole pixels, and never none
    assert abs(part.height - height * scale) <= 1
    assert len(part.data) <= LIMITS.max_bytes


def test_what_is_still_too_heavy_becomes_smaller() -> None:
    part = encoded(noise(300, 300), "noise", ImageLimits(max_side=400, max_bytes=9_000))
    assert len(part.data) <= 9_000
    assert part.width < 300
    with pytest.raises(Refused) as refused:
        encoded(noise(64, 64), "noise", ImageLimits(max_side=400, max_bytes=10))
    assert refused.value.reason is Refusal.TOO_LARGE


def test_what_is_transparent_becomes_white() -> None:
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    assert read(encoded(image, "t", LIMITS)).pixelColor(20, 20) == QColor("white")


def test_the_same_picture_has_the_same_id() -> None:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert encoded(image, "a", LIMITS).id == encoded(image, "b", LIMITS).id


@pytest.mark.parametrize(("width", "height"), [(300, 200), (40, 400), (20, 10)])
def test_a_small_picture_fits_or_fills(width: int, height: int) -> None:
    data = encoded(noise(width, height), "t", ImageLimits()).data
    fitting = small(data, QSize(60, 50), Qt.AspectRatioMode.KeepAspectRatio)
    filling = small(data, QSize(60, 50), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    assert fitting.width() <= 60
    assert fitting.height() <= 50
    assert 60 in (fitting.width(), filling.width()) or 50 in (fitting.height(), filling.height())
    assert filling.width() >= 60
    assert filling.height() >= 50
    assert small(b"nonsense", QSize(60, 50), Qt.AspectRatioMode.KeepAspectRatio).isNull()


def test_no_picture_is_none() -> None:
    with pytest.raises(Refused) as refused:
        encoded(QImage(), "t", LIMITS)
    assert refused.value.reason is Refusal.UNREADABLE


def test_a_picture_file_is_read_small_and_its_notes_are_left_behind(tmp_path: Path) -> None:
    image = QImage(1200, 600, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    painter = QPainter(image)
    painter.fillRect(0, 0, 600, 600, Qt.GlobalColor.yellow)
    painter.end()
    image.setText("Comment", "taken at home")
    assert image.save(str(tmp_path / "walk.png"))
    part = read_file(tmp_path / "walk.png", LIMITS)
    assert isinstance(part, ImagePart)
    assert (part.title, part.mime, part.width, part.height) == ("walk.png", "image/jpeg", 400, 200)
    assert b"taken at home" not in part.data
    assert read(part).pixelColor(50, 100).red() > 200


def test_a_text_file_goes_along_whole_or_says_that_it_is_cut(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("print('héllo')\n", encoding="utf-8")
    assert read_file(tmp_path / "a.py", LIMITS) == FilePart(name="a.py", text="print('héllo')\n")
    (tmp_path / "b.txt").write_text("x" * (LONGEST_TEXT + 1), encoding="utf-16")
    cut = read_file(tmp_path / "b.txt", LIMITS)
    assert isinstance(cut, FilePart)
    assert is_cut(cut)
    assert cut.text == "x" * LONGEST_TEXT + CUT_MARK


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.zip", b"PK\x03\x04\xff\xfe\x00", Refusal.OTHER_KIND),
        ("a.txt", b"nul\0nul", Refusal.OTHER_KIND),
        ("a.txt", b"", Refusal.EMPTY),
        ("a.txt", b" \n ", Refusal.EMPTY),
        ("a.png", b"\x89PNG\r\n\x1a\nbroken", Refusal.UNREADABLE),
        ("a.txt", b"x" * (4 * 1024 * 1024 + 1), Refusal.TOO_LARGE),
    ],
)
def test_other_files_are_refused_with_a_reason(tmp_path: Path, name: str, content: bytes, reason: Refusal) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused) as refused:
        read_file(tmp_path / name, LIMITS)
    assert refused.value.reason is reason


def test_folders_and_missing_files_are_refused(tmp_path: Path) -> None:
    for path, reason in ((tmp_path, Refusal.OTHER_KIND), (tmp_path / "gone", Refusal.UNREADABLE)):
        with pytest.raises(Refused) as refused:
            read_file(path, LIMITS)
        assert refused.value.reason is reason


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=400), st.sampled_from(["a.png", "a.jpg", "a.txt", "a.svg", "a"]))
def test_whatever_is_in_a_file_there_is_a_part_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(content)
    try:
        part: object = read_file(path, LIMITS)
    except Refused as refused:
        part = refused.reason
    assert isinstance(part, FilePart | ImagePart | Refusal)


@pytest.mark.parametrize("size", [(12_000, 2), (2, 12_000)])
def test_a_strip_of_a_picture_is_not_scaled_to_nothing(tmp_path: Path, size: tuple[int, int]) -> None:
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    path = tmp_path / "strip.png"
    assert image.save(str(path))
    part = read_file(path, ImageLimits(max_side=1024))
    assert isinstance(part, ImagePart)
    assert sorted((part.width, part.height)) == [1, 1024]
    assert not small(part.data, QSize(54, 48), Qt.AspectRatioMode.KeepAspectRatio).isNull()
