"""A private sound server without hardware, desktop session or root: PulseAudio, or PipeWire with its PulseAudio door.

Nothing of the user's own sound settings, sockets or cookies is touched, and several servers may run side by side: each lives in
a folder of its own. All times of the rig are CLOCK_MONOTONIC seconds, which every process of the machine shares.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import IO, Literal

Kind = Literal["pulse", "pipewire"]
START_LIMIT_S = 20.0

PACKAGES: dict[Kind, tuple[str, ...]] = {
    "pulse": ("pulseaudio", "pactl", "parec", "paplay"),
    "pipewire": ("pipewire", "wireplumber", "pipewire-pulse", "dbus-daemon", "pactl", "parec", "paplay"),
}
"""Programs that each kind needs."""

# A server that works in blocks of some 5 ms drops blocks whenever the machine is busy with something else for so long.
_PIPEWIRE_BLOCK = 1024
_PIPEWIRE = {
    "pipewire/pipewire.conf.d/90-rig.conf": "context.properties = {\n"
    f"  default.clock.quantum = {_PIPEWIRE_BLOCK}\n"
    f"  default.clock.min-quantum = {_PIPEWIRE_BLOCK}\n"
    "}\n",
    "pipewire/pipewire-pulse.conf.d/90-rig.conf": "pulse.properties = {\n"
    f"  pulse.min.req = {_PIPEWIRE_BLOCK}/48000\n"
    f"  pulse.min.frag = {_PIPEWIRE_BLOCK}/48000\n"
    f"  pulse.min.quantum = {_PIPEWIRE_BLOCK}/48000\n"
    "}\n",
}

# The Bluetooth monitor asks systemd-logind, and without systemd (a container) WirePlumber ends altogether.
_WIREPLUMBER = {
    "wireplumber/bluetooth.lua.d/90-enable-all.lua": "-- version 0.4: enable nothing\n",
    "wireplumber/wireplumber.conf.d/90-rig.conf": "wireplumber.profiles = {\n"
    "  main = { hardware.bluetooth = disabled, support.logind = disabled }\n"
    "}\n",
}


@cache
def ahead() -> tuple[str, ...]:
    """What to put before a command that shall not wait for the processes under test, as sound hardware and a person do not.

    Nothing where the system does not allow it.
    """
    prefix = ("nice", "-n", "-10")
    return () if subprocess.run([*prefix, "true"], capture_output=True, check=False).stderr else prefix


class SoundServer:
    """The daemons of one sound server and the environment that leads to it.

    | resource            | acquired  | released |
    | folder of the state | __init__  | close    |
    | daemons             | start     | stop     |
    """

    def __init__(self, kind: Kind = "pulse") -> None:
        self.kind = kind
        self.folder = Path(tempfile.mkdtemp(prefix="sound-rig-"))
        run = self.folder / "run"
        self._own = {
            "XDG_RUNTIME_DIR": str(run),
            "PULSE_RUNTIME_PATH": str(run / "pulse"),
            "PIPEWIRE_RUNTIME_DIR": str(run),
            "PULSE_SERVER": f"unix:{run / 'pulse/native'}",
            "PULSE_COOKIE": str(self.folder / "cookie"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={run / 'bus'}",
        }
        self._daemons: list[subprocess.Popen[bytes]] = []
        # The leash follows the thread that starts a daemon, not its process: one that lives as long as we do.
        self._starter = ThreadPoolExecutor(1, "rig")
        self._home = self.folder / "home"
        for name, text in (_PIPEWIRE | _WIREPLUMBER).items():
            file = self._home / "config" / name
            file.parent.mkdir(parents=True)
            file.write_text(text, encoding="utf-8")

    @property
    def env(self) -> dict[str, str]:
        """For the processes that shall hear and be heard; the user's home and display stay as they are."""
        hidden = {"PULSE_RUNTIME_PATH"} | ({"DBUS_SESSION_BUS_ADDRESS"} if self.kind == "pulse" else set())
        return os.environ | {name: value for name, value in self._own.items() if name not in hidden}

    def start(self) -> None:
        """Start the daemons and wait until clients are served; raises TimeoutError with the place of the logs."""
        run = self.folder / "run"
        (run / "pulse").mkdir(parents=True, exist_ok=True)
        run.chmod(0o700)
        if self.kind == "pulse":
            # -n: no default.pa, so no hardware, no D-Bus; no real-time priority, so no privilege
            self.spawn(
                "pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes",
                "--high-priority=no", "--realtime=no", "--log-level=notice",
                "-L", f"module-native-protocol-unix auth-anonymous=1 socket={run / 'pulse/native'}",
            )  # fmt: skip
        else:
            bus = self._own["DBUS_SESSION_BUS_ADDRESS"]  # wireplumber wants a session bus: a private one
            self.spawn("dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={bus}")
            self.wait_until((run / "bus").is_socket, "the message bus")
            self.spawn("pipewire")
            self.wait_until((run / "pipewire-0").is_socket, "pipewire")
            self.spawn("wireplumber")
            self.spawn("pipewire-pulse")
        self.wait_until(lambda: self.pactl("info", check=False) != "", "the sound server")

    def spawn(self, name: str, *arguments: str) -> None:
        """Start a daemon that ends with this server, and with this process too."""
        home = self._home
        own = self._own | {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"), "XDG_STATE_HOME": str(home / "state")}
        leash = ["setpriv", "--pdeathsig", "TERM", "--"] if shutil.which("setpriv") else []
        with self._log(name) as log:
            started = self._starter.submit(
                subprocess.Popen,
                [*ahead(), *leash, name, *arguments], env=os.environ | own, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
            self._daemons.append(started.result())

    def pactl(self, *arguments: str, check: bool = True) -> str:
        """What the sound server's control program answers; empty when it fails and `check` is off."""
        done = subprocess.run(["pactl", *arguments], env=self.env, text=True, capture_output=True, check=False, timeout=10)
        if done.returncode and check:
            raise RuntimeError(f"pactl {' '.join(arguments)}: {done.stderr.strip()}")
        return "" if done.returncode else done.stdout

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Poll every 50 ms; TimeoutError names what did not come."""
        deadline = time.monotonic() + START_LIMIT_S
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError(f"{what} did not come up within {START_LIMIT_S:.0f} s; logs are in {self.folder}")
            time.sleep(0.05)

    def stop(self) -> None:
        """End exactly the daemons that were started here; `start` may be called again."""
        for daemon in reversed(self._daemons):
            daemon.terminate()
        for daemon in reversed(self._daemons):
            try:
                daemon.wait(3)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()
        self._daemons.clear()
        shutil.rmtree(self.folder / "run", ignore_errors=True)

    def close(self) -> None:
        """Stop, and leave nothing on the disk."""
        self.stop()
        self._starter.shutdown()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _log(self, name: str) -> IO[bytes]:
        return (self.folder / f"{name}.log").open("ab")
