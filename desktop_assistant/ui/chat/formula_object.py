"""Formulas within a document of Qt's: each is one character that has a shape, a source, and a place on the line."""

import math
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetrics,
    QPainter,
    QPixmap,
    QPixmapCache,
    QPyTextObject,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from desktop_assistant.core.exact.formulas import LONGEST, Formula, find_formulas, is_mathematics
from desktop_assistant.ui.chat.text_style import PROPORTIONAL, TextStyle
from desktop_assistant.ui.maths.outline import Outline
from desktop_assistant.ui.maths.typesetter import FormulaKey, Typesetter

OBJECT = QTextFormat.ObjectTypes.UserObject.value + 1
SOURCE = QTextFormat.Property.UserProperty.value + 2
"""Of a character's format: the formula as it was written."""
_PLACE = QTextFormat.Property.UserProperty.value + 3
_REPLACED = "\ufffc"
_SCALE = 1.1
"""Letters of mathematics are smaller than those of the text."""
_SMALLEST = 0.45
"""A wide formula is drawn smaller, down to this; one that is wider still shows its source."""
_EDGE = 2
"""px around a formula's picture: its letters may lean out."""
_AROUND = 5
"""px above and below a formula on a line of its own."""
_SAMPLE, _LARGEST = 1_000, 2_000
"""px of a font: from whose depth that of others is guessed; and the largest that is tried."""
_FIRST_MARK = 0x100000
_MARKS = dict.fromkeys(range(_FIRST_MARK, _FIRST_MARK + LONGEST))
"""Private characters that stand for formulas while Markdown is read."""
_UNFINISHED = ("$$", "\\[", "\\(", "$\\")


class Formulas:
    """The formulas of one block: taken out before Markdown is read, which must not see their signs, and put in afterwards."""

    def __init__(self, text: str, setter: Typesetter, cut_mark: str) -> None:
        self._setter = setter
        self._cut_mark = cut_mark
        self._found = find_formulas(text)
        self._sources = [text[formula.start : formula.end] for formula in self._found]
        self.awaited: list[FormulaKey] = []
        """Not known yet: their source is shown."""
        self.text = self._without(text)
        """With a mark for each."""

    @property
    def is_whole(self) -> bool:
        """Nothing in the block is waiting for its end."""
        return all(formula.latex for formula in self._found)

    def _without(self, text: str) -> str:
        tail = _unfinished(text, self._found[-1].end if self._found else 0)
        if tail is not None:
            self._found.append(Formula(tail, len(text), "", is_display=False))
            self._sources.append(text[tail:])
        for number, formula in reversed(list(enumerate(self._found))):
            cut = self._cut_mark if self._cut_mark in self._sources[number] else ""
            text = f"{text[: formula.start]}{cut}{chr(_FIRST_MARK + number)}{text[formula.end :]}"
        return text

    def restored(self, words: str) -> str:
        """With their sources, where a mark has got into something that is no text."""
        for number, source in enumerate(self._sources):
            words = words.replace(chr(_FIRST_MARK + number), source)
        return words

    def put_into(self, document: QTextDocument, width: int, style: TextStyle) -> None:
        """Draw those that are known; the others as they were written."""
        drawn = _Drawn(document)
        for number, formula in enumerate(self._found):
            cursor = document.find(chr(_FIRST_MARK + number))
            if cursor.isNull():
                continue
            source = self._sources[number].replace(self._cut_mark, "")
            key = FormulaKey(formula.latex.replace(self._cut_mark, "").strip(), formula.is_display)
            outline = self._outline(key) if key.latex else None
            if outline is None or not drawn.put(cursor, outline, source, width, style):
                form = cursor.charFormat()
                form.setFont(style.mono, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly)
                cursor.insertText(source, form)
            else:
                _give_room(cursor, style)
                if formula.is_display:
                    _stand_alone(document, cursor.position())

    def _outline(self, key: FormulaKey) -> Outline | None:
        outline = self._setter.get(key)
        if outline is None and not self._setter.knows(key):
            self.awaited.append(key)
        return outline


class _Drawn(QPyTextObject):
    """Draws the formulas of one document, which owns it."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._outlines: list[tuple[Outline, float, float, int]] = []
        """With px for each thousandth of the text's size, and px above and below the line."""
        document.documentLayout().registerHandler(OBJECT, self)

    def put(self, cursor: QTextCursor, outline: Outline, source: str, width: int, style: TextStyle) -> bool:
        """In the place of what is selected; False: it is too wide."""
        form = cursor.charFormat()
        size = form.fontPointSize() / style.font.pointSizeF() if form.fontPointSize() > 0 else 1.0
        scale = QFontInfo(style.font).pixelSize() * _SCALE * size / 1000
        fit = min(1.0, width / (outline.width * scale))
        if fit < _SMALLEST:
            return False
        scale *= fit
        # Qt leaves as much below the line as the character's font does: one of the right size leaves enough.
        font = reaching_down(form.font(), outline.descent * scale)
        form.setFont(font)
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
        form.setObjectType(OBJECT)
        form.setProperty(SOURCE, source)
        form.setProperty(_PLACE, len(self._outlines))
        # No lower than a line of text, so that formulas in the cells of a row stand on one line.
        above = max(outline.ascent * scale, QFontMetrics(style.font).ascent() * size)
        self._outlines.append((outline, scale, above, QFontMetrics(font).descent()))
        cursor.insertText(_REPLACED, form)
        return True

    def intrinsicSize(self, document: QTextDocument, position: int, form: QTextFormat) -> QSizeF:
        outline, scale, above, below = self._outlines[form.intProperty(_PLACE)]
        return QSizeF(outline.width * scale, above + below)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, document: QTextDocument, position: int, form: QTextFormat
    ) -> None:
        outline, scale, _, below = self._outlines[form.intProperty(_PLACE)]
        colour = painter.pen().color()
        left, line = round(rect.x()), round(rect.y() + rect.height() - below)
        picture = _picture(outline, scale, colour, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPoint(left - _EDGE, line - math.ceil(outline.ascent * scale) - _EDGE), picture)
        if form.toCharFormat().fontStrikeOut():
            painter.fillRect(QRectF(left, line - 280 * scale, outline.width * scale, max(60 * scale, 1.0)), colour)


def reaching_down(font: QFont, depth: float) -> QFont:
    """In the smallest size whose letters reach so many px below the line, or further; made of few sizes, for each takes time."""
    made = QFont(font)
    made.setPixelSize(_SAMPLE)
    pixels = max(int((math.ceil(depth) - 0.5) * _SAMPLE / max(QFontMetrics(made).descent(), 1)), 1)
    made.setPixelSize(pixels)
    while QFontMetrics(made).descent() < depth and pixels < _LARGEST:
        pixels += 1
        made.setPixelSize(pixels)
    return made


def _picture(outline: Outline, scale: float, colour: QColor, ratio: float) -> QPixmap:
    """Filled once and kept by Qt within its bounds: filling the paths of a page of formulas takes half of a frame."""
    key = f"formula {outline.serial} {scale:.4f} {colour.rgba()} {ratio}"
    picture = QPixmap()
    if QPixmapCache.find(key, picture):
        return picture
    width, height = math.ceil(outline.width * scale), math.ceil(outline.ascent * scale) + math.ceil(outline.descent * scale)
    picture = QPixmap(QSize(width + 2 * _EDGE, max(height, 0) + 2 * _EDGE) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(_EDGE, math.ceil(outline.ascent * scale) + _EDGE)
    painter.scale(scale, scale)
    painter.fillPath(outline.path, colour)
    painter.end()
    QPixmapCache.insert(key, picture)
    return picture


def sources_in(document: QTextDocument, start: int, end: int) -> Iterator[str]:
    """What each object within a stretch of the document was written as; the object's own character where that is not known."""
    for position in range(start, end):
        if document.characterAt(position) == _REPLACED:
            cursor = QTextCursor(document)
            cursor.setPosition(position + 1)
            form = cursor.charFormat()
            yield str(form.property(SOURCE)) if form.objectType() == OBJECT else _REPLACED


def formula_at(document: QTextDocument, position: int) -> str:
    """What the formula beside that place was written as; empty: there is none."""
    beside = sources_in(document, max(position - 1, 0), position + 1)
    return next((source for source in beside if source != _REPLACED), "")


def with_sources(words: str, document: QTextDocument, start: int, end: int) -> str:
    """`words`, taken from that stretch, with every formula as it was written."""
    if _REPLACED not in words:
        return words
    sources = sources_in(document, start, end)
    return "".join(next(sources, sign) if sign == _REPLACED else sign for sign in words)


def without_marks(text: str) -> str:
    """What somebody wrote must not look like a mark."""
    return text.translate(_MARKS) if any(sign >= chr(_FIRST_MARK) for sign in text) else text


def centre(block: QTextBlock) -> None:
    """A formula on a line of its own stands in the middle."""
    form = block.blockFormat()
    form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    form.setTopMargin(_AROUND)
    form.setBottomMargin(_AROUND)
    QTextCursor(block).setBlockFormat(form)


def _give_room(cursor: QTextCursor, style: TextStyle) -> None:
    """Lines are as far apart as those of text: a share of a high formula's own height would be far more."""
    form = cursor.blockFormat()
    if form.lineHeightType() == PROPORTIONAL:
        between = QFontMetrics(style.font).lineSpacing() * (form.lineHeight() - 100) / 100
        form.setLineHeight(max(between, 0), QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        cursor.setBlockFormat(form)


def _stand_alone(document: QTextDocument, end: int) -> None:
    """On a line of its own within its paragraph."""
    cursor = QTextCursor(document)
    cursor.setPosition(end)
    if not cursor.atBlockEnd():
        cursor.insertText("\u2028", QTextCharFormat())
    cursor.setPosition(end - 1)
    if not cursor.atBlockStart():
        cursor.insertText("\u2028", QTextCharFormat())


def _unfinished(text: str, after: int) -> int | None:
    """Where a formula begins that has no end yet: Markdown must not touch it, or it would change its look with every letter."""
    begins = [at for mark in _UNFINISHED if (at := text.find(mark, after)) >= 0]
    if not begins:
        return None
    tail = text[min(begins) :]
    inner = tail.lstrip("$").removeprefix("\\(").removeprefix("\\[")
    is_one = "\n\n" not in tail and "`" not in tail and any(sign in inner for sign in "\\^_{=") and is_mathematics(inner)
    return min(begins) if is_one else None
