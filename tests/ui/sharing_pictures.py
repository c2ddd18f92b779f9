"""Pictures of what is shared and attached: the dialog with a true process that looks, both signs, the desk."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.core.items import FilePart
from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.ui.attach.camera import CameraPhoto
from desktop_assistant.ui.attach.screen import RegionPicker
from desktop_assistant.ui.sharing.process import WatcherProcess
from tests.fakes.watcher import program
from tests.ui.studio import Studio

SEEING = ImageLimits(frames_per_s=1.0, max_side=1024)


def picture(size: QSize) -> QImage:
    """Something to look at."""
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    gradient = QLinearGradient(0, 0, size.width(), size.height())
    gradient.setColorAt(0, QColor("#f0b27a"))
    gradient.setColorAt(1, QColor("#3d57d6"))
    painter.fillRect(image.rect(), gradient)
    painter.end()
    return image


async def attached(studio: Studio) -> None:
    """The menu, things on the desk, and what cannot be seen."""
    composer = studio.window.chat.composer
    menu = studio.window.attaching.menu
    menu.popup(composer.attach.mapToGlobal(composer.attach.rect().topLeft()))
    await studio.shoot("attach-menu", menu)
    menu.close()
    studio.control.push(images=ImageLimits())
    composer.desk.put_image(picture(QSize(1200, 800)), "sunset.jpg")
    composer.desk.put_image(picture(QSize(300, 900)), "tall.png")
    composer.desk.strip.add(FilePart(name="a-rather-long-name-of-a-file.txt", text="x"))
    while composer.desk.is_busy:
        await studio.settle(0.05)
    composer.set_draft("What do you see in these?")
    await studio.shoot("attached")
    studio.control.push(images=None)
    await studio.shoot("attached-unseen")
    composer.desk.take()
    composer.set_draft("")
    picker = RegionPicker(picture(QSize(1000, 700)), studio.window.screen())
    picker.resize(1000, 700)
    picker.frame = picker.rect().adjusted(200, 200, -300, -200)
    await studio.shoot("region-picker", picker)
    picker.deleteLater()


async def camera(studio: Studio) -> None:
    """The dialog of the camera's picture."""
    photo = CameraPhoto(studio.window, program())
    photo.begin(ImageLimits())
    assert photo.dialog is not None
    await studio.shoot("camera-looking", photo.dialog)
    while not photo.dialog.accept_button.isEnabled():
        await studio.settle(0.05)
    await studio.shoot("camera", photo.dialog)
    photo.end(wait=True)


async def shared(studio: Studio) -> None:
    """From the choice to both signs, and the sentence where it cannot be."""
    share = studio.window.share
    studio.control.push(images=ImageLimits(), conversation_id="c1")
    share.toggle()
    await studio.shoot("share-cannot")
    studio.window.chat.composer.desk.say("")
    studio.control.push(images=SEEING)
    share._process = WatcherProcess(share, program())
    share._process.said.connect(share._handle)
    share.toggle()
    dialog = share.dialog
    assert dialog is not None
    while not dialog.list.count():
        await studio.settle(0.05)
    await studio.shoot("share-choose", dialog)
    dialog.list.setCurrentRow(0)
    while not dialog.accept_button.isEnabled():
        await studio.settle(0.05)
    await studio.settle(0.6)
    await studio.shoot("share-preview", dialog)
    dialog.accept_button.click()
    await studio.settle(1.5)
    await studio.shoot("shared")
    assert share.floating is not None
    share.floating.appear(studio.window)
    await studio.settle(1.2)
    await studio.shoot("shared-floating", share.floating)
    studio.idle(link=LinkState.WAITING, retry_at=None)
    await studio.shoot("shared-paused")
    studio.idle()
    share.close()
    await studio.settle(0.1)
    studio.control.push(images=None)
