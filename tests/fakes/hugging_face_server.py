"""Starts Hugging Face's own speech-to-speech server, in an environment of its own that has it.

Its recogniser and its text model are services over HTTP, as it offers; what it would have to download (the weights of its voice
detector, its voice, its sentence splitter) is the detector of this project, a service, and a rule; its judge of turns is off.

    python tests/fakes/hugging_face_server.py PORT URL-OF-THE-SERVICES DETECTOR.onnx
"""

# No types of this project's environment here: torch and the server are only in the other one.
import json
import re
import sys
import urllib.request

import numpy as np
import onnxruntime

RATE, CONTEXT = 16_000, 64


class Detector:
    """Its own model, read from a file; called as the one from torch.hub is."""

    def __init__(self, path, torch):
        self._torch = torch
        self._session = onnxruntime.InferenceSession(path)
        self._names = [one.name for one in self._session.get_inputs()]
        self.reset_states()

    def reset_states(self):
        self._state = np.zeros((2, 1, 128), np.float32)
        self._context = np.zeros((1, CONTEXT), np.float32)

    def __call__(self, samples, rate):
        window = np.asarray(samples, np.float32).reshape(1, -1)
        given = {"input": np.concatenate([self._context, window], 1), "state": self._state}
        if "sr" in self._names:
            given["sr"] = np.array(rate, np.int64)
        probability, self._state = self._session.run(None, given)[:2]
        self._context = window[:, -CONTEXT:]
        return self._torch.from_numpy(np.asarray(probability))


def main(port, url, detector):
    import torch

    torch.hub.load = lambda *_, **__: (Detector(detector, torch), None)

    import speech_to_speech.LLM.base_openai_compatible_language_model as writing
    import speech_to_speech.TTS.facebookmms_handler as speaking

    class FarVoice(speaking.FacebookMMSTTSHandler):
        """The handler as it is, around a voice that is a service."""

        def load_model(self, language_code, model_name=None):
            self.model = type("Voice", (), {"config": type("Config", (), {"sampling_rate": 24_000})})()
            self.model_name, self.language, self.tokenizer = "far", language_code, None

        def generate_audio(self, text):
            body = json.dumps({"model": "m", "input": text, "voice": "v", "response_format": "pcm"}).encode()
            asked = urllib.request.Request(f"{url}/audio/speech", body, {"Content-Type": "application/json"})
            pcm = urllib.request.urlopen(asked).read()
            return torch.from_numpy(np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.float32) / 32768)

    FarVoice.__module__ = speaking.__name__  # where its languages are looked up
    speaking.FacebookMMSTTSHandler = FarVoice
    writing.sent_tokenize = lambda text, *_: [one for one in re.split(r"(?<=[.!?])\s+", text) if one]

    from speech_to_speech.cli import main as serve

    stages = ["--stt", "openai", "--openai_stt_base_url", url, "--openai_stt_api_key", "none", "--openai_stt_model", "m"]
    stages += ["--llm_backend", "responses-api", "--responses_api_base_url", url, "--responses_api_api_key", "none"]
    stages += ["--model_name", "writer", "--tts", "facebookMMS", "--no_smart_turn"]
    sys.argv = ["speech-to-speech", "serve", "--port", port, *stages]
    serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
