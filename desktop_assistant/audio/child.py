"""One life of the audio process, seen from its parent: three pipes and an end."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from desktop_assistant.audio.messages import Command, Message, decode, encode
from desktop_assistant.audio.pipe import FrameReader

log = logging.getLogger(__name__)


class Child:
    """Made by `spawn`; whoever has it ends it with `kill` or `hang_up`, and then `wait`.

    | what | acquired | released |
    | the process and its pipes | `spawn` | `wait`, after it ended |
    | the task that reads its log lines | `spawn` | `wait` |
    """

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._lines = asyncio.get_running_loop().create_task(self._log_lines(), name="audio log")

    @classmethod
    async def spawn(cls, command: Sequence[str], environment: Mapping[str, str]) -> "Child":
        """Start it; until it is told something it loads its code and waits. OSError if it cannot be started."""
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            env=environment,
            start_new_session=True,  # Ctrl+C in a terminal is for the window, which then ends its children in order
        )
        return cls(process)

    @property
    def pid(self) -> int:
        """Process id."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """It has not ended, as far as we know."""
        return self._process.returncode is None

    @property
    def wants_to_run(self) -> bool:
        """One of its threads has something to do and waits for a processor; False where the system does not tell.

        Any of them: the one that serves sleeps while another holds Python's lock and is not let run.
        """
        threads = Path(f"/proc/{self.pid}/task")
        try:
            return any(_waits_for_a_processor(thread / "stat") for thread in threads.iterdir())
        except OSError:
            return False

    def send(self, command: Command) -> bool:
        """Without waiting; False if the pipe is closed."""
        pipe = self._process.stdin
        if pipe is None or pipe.is_closing():
            return False
        pipe.write(encode(command))
        return True

    async def messages(self) -> AsyncIterator[list[Message]]:
        """What it says, as it comes, until it ends. ProtocolError if it talks nonsense."""
        assert self._process.stdout is not None
        reader = FrameReader()
        while received := await self._process.stdout.read(1 << 16):
            yield [decode(header, blob) for header, blob in reader.feed(received)]

    def hang_up(self) -> None:
        """Ask it to end."""
        if self._process.stdin is not None:
            self._process.stdin.close()

    def kill(self) -> None:
        """End it now."""
        if self.is_alive:
            with suppress(ProcessLookupError):
                self._process.kill()

    async def wait(self) -> int:
        """Its exit code."""
        self.hang_up()
        code = await self._process.wait()
        await self._lines
        return code

    async def _next_line(self, pipe: asyncio.StreamReader) -> bytes:
        try:
            return await pipe.readline()
        except ValueError:  # longer than any line of ours: asyncio has thrown it away
            return b"(a line too long to show)\n"

    async def _log_lines(self) -> None:
        """Its log lines keep their level and name; anything else (a crash report, a library's remark) is information."""
        assert self._process.stderr is not None
        while line := await self._next_line(self._process.stderr):
            text = line.decode(errors="replace").rstrip()
            level, _, rest = text.partition(":")
            number = logging.getLevelNamesMapping().get(level)
            if number is None:
                log.info("The audio process: %s", text)
            else:
                name, _, said = rest.partition(":")
                logging.getLogger(name or __name__).log(number, "%s", said)


def _waits_for_a_processor(stat: Path) -> bool:
    try:
        # The state is the first word behind the name, which is in brackets and may hold anything.
        return stat.read_bytes().rpartition(b")")[2].split()[:1] == [b"R"]
    except OSError:  # ended meanwhile
        return False
