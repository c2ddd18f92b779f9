"""The window: what lies where, and which action goes where.

Dialogs are imported where they are opened: the window is there a twentieth of a second sooner without them.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSettings, QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_assistant.core.local_events import MuteToggled, StopPressed
from desktop_assistant.settings.model import Settings
from desktop_assistant.ui.actions import build_actions
from desktop_assistant.ui.attach.attaching import Attaching
from desktop_assistant.ui.banners import BannerStack
from desktop_assistant.ui.body import Body
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.captions import CaptionStrip
from desktop_assistant.ui.chat.chat_pane import ChatPane
from desktop_assistant.ui.chat.chips import prepare_chips
from desktop_assistant.ui.chat.draft_keeper import DraftKeeper
from desktop_assistant.ui.column import Column
from desktop_assistant.ui.escape import SilenceFirst
from desktop_assistant.ui.header import Header
from desktop_assistant.ui.history.conversation_list import ConversationList
from desktop_assistant.ui.open_conversation import OpenConversation
from desktop_assistant.ui.persona_button import PersonaButton
from desktop_assistant.ui.remedies import Remedies
from desktop_assistant.ui.replays import Replays
from desktop_assistant.ui.settings_dialog.page_name import PageName
from desktop_assistant.ui.sharing.share import ScreenShare
from desktop_assistant.ui.system_pages import open_web_page
from desktop_assistant.ui.theme import apply_theme, theme_keeper
from desktop_assistant.ui.voice.device_picker import Direction
from desktop_assistant.ui.voice.frames import Frames
from desktop_assistant.ui.voice.status_strip import StatusStrip
from desktop_assistant.ui.voice.talk_input import SpaceKey, TalkInput
from desktop_assistant.ui.voice.voice_panel import VoicePanel
from desktop_assistant.ui.window_style import style_window

if TYPE_CHECKING:
    from desktop_assistant.ui.settings_dialog.dialog import SettingsDialog

SMALLEST = QSize(380, 520)
FIRST_SIZE = QSize(860, 780)
WAVEFORM_AFTER_MS = 250
"""pyqtgraph is imported this long after the window is on screen."""


class MainWindow(QWidget):
    """Showable before the bridge has its control. `closed` once, when the person closes it; the program then ends."""

    closed = Signal()

    def __init__(self, bridge: UiBridge, geometry: QSettings | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._geometry = geometry or QSettings("desktop-assistant", "window")
        self.settings_dialog: SettingsDialog | None = None
        """While it is open."""
        appearance = bridge.settings.appearance
        self._look = (appearance.theme, appearance.text_scale)
        self.setWindowTitle(self.tr("Desktop Assistant"))
        self.setMinimumSize(SMALLEST)
        self.frames = Frames(parent=self)
        self.actions_by_name = build_actions(self)
        self.persona = PersonaButton(bridge, self.actions_by_name["persona"], self)
        self.header = Header(self.actions_by_name, self.persona, self)
        self.talk = TalkInput(bridge, self)
        self.chat = ChatPane(self)
        self.share = ScreenShare(bridge, self)
        self.attaching = Attaching(bridge, self.chat, self.share, self)
        self.drafts = DraftKeeper(bridge, self.chat.composer, self)
        self.replays = Replays(bridge, self.chat.view)
        self.history = ConversationList(bridge, self.actions_by_name["new"])
        self.conversation = OpenConversation(bridge, self.chat, self.header, self.history)
        self.banners = BannerStack(self)
        self.voice = VoicePanel(bridge, self.frames, self.talk, self.actions_by_name["mute"], self.actions_by_name["stop"], self)
        self.status = StatusStrip(bridge, self.frames, self)
        self.remedies = Remedies(bridge, self)
        self.captions = CaptionStrip()  # without a parent: it stays when this window is minimised
        self.space = SpaceKey(self.talk, self.voice.talk_button, self)
        self.escape = SilenceFirst(bridge, self)
        self._lay_out()
        self._connect()
        self._style()
        self._take_settings(bridge.settings)
        self._restore_geometry()

    # --- building -----------------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        self.column = Column(self.banners, self.chat, self.voice)
        self.body = Body(self.column, self.history, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addWidget(self.share.sign)
        outer.addWidget(self.body, 1)
        outer.addWidget(self.status)

    def _connect(self) -> None:
        bridge = self._bridge
        bridge.item_shown.connect(self.captions.take)
        bridge.conversation_shown.connect(self.captions.forget)
        bridge.problem_shown.connect(self.banners.show_problem)
        bridge.settings_changed.connect(self._take_settings)
        self.chat.link_activated.connect(self._open_link)
        self.banners.remedy_asked.connect(self.remedies.apply)
        self.banners.dismissed.connect(self.remedies.take_note)
        self.share.said.connect(self.chat.composer.desk.say)
        self.share.ended.connect(self.header.say)
        self.share.changed.connect(self._fit_text)
        self.share.keyboard_freed.connect(self.focus_composer)
        self.remedies.page_asked.connect(self.open_settings_page)
        self.remedies.echo_test_asked.connect(self.open_echo_test)
        self.remedies.device_asked.connect(self._open_device_menu)
        self.status.latency_asked.connect(self.show_latencies)
        self.status.settings_asked.connect(self._open_audio_page)
        self.persona.edit_asked.connect(self._open_personas_page)
        self.history.chosen.connect(self._conversation_chosen)
        self.history.search.chosen.connect(self._conversation_chosen)
        self.history.files.said.connect(self.header.say)
        self.body.drawer_closed.connect(self.focus_composer)
        theme_keeper().changed.connect(self._style)

    @Slot()
    def _style(self) -> None:
        style_window(self)
        QTimer.singleShot(0, self, self._fit_text)

    @Slot()
    def _fit_text(self) -> None:
        """Very large text needs a window that is larger than the smallest."""
        sign = self.share.sign.sizeHint().height() if self.share.is_on else 0
        height = self.header.sizeHint().height() + sign + self.column.least_height() + self.status.sizeHint().height()
        least = SMALLEST.expandedTo(QSize(self.voice.least_width(), height))
        if least != self.minimumSize():
            self.setMinimumSize(least)

    # --- the picture --------------------------------------------------------------------------------------------
    @Slot(object)
    def _take_settings(self, settings: Settings) -> None:
        look = (settings.appearance.theme, settings.appearance.text_scale)
        app = QApplication.instance()
        if look != self._look and isinstance(app, QApplication):
            self._look = look
            apply_theme(app, *look)
        self.chat.set_reduced_motion(settings.appearance.reduced_motion)
        if settings.appearance.captions:
            self.captions.open()
        else:
            self.captions.hide()

    # --- what the person does -----------------------------------------------------------------------------------
    @Slot()
    def stop(self) -> None:
        """Silence at once; in silence, nothing is shared any more; an open drawer that hides the conversation goes away too."""
        if self.share.is_on and not self._bridge.snapshot.can_stop:
            self.share.stop()
        self._bridge.put(StopPressed())
        if self.body.is_open and self.body.overlaps:
            self.body.close_drawer()

    @Slot()
    def toggle_mute(self) -> None:
        """Microphone off or on."""
        self._bridge.put(MuteToggled())

    @Slot(QUrl)
    def _open_link(self, address: QUrl) -> None:
        open_web_page(address)

    @Slot()
    def focus_composer(self) -> None:
        """Ready to type."""
        self.chat.focus_composer()

    @Slot()
    def new_conversation(self) -> None:
        """Begin an empty one."""
        if self._bridge.is_ready:
            self._bridge.spawn(self._bridge.control.new_conversation())
            self.focus_composer()

    @Slot()
    def copy_conversation(self) -> None:
        """All that the pane shows, as text."""
        self.chat.copy_conversation()
        self.header.say(self.tr("Conversation copied"))

    @Slot()
    def find_words(self) -> None:
        """Look for words in this conversation."""
        self.chat.find_words()

    @Slot()
    def search_history(self) -> None:
        """Look for words in all conversations."""
        if not self.body.is_open:
            self.toggle_history()
        self.history.search.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.history.search.field.selectAll()

    @Slot()
    def toggle_history(self) -> None:
        """Drawer in or out."""
        if self.body.is_open:
            self.body.close_drawer()
            return
        self.history.reload()
        self.body.open_drawer()
        self.history.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _conversation_chosen(self) -> None:
        if self.body.overlaps:
            self.body.close_drawer()

    @Slot(object)
    def _open_device_menu(self, direction: Direction) -> None:
        picker = self.status.microphone if direction is Direction.INPUT else self.status.speaker
        QTimer.singleShot(0, picker.open_menu)

    # --- dialogs ------------------------------------------------------------------------------------------------
    @Slot()
    def open_settings(self) -> None:
        """The dialog, at the page it was left at."""
        self._settings(None)

    @Slot(object)
    def open_settings_page(self, page: PageName) -> None:
        """The dialog, at this page."""
        self._settings(page)

    @Slot()
    def _open_audio_page(self) -> None:
        self._settings(PageName.AUDIO)

    @Slot()
    def _open_personas_page(self) -> None:
        self._settings(PageName.PERSONAS)

    def _settings(self, page: PageName | None) -> None:
        if not self._bridge.is_ready:
            return
        if self.settings_dialog is None:
            from desktop_assistant.ui.settings_dialog.dialog import SettingsDialog

            self.settings_dialog = SettingsDialog(self._bridge, self)
            self.settings_dialog.finished.connect(self._settings_closed)
            self.settings_dialog.open()
        else:
            self.settings_dialog.activateWindow()
        if page is not None:
            self.settings_dialog.show_page(page)

    @Slot()
    def _settings_closed(self) -> None:
        if self.settings_dialog is not None:
            self.settings_dialog.deleteLater()
            self.settings_dialog = None

    @Slot()
    def show_shortcuts(self) -> None:
        """The table of keys."""
        from desktop_assistant.ui.dialogs.shortcuts import ShortcutsDialog

        dialog = ShortcutsDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def open_echo_test(self) -> None:
        """Test speakers and microphone."""
        from desktop_assistant.ui.dialogs.echo_test import EchoTestDialog

        EchoTestDialog(self._bridge, self).open()

    @Slot()
    def show_patience(self) -> None:
        """The slider."""
        self.voice.patience.open()

    @Slot()
    def choose_persona(self) -> None:
        """The menu of those who can answer."""
        self.persona.showMenu()

    @Slot()
    def toggle_captions(self) -> None:
        """The strip above other windows, or none."""
        settings = self._bridge.settings
        appearance = replace(settings.appearance, captions=not settings.appearance.captions)
        self._bridge.apply(replace(settings, appearance=appearance))

    @Slot()
    def show_latencies(self) -> None:
        """How fast the answers came."""
        from desktop_assistant.ui.dialogs.latency import LatencyDialog

        LatencyDialog(self._bridge, self).open()

    def show_welcome(self) -> None:
        """The first-run page; app calls it when there were no settings yet."""
        from desktop_assistant.ui.dialogs.first_run import FirstRun

        dialog = FirstRun(self._bridge, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.key_asked.connect(self._open_provider_page)
        dialog.open()

    @Slot()
    def _open_provider_page(self) -> None:
        self._settings(PageName.PROVIDER)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing begins anywhere: a letter that nobody wanted goes to the text box."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if not (plain and event.text().isprintable() and event.text().strip()):
            super().keyPressEvent(event)
            return
        self.focus_composer()
        box = self.chat.focusWidget()
        if box is not None and self.chat.isAncestorOf(box):
            letter = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
            QApplication.sendEvent(box, letter)

    # --- the frame ----------------------------------------------------------------------------------------------
    def showEvent(self, event: QShowEvent) -> None:
        """The rest of the drawing library comes once the window is on screen."""
        super().showEvent(event)
        self.share.place_sign()
        if self.focusWidget() is None:
            self.voice.talk_button.setFocus(Qt.FocusReason.OtherFocusReason)  # Space talks, letters go to the text box
        QTimer.singleShot(WAVEFORM_AFTER_MS, self.voice.waveform, self.voice.waveform.begin_loading)
        QTimer.singleShot(WAVEFORM_AFTER_MS, self, prepare_chips)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is shown to others is still to be seen."""
        super().hideEvent(event)
        self.share.place_sign()

    def changeEvent(self, event: QEvent) -> None:
        """Minimised: nothing moves, no levels. Another window in front: nobody holds the button."""
        if event.type() is QEvent.Type.WindowStateChange:
            self.voice.set_seen(self.isVisible() and not self.isMinimized())
            self.share.place_sign()
        elif event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.talk.cancel()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place on screen and say goodbye."""
        self._geometry.setValue("geometry", self.saveGeometry())
        self.captions.close()
        self.share.close()
        self.attaching.close()
        self.drafts.keep()
        super().closeEvent(event)
        self.closed.emit()

    def _restore_geometry(self) -> None:
        saved = self._geometry.value("geometry")
        if saved is not None and self.restoreGeometry(saved):
            return
        screen = QGuiApplication.primaryScreen()
        self.resize(FIRST_SIZE.boundedTo(screen.availableSize()) if screen else FIRST_SIZE)
        if screen:  # by ourselves: the welcome opens before a window manager has said where it put us
            self.move(screen.availableGeometry().center() - self.rect().center())
