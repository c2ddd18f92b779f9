"""What goes with a message: pasted, dropped and chosen, seen before it is sent, taken away by key, sent once."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest

from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.core.items import FilePart, ImagePart
from desktop_assistant.ui.attach.strip import MOST
from desktop_assistant.ui.chat.chat_pane import ChatPane


def picture(shade: int = 90) -> QImage:
    image = QImage(640, 320, QImage.Format.Format_RGB32)
    image.fill(shade * 0x10101)
    return image


def sent(pane: ChatPane) -> list[tuple[str, tuple[ImagePart | FilePart, ...]]]:
    made: list[tuple[str, tuple[ImagePart | FilePart, ...]]] = []
    pane.shown.connect(lambda text, parts: made.append((text, parts)))
    pane.submitted.connect(lambda text: made.append((text, ())))
    return made


def ready(pane: ChatPane, qtbot, count: int = 1) -> None:
    qtbot.waitUntil(lambda: len(pane.composer.desk.parts) == count and not pane.composer.desk.is_busy, timeout=10_000)


def paste(pane: ChatPane) -> None:
    pane.composer.box.setFocus()
    QTest.keySequence(pane.composer.box, QKeySequence(QKeySequence.StandardKey.Paste))


def test_a_pasted_picture_is_seen_and_goes_with_the_words(pane: ChatPane, qtbot) -> None:
    made = sent(pane)
    before = pane.composer.height()
    QGuiApplication.clipboard().setImage(picture())
    paste(pane)
    ready(pane, qtbot)
    assert pane.composer.desk.strip.isVisible()
    assert pane.composer.height() > before
    QTest.keyClicks(pane.composer.box, "what is this")
    QTest.keyClick(pane.composer.box, Qt.Key.Key_Return)
    [(text, (part,))] = made
    assert text == "what is this"
    assert isinstance(part, ImagePart)
    assert (part.width, part.height) == (640, 320)
    assert not pane.composer.desk.strip.isVisible()
    assert pane.composer.height() == before
    QTest.keyClicks(pane.composer.box, "and then")
    QTest.keyClick(pane.composer.box, Qt.Key.Key_Return)
    assert made[1] == ("and then", ())


def test_a_picture_can_go_without_words(pane: ChatPane, qtbot) -> None:
    made = sent(pane)
    QGuiApplication.clipboard().setImage(picture())
    paste(pane)
    ready(pane, qtbot)
    QTest.keyClick(pane.composer.box, Qt.Key.Key_Return)
    assert [(text, len(parts)) for text, parts in made] == [("", 1)]


def test_return_waits_for_a_picture_that_is_on_its_way(pane: ChatPane, qtbot) -> None:
    made = sent(pane)
    pane.composer.desk.put_image(picture(), "t")
    QTest.keyClicks(pane.composer.box, "look")
    QTest.keyClick(pane.composer.box, Qt.Key.Key_Return)
    assert made == []
    qtbot.waitUntil(lambda: bool(made), timeout=10_000)
    assert [(text, len(parts)) for text, parts in made] == [("look", 1)]


def test_what_cannot_go_along_is_said_before_the_words_go_without_it(pane: ChatPane, qtbot, tmp_path: Path) -> None:
    """Return was pressed while the file was still being read."""
    made = sent(pane)
    (tmp_path / "thing.bin").write_bytes(b"\0\1\2")
    pane.composer.desk.put_files([tmp_path / "thing.bin"])
    QTest.keyClicks(pane.composer.box, "what is in this")
    QTest.keyClick(pane.composer.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not pane.composer.desk.is_busy, timeout=10_000)
    assert made == []
    assert pane.composer.desk.note.text().startswith("thing.bin is neither")
    assert pane.composer.box.toPlainText() == "what is in this"
    QTest.keyClick(pane.composer.box, Qt.Key.Key_Return)
    assert made == [("what is in this", ())]


def test_text_is_pasted_as_text_also_beside_a_picture_of_it(pane: ChatPane) -> None:
    data = QMimeData()
    data.setText("a\tb")
    data.setImageData(picture())
    QGuiApplication.clipboard().setMimeData(data)
    paste(pane)
    assert pane.composer.box.toPlainText() == "a\tb"
    assert not pane.composer.desk.is_busy


def test_files_are_dropped_anywhere_in_the_conversation(pane: ChatPane, qtbot, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("remember the milk")
    assert picture().save(str(tmp_path / "walk.png"))
    (tmp_path / "thing.bin").write_bytes(b"\0\1\2")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("notes.txt", "walk.png", "thing.bin")])
    enter = QDropEvent(
        QPointF(QPoint(50, 50)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    pane.dropEvent(enter)
    ready(pane, qtbot, 2)
    parts = pane.composer.desk.parts
    assert [type(part) for part in parts] == [FilePart, ImagePart]
    assert pane.composer.desk.note.text() == "thing.bin is neither a picture nor a text file, and nothing else can be sent."


def test_each_is_reached_and_taken_away_by_key(pane: ChatPane, qtbot) -> None:
    for shade in (10, 90, 200):
        pane.composer.desk.put_image(picture(shade), f"shade {shade}")
    ready(pane, qtbot, 3)
    tiles = pane.composer.desk.strip._tiles
    pane.composer.box.setFocus()
    wanted = [widget.accessibleName() for tile in tiles for widget in (tile.face, tile.remove)]
    reached = []
    pane.composer.attach.setFocus()
    for _ in wanted:
        QTest.keyClick(pane.window().focusWidget(), Qt.Key.Key_Tab)
        reached.append(pane.window().focusWidget().accessibleName())
    assert reached == wanted
    tiles[1].face.setFocus()
    QTest.keyClick(tiles[1].face, Qt.Key.Key_Delete)
    assert [part.title for part in pane.composer.desk.parts] == ["shade 10", "shade 200"]
    assert pane.window().focusWidget() is pane.composer.desk.strip._tiles[1].face
    for _ in range(2):
        tile = pane.composer.desk.strip._tiles[0]
        QTest.mouseClick(tile.remove, Qt.MouseButton.LeftButton)
    assert pane.composer.desk.parts == ()
    assert pane.window().focusWidget() is pane.composer.box


def test_there_is_room_for_a_few(pane: ChatPane, qtbot) -> None:
    for shade in range(MOST + 1):
        pane.composer.desk.put_image(picture(20 * shade), "t")
    qtbot.waitUntil(lambda: not pane.composer.desk.is_busy, timeout=10_000)
    assert len(pane.composer.desk.parts) == MOST
    assert pane.composer.desk.note.text().startswith(f"Only {MOST} thing")
    pane.composer.desk.put_image(picture(0), "the same again")
    qtbot.waitUntil(lambda: not pane.composer.desk.is_busy, timeout=10_000)
    assert len(pane.composer.desk.parts) == MOST


def test_who_takes_no_pictures_is_said_before_anything_is_sent(pane: ChatPane, qtbot) -> None:
    pane.composer.desk.set_limits(None)
    pane.composer.desk.put_image(picture(), "t")
    ready(pane, qtbot)
    assert "takes no pictures" in pane.composer.desk.note.text()
    pane.composer.desk.set_limits(ImageLimits())
    assert not pane.composer.desk.note.isVisible()


def test_limits_of_who_answers_are_kept(pane: ChatPane, qtbot) -> None:
    pane.composer.desk.set_limits(ImageLimits(max_side=100))
    pane.composer.desk.put_image(picture(), "t")
    ready(pane, qtbot)
    [part] = pane.composer.desk.parts
    assert isinstance(part, ImagePart)
    assert (part.width, part.height) == (100, 50)


@pytest.mark.parametrize("width", [380, 900])
def test_all_of_it_is_in_sight_in_any_window(pane: ChatPane, qtbot, width: int) -> None:
    pane.resize(width, 700)
    for shade in range(MOST):
        pane.composer.desk.put_image(picture(20 * shade), "t")
    ready(pane, qtbot, MOST)
    pane.composer.desk.say("One sentence that is so long that it needs more than one line in a narrow window, and is seen whole.")
    qtbot.wait(10)
    last = pane.composer.desk.strip._tiles[-1]
    assert last.mapTo(pane.composer, last.rect().bottomRight()).x() < pane.composer.width()
    note = pane.composer.desk.note
    assert note.height() >= note.heightForWidth(note.width())
    assert pane.composer.geometry().bottom() < pane.height()
