"""PocketSphinx with the model inside its wheel: English, good for commands and short questions, not for dictation.

One decoder serves all searches, so the acoustic model and the 135,000-word dictionary are in memory once (about 95 MB):
the language model runs while the user speaks. If the grammar knows the words that it has found by the end as a command, that
is all. Otherwise comes the model's second pass, and after a short turn the command grammar over the kept sound (5 % of real
time), which is believed only if the language model agrees: together 150 to 400 ms. Of a single word that is no command, a third
grammar tells whether it was a number or a hum; and of a second of anything a fourth, whether it was a wish for silence: said over
the assistant, half of it drowns, and the language model makes a sentence of the rest. The decoder lives as long as the engine,
because its idea of the speaker and microphone (cepstral mean) gets better with every turn.
"""

import contextlib
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from desktop_assistant.core.certainty import other_readings
from desktop_assistant.engine.recognizer.agreement import agrees
from desktop_assistant.engine.recognizer.port import Heard

_RATE_BYTES = 32_000
LONGEST_COMMAND_S = 6.0
LOOKED_AT = 8
"""Readings of which the different ones are offered."""
FEW_WORDS = 6
"""Of 46 short phrases that are no commands, by two synthesizers, 20 were written down rightly. And each of 40 hums became up to
four words ("in", "and who"), often by both passes; two or three hums in a row up to six."""
_LANGUAGE, _COMMANDS, _ANSWERS, _WISHES = "language", "commands", "answers", "wishes"
_HUMS = "uh-huh | uh | huh | hmm | mm | mhm | um | aha | ah | eh"
_ONE_TO_TWELVE = "zero | one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve"
_SHORT = "yes | yeah | no | okay | right | sure | cool | wow | i see | why | what | who | when | thanks | good"
_ANSWER_RULES = f"""#JSGF V1.0 UTF-8 en;
grammar answers;
public <answer> = {_ONE_TO_TWELVE} | <hum>+;
<hum> = {_HUMS};
"""
"""Was that a word, or a hum? The language model takes "eight" for "a", and an "uh-huh" for that as well."""
_NUMBERS = frozenset(re.findall(r"\w+", _ONE_TO_TWELVE))
_ANSWER_SURE, _LEAST_ANSWER_S, _MOST_ANSWER_S = 0.1, 0.7, 1.0
"""How likely it must be, among all that these rules allow, and with how much sound, half a second of it from before the voice:
two coughs in a row take longer. Said over the assistant by a person and two synthesizers, 12 of 16 numbers are that; of some 90
hums and coughs none. Many other words ("why", "Berlin") are more of a number than of a hum too. 0.1 s of work."""

_WISH = "stop | stop it | okay stop | no stop | hey stop | wait | oh wait | hold on | quiet | be quiet | shut up | enough"
_WISH_RULES = f"""#JSGF V1.0 UTF-8 en;
grammar wishes;
public <said> = {_WISH} | {_ONE_TO_TWELVE} | <hum>+ | {_SHORT};
<hum> = {_HUMS} | oh;
"""
_WISHED = frozenset(_WISH.split(" | "))
_WISH_SURE, _LEAST_WISH_S, _MOST_WISH_S = 0.25, 0.48, 0.88
"""How likely it must be, and its length: an uh-huh is shorter, two coughs in a row are longer. Of eight "stop" over an echo at
-6, 0 and +6 dB (four synthetic voices) the language model writes down 6, 3 and 3; with these rules 8, 5 and 4 are found, and none
in 100 hums, coughs, keys and pieces of other people's talk. 0.1 s of work."""
_SOFT_DB, _BEFORE_S, _AFTER_S = 20.0, 0.1, 0.15
"""What is so far below the loudest is what remains of the assistant's own words; a little around the rest is kept."""

_FRUGAL = {"bestpath": False, "maxhmmpf": 8000, "maxwpf": 20}
"""A seventh less of the second pass and a fifth less of the first, and the same words in each of 109 clips."""
_NARROW = {"beam": 1e-30, "wbeam": 1e-20, "pbeam": 1e-30, "maxhmmpf": 3000}
"""Narrower beams for the grammar: a third of the time at the same words. A search reads them when it is added."""
_THOROUGH = {"bestpath": True}
"""Without the best path there is no likelihood."""


@contextlib.contextmanager
def _settings(config: Any, wanted: Mapping[str, float]) -> Iterator[None]:
    before = {name: config[name] for name in wanted}
    for name, value in wanted.items():
        config[name] = value
    yield
    for name, value in before.items():
        config[name] = value


def _loud_part(pcm: bytearray) -> bytes:
    """From the first to the last 10 ms that are not soft, and a little around them."""
    block = _RATE_BYTES // 200
    samples = np.frombuffer(bytes(pcm), np.int16)
    powers = np.square(samples[: len(samples) // block * block].reshape(-1, block).astype(np.float32)).mean(1)
    loud = np.flatnonzero(powers > powers.max(initial=0.0) * 10 ** (-_SOFT_DB / 10))
    if not len(loud):
        return b""
    first = int(loud[0]) * block - int(_BEFORE_S * _RATE_BYTES / 2)
    last = int(loud[-1] + 1) * block + int(_AFTER_S * _RATE_BYTES / 2)
    return samples[max(0, first) : last].tobytes()


class PocketSphinxRecognizer:
    """Blocks for 0.5 s while it loads. Raises RuntimeError if the model is missing."""

    def __init__(self, grammar: Path) -> None:
        # Imported here because loading the library must not delay the socket.
        import pocketsphinx

        config = pocketsphinx.Config(loglevel="FATAL", lm=None, **_FRUGAL)
        self._decoder: Any = pocketsphinx.Decoder(config)
        self._decoder.add_lm_file(_LANGUAGE, pocketsphinx.get_model_path("en-us/en-us.lm.bin"))
        rules = grammar.read_text(encoding="utf-8")
        with _settings(self._decoder.config, _NARROW):
            self._decoder.add_jsgf_string(_COMMANDS, rules)
        with _settings(self._decoder.config, _THOROUGH):
            self._decoder.add_jsgf_string(_ANSWERS, _ANSWER_RULES)
            self._decoder.add_jsgf_string(_WISHES, _WISH_RULES)
        self._grammar = self._decoder.get_fsg(_COMMANDS)
        self._command_words = frozenset(re.findall(r"[a-z']+", re.sub(r"//.*|<.*?>", " ", rules)))
        self._kept = bytearray()
        self._open = False

    def begin(self) -> None:
        """Start listening with the language model; ends what `finish` left open, now that nobody waits."""
        if self._open:
            self._end()
        self._kept.clear()
        self._start(_LANGUAGE)

    def feed(self, pcm: bytes) -> None:
        """16 kHz mono PCM16, in order."""
        if len(self._kept) <= LONGEST_COMMAND_S * _RATE_BYTES:
            self._kept += pcm
        if pcm:
            self._decoder.process_raw(pcm, False, False)

    def partial(self) -> str:
        """The best words so far."""
        return self._words() if self._open else ""

    def finish(self) -> Heard:
        """Second pass of the language model, then the grammar if the turn was short; neither if it was a command already."""
        if not self._open:
            return Heard()
        if self._is_command(first := self._words()):
            # Of 92 spoken commands 30 end here, after 0.1 ms; the second pass changed a word of one, and that one for the worse.
            return Heard(text=first, is_command=True)
        self._end()
        said = self._words()
        if self._is_command(said):
            return Heard(text=said, is_command=True)
        others = self._others(first, said)
        command = self._command() if self._may_be_command(said) else ""
        if command and agrees(command, said, self._phones):
            return Heard(text=command, is_command=True)
        others = tuple(one for one in others if one not in _WISHED)  # the rules below know better
        if wish := self._wish():
            return Heard(text=said or wish, alternatives=other_readings(said or wish, (wish, *others)), is_doubtful=True)
        if answer := self._answer() if len(said.split()) == 1 else "":
            word = answer if answer in others else said
            readings = other_readings(word, (answer, said, *others))
            return Heard(text=word, alternatives=readings, is_doubtful=answer != said, is_speech=True)
        return Heard(text=said, alternatives=others, is_doubtful=0 < len(said.split()) <= FEW_WORDS)

    def close(self) -> None:
        """Nothing to release beyond memory."""

    def _is_command(self, said: str) -> bool:
        return bool(said) and self._grammar.accept(said)

    def _others(self, first: str, said: str) -> tuple[str, ...]:
        """What else a turn may have been on which the two passes do not agree: of 45 spoken sentences they disagreed on 24 of 35
        that were misheard, and on 3 of 10 that were not. After a long turn the list of the likeliest may take a third of a
        second, so that only the first pass is offered then."""
        if not said or first == said:
            return ()
        is_short = len(self._kept) <= LONGEST_COMMAND_S * _RATE_BYTES
        likeliest = islice(self._decoder.nbest() or (), LOOKED_AT) if is_short else ()
        found = [re.sub(r"\(\d+\)", "", one.hypstr).strip() for one in likeliest if one is not None and one.hypstr]
        return other_readings(said, (*found[:2], first, *found[2:]))

    def _may_be_command(self, said: str) -> bool:
        """Whether the grammar is worth its time: a short turn, and half of the words are words of commands."""
        words = said.split()
        known = sum(word in self._command_words for word in words)
        return bool(words) and known * 2 >= len(words) and len(self._kept) <= LONGEST_COMMAND_S * _RATE_BYTES

    def _command(self) -> str:
        self._search_again(_COMMANDS)
        return self._words()

    def _answer(self) -> str:
        """The number that is likeliest; empty: a hum is as likely."""
        if not _LEAST_ANSWER_S <= len(self._kept) / _RATE_BYTES <= _MOST_ANSWER_S:
            return ""
        self._search_again(_ANSWERS)
        found = self._decoder.hyp()
        is_sure = found is not None and found.prob >= _ANSWER_SURE
        return found.hypstr if is_sure and found.hypstr in _NUMBERS else ""

    def _wish(self) -> str:
        """That for silence, if it is the likeliest; else empty."""
        if len(self._kept) > LONGEST_COMMAND_S * _RATE_BYTES:
            return ""
        loud = _loud_part(self._kept)
        if not _LEAST_WISH_S <= len(loud) / _RATE_BYTES <= _MOST_WISH_S:
            return ""
        self._search_again(_WISHES, loud)
        found = self._decoder.hyp()
        return found.hypstr if found is not None and found.prob >= _WISH_SURE and found.hypstr in _WISHED else ""

    def _search_again(self, search: str, pcm: bytes | None = None) -> None:
        self._start(search)
        self._decoder.process_raw(bytes(self._kept) if pcm is None else pcm, False, False)
        self._end()

    def _start(self, search: str) -> None:
        self._decoder.activate_search(search)
        self._decoder.start_utt()
        self._open = True

    def _end(self) -> None:
        self._open = False
        self._decoder.end_utt()

    def _words(self) -> str:
        found = self._decoder.hyp()
        return found.hypstr.strip() if found is not None else ""

    def _phones(self, word: str) -> list[str]:
        known = self._decoder.lookup_word(word)
        return known.split() if known else list(word.upper())
