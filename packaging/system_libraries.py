"""What Python packages cannot bring on Linux: libraries of the display and the sound server, and the tools of the tests."""

from __future__ import annotations

import ctypes
import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from environment import SetupError


@dataclass(frozen=True)
class Need:
    """One library, program or file, and the Debian package that brings it."""

    package: str
    library: str = ""
    """soname that the dynamic loader must find."""
    program: str = ""
    file: str = ""
    optional: bool = False
    """The app does well without it: its absence is never an error."""

    def is_missing(self) -> bool:
        """Whether it has to be installed."""
        if self.library:
            return not _loads(self.library)
        if self.program:
            return shutil.which(self.program) is None
        return not Path(self.file).exists()

    @property
    def name(self) -> str:
        """How it is called where there is no Debian package."""
        return self.library or self.program or self.file


# The libraries that PySide6's xcb and Wayland platforms and QtMultimedia link against and that its wheels do not contain.
APP = (
    Need("libgl1", library="libGL.so.1"),
    Need("libegl1", library="libEGL.so.1"),
    Need("libglib2.0-0", library="libglib-2.0.so.0"),
    Need("libdbus-1-3", library="libdbus-1.so.3"),
    Need("libfontconfig1", library="libfontconfig.so.1"),
    Need("libxkbcommon-x11-0", library="libxkbcommon-x11.so.0"),
    Need("libxcb-cursor0", library="libxcb-cursor.so.0"),
    Need("libxcb-icccm4", library="libxcb-icccm.so.4"),
    Need("libxcb-keysyms1", library="libxcb-keysyms.so.1"),
    Need("libxcb-shape0", library="libxcb-shape.so.0"),
    Need("libwayland-cursor0", library="libwayland-cursor.so.0"),
    Need("libpulse0", library="libpulse.so.0"),
    Need("libxrandr2", library="libXrandr.so.2"),
    Need("flite", program="flite", optional=True),  # a warmer offline voice than the one that is always there
)
TESTS = (
    Need("xvfb", program="Xvfb"),
    Need("xauth", program="xauth"),
    Need("xdotool", program="xdotool"),
    Need("openbox", program="openbox"),
    Need("fonts-dejavu-core", file="/usr/share/fonts/truetype/dejavu"),
    Need("pulseaudio", program="pulseaudio"),
    Need("pulseaudio-utils", program="parec"),
    Need("pipewire", program="pipewire"),
    Need("pipewire-pulse", program="pipewire-pulse"),
    Need("wireplumber", program="wireplumber"),
    Need("dbus-daemon", program="dbus-daemon"),
    Need("espeak-ng", program="espeak-ng"),
    Need("flite", program="flite"),  # the one synthetic voice that recognisers understand
)


def provide(needs: tuple[Need, ...], *, first_time: bool) -> None:
    """Find what is missing and install it (as root on Debian and its children) or raise with the command to do so."""
    if not sys.platform.startswith("linux"):
        return  # the wheels for macOS and Windows bring all they need
    missing = [need for need in needs if (first_time or not need.optional) and need.is_missing()]
    if missing and _may_install():
        _install(list(dict.fromkeys(need.package for need in missing)))
        missing = [need for need in missing if need.is_missing()]
    required = [need for need in missing if not need.optional]
    if required:
        raise SetupError(f"system libraries are missing; {_how_to_install(required)}")
    if missing:
        print(f"Desktop Assistant: for a better offline voice, {_how_to_install(missing)}", file=sys.stderr)


def missing_desktop() -> str | None:
    """Why no window can open here, with the way out; None where one can."""
    shown = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if not sys.platform.startswith("linux") or shown:
        return None
    return (
        "there is no desktop here (neither DISPLAY nor WAYLAND_DISPLAY is set): start it from a desktop session, "
        "or in a virtual one with: xvfb-run -a python3 packaging/run.py"
    )


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _may_install() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def _install(packages: list[str]) -> None:
    """Try; what is still missing afterwards is said by `provide`."""
    print(f"Desktop Assistant: installing system packages: {' '.join(packages)} ...", file=sys.stderr, flush=True)
    if _apt("install", *packages):
        _apt("update")  # a new machine has no lists of packages yet
        _apt("install", *packages)


def _apt(command: str, *packages: str) -> int:
    done = subprocess.run(
        ["apt-get", command, "-y", "-qq", *(["--no-install-recommends"] if packages else []), *packages],
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return done.returncode


def _how_to_install(needs: list[Need]) -> str:
    if not shutil.which("apt-get"):
        return f"install them with your package manager: {', '.join(need.name for need in needs)}"
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    return "run: " + shlex.join([*sudo, "apt-get", "install", "--no-install-recommends", *(need.package for need in needs)])
