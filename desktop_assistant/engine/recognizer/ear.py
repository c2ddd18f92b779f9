"""Runs a recogniser on a thread of its own, ahead of time where it can.

The second pass costs 40 to 120 ms for a short turn. So it starts on suspicion at the first 200 ms of silence, inside the
pause that ends a turn anyway, and the answer is ready when the pause has passed. If the user goes on instead, the
utterance is opened again and the kept sound fed once more (about a quarter of real time); after a long stretch it is left
closed and a new stretch begins, which keeps the cost of the last pass small however long the turn.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from desktop_assistant.engine.recognizer.port import Heard, Recognizer

_RATE_BYTES = 32_000
REOPEN_LIMIT_S = 4.0
_CHUNK = 3_200
"""Bytes between looks at whether the work is still wanted: 100 ms."""
T = TypeVar("T")


class Ear:
    """One client's recogniser. All methods are called on the event loop and return at once, except `finish` and `ready`.

    Acquires: one thread, at construction; released by `close`.
    """

    def __init__(self, load: Callable[[], Recognizer], on_partial: Callable[[str], None] = lambda text: None) -> None:
        self.on_partial = on_partial
        """Called on the event loop with the words so far."""
        self.on_guess: Callable[[Heard], None] = lambda heard: None
        """Called on the event loop with the final words, should the turn end with the silence of the last `pause`."""
        self._loop = asyncio.get_running_loop()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="ear")
        self._loaded: Future[Recognizer] = self._thread.submit(load)
        self._generation = 0
        self._silence = 0
        """Counts the turns and silences, so that a guess that comes late is not taken for one about the present silence."""
        self._utterance = _Utterance(self._loaded, lambda: False, lambda text: None)

    @property
    def has_failed(self) -> bool:
        """The model could not be loaded; another ear may have more luck."""
        return self._loaded.done() and not self._loaded.cancelled() and self._loaded.exception() is not None

    async def ready(self) -> None:
        """Wait until the model is loaded; raises what loading raised."""
        await asyncio.wrap_future(self._loaded)

    def begin(self) -> None:
        """A new turn; whatever was under way is dropped."""
        self._generation += 1
        mine = self._generation
        self._silence += 1
        self._utterance = _Utterance(self._loaded, lambda: mine == self._generation, lambda text: self._tell(mine, text))
        self._submit(self._utterance.begin)

    def feed(self, pcm: bytes) -> None:
        """16 kHz mono PCM16."""
        utterance = self._utterance
        self._submit(lambda: utterance.feed(pcm))

    def pause(self) -> None:
        """A short silence: finish on suspicion."""
        self._silence += 1
        silence, utterance = self._silence, self._utterance

        def guess() -> None:
            if (heard := utterance.pause()) is not None:
                self._loop.call_soon_threadsafe(self._guessed, silence, heard)

        self._submit(guess)

    def resume(self) -> None:
        """The user goes on, also after `finish` if no other turn has begun."""
        self._silence += 1
        self._utterance.is_closing = False
        self._submit(self._utterance.resume)

    async def finish(self) -> Heard:
        """The words of the turn; a next turn may begin before they are there."""
        self._utterance.is_closing = True
        return await asyncio.wrap_future(self._submit(self._utterance.finish))

    def drop(self) -> None:
        """Forget the turn; work under way stops at its next look."""
        self._generation += 1
        self._silence += 1

    def close(self) -> None:
        """Let the recogniser and the thread go."""
        self.drop()
        self._loaded.add_done_callback(_close)
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _submit(self, work: Callable[[], T]) -> "Future[T]":
        return self._thread.submit(work)

    def _tell(self, generation: int, text: str) -> None:
        self._loop.call_soon_threadsafe(self._tell_on_loop, generation, text)

    def _tell_on_loop(self, generation: int, text: str) -> None:
        if generation == self._generation:
            self.on_partial(text)

    def _guessed(self, silence: int, heard: Heard) -> None:
        if silence == self._silence:
            self.on_guess(heard)


def _close(loaded: "Future[Recognizer]") -> None:
    if not loaded.cancelled() and loaded.exception() is None:
        loaded.result().close()


class _Utterance:
    """One turn inside the thread."""

    def __init__(self, loaded: "Future[Recognizer]", wanted: Callable[[], bool], tell: Callable[[str], None]) -> None:
        self._loaded = loaded
        self._is_current = wanted
        self._tell = tell
        self.is_closing = False
        """Somebody awaits the words: do the work even if the next turn has begun."""
        self._earlier: list[Heard] = []
        self._sound = bytearray()
        self._guess: Heard | None = None
        self._since_guess = bytearray()
        self._last_partial = ""

    def _wanted(self) -> bool:
        return self.is_closing or self._is_current()

    def begin(self) -> None:
        if self._wanted():
            self._loaded.result().begin()

    def feed(self, pcm: bytes) -> None:
        if self._guess is not None:
            self._since_guess += pcm
            return
        self._sound += pcm
        self._decode(pcm)

    def pause(self) -> Heard | None:
        """What was heard, if that is news."""
        if not self._wanted() or self._guess is not None:
            return None
        self._guess = self._loaded.result().finish()
        return self._joined()

    def resume(self) -> None:
        if self._guess is None:
            return
        if len(self._sound) > REOPEN_LIMIT_S * _RATE_BYTES:
            self._earlier.append(self._guess)
            self._sound.clear()
        self._guess = None
        self._sound += self._since_guess
        self._since_guess.clear()
        self.begin()
        self._decode(bytes(self._sound))

    def finish(self) -> Heard:
        self.pause()
        return self._joined()

    def _joined(self) -> Heard:
        """Of several coughs in a row each is as doubtful as one."""
        if not self._earlier:
            return self._guess or Heard()
        parts = [part for part in (*self._earlier, self._guess or Heard()) if part.text]
        return Heard(
            text=" ".join(part.text for part in parts),
            is_doubtful=bool(parts) and all(part.is_doubtful for part in parts),
            is_speech=any(part.is_speech for part in parts),
        )

    def _decode(self, pcm: bytes) -> None:
        recognizer = self._loaded.result()
        for at in range(0, len(pcm), _CHUNK):
            if not self._wanted():
                return
            recognizer.feed(pcm[at : at + _CHUNK])
        words = " ".join([*(part.text for part in self._earlier), recognizer.partial()]).strip()
        if words != self._last_partial:
            self._last_partial = words
            self._tell(words)
