"""Screens, windows and cameras of this computer, by QtMultimedia; only the process that looks may import this.

A screen and a window are switched on for one picture at a time: running, they would copy every frame of the screen to throw it
away. A camera stays on, with its light, while it is open. On Wayland a screen stays on too: each beginning asks the person anew.
"""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCapturableWindow,
    QMediaCaptureSession,
    QMediaDevices,
    QScreenCapture,
    QVideoFrame,
    QVideoSink,
    QWindowCapture,
)

from desktop_assistant.ui.sharing.watcher import Look
from desktop_assistant.ui.sharing.wire import Kind, Source, Trouble

Capture = QScreenCapture | QWindowCapture | QCamera
_WANTED_WIDTH = 1280
"""Of a camera's picture: more is scaled down anyway."""


class Devices(QObject):
    """See `watcher.World`."""

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self._app = app
        self._cameras: dict[str, QCameraDevice] = {}
        self._windows: dict[str, QCapturableWindow] = {}

    def sources(self) -> tuple[Source, ...]:
        """Screens first, then windows, then cameras."""
        screens = [
            Source(id=f"screen:{screen.name()}", kind=Kind.SCREEN, name=_screen_name(screen.model(), screen.name()))
            for screen in self._app.screens()
        ]
        windows = [window for window in QWindowCapture.capturableWindows() if window.isValid() and window.description().strip()]
        self._windows = {f"window:{number}": window for number, window in enumerate(windows)}
        self._cameras = {f"camera:{bytes(one.id().data()).hex()}": one for one in QMediaDevices.videoInputs()}
        return (
            *screens,
            *(Source(id=key, kind=Kind.WINDOW, name=window.description()) for key, window in self._windows.items()),
            *(Source(id=key, kind=Kind.CAMERA, name=camera.description()) for key, camera in self._cameras.items()),
        )

    def open(self, source_id: str) -> Look | None:
        """Begin to look at one of those that were listed."""
        if (window := self._windows.get(source_id)) is not None:
            capture = QWindowCapture()
            capture.setWindow(window)
            return _Watched(capture, stays_on=False)
        if (device := self._cameras.get(source_id)) is not None:
            camera = QCamera(device)
            _choose_format(camera, device)
            return _Watched(camera, stays_on=True)
        screen = next((one for one in self._app.screens() if f"screen:{one.name()}" == source_id), None)
        if screen is None:
            return None
        screens = QScreenCapture()
        screens.setScreen(screen)
        return _Watched(screens, stays_on=self._app.platformName().startswith("wayland"))


class _Watched(Look):
    """One of them. | capture, session, sink | made with it | `close` |"""

    def __init__(self, capture: Capture, *, stays_on: bool) -> None:
        super().__init__()
        self._capture = capture
        self._stays_on = stays_on
        self._is_wanted = False
        capture.setParent(self)
        self._sink = QVideoSink(self)
        self._session = QMediaCaptureSession(self)
        self._session.setVideoSink(self._sink)
        match capture:
            case QCamera():
                self._session.setCamera(capture)
            case QScreenCapture():
                self._session.setScreenCapture(capture)
            case QWindowCapture():
                self._session.setWindowCapture(capture)
        self._sink.videoFrameChanged.connect(self._take)
        capture.errorOccurred.connect(self._fail)
        if stays_on:
            capture.setActive(True)

    def look(self) -> None:
        """The next frame."""
        self._is_wanted = True
        if not self._stays_on:
            self._capture.setActive(True)

    def close(self) -> None:
        """Off, with its light."""
        self._is_wanted = False
        self._capture.setActive(False)

    @Slot(QVideoFrame)
    def _take(self, frame: QVideoFrame) -> None:
        if not self._is_wanted:
            return
        image = frame.toImage()
        if image.isNull():
            return
        self._is_wanted = False
        if not self._stays_on:
            self._capture.setActive(False)
        self.seen.emit(image)

    @Slot(object, str)
    def _fail(self, error: object, words: str) -> None:
        name = getattr(error, "name", "")
        if name != "NoError":
            self.failed.emit(Trouble.GONE if name in ("NotFound", "CaptureFailed") else Trouble.REFUSED, words)


def _screen_name(model: str, name: str) -> str:
    """What is printed on it, and what the system calls it."""
    return f"{model} ({name})" if model and model != name else name


def _choose_format(camera: QCamera, device: QCameraDevice) -> None:
    """The one nearest to what is wanted, and of those the calmest."""
    formats = [one for one in device.videoFormats() if one.resolution().width() >= _WANTED_WIDTH]
    if formats:
        camera.setCameraFormat(min(formats, key=lambda one: (one.resolution().width(), one.maxFrameRate())))
