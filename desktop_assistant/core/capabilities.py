"""What one provider can do, as data: the session branches on these and never on a provider's name."""

from dataclasses import dataclass

from desktop_assistant.core.audio import AudioFormat, WhenQuiet


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageLimits:
    """What a picture may be like. Defaults are far within what OpenAI has been seen to take; it documents no limit."""

    max_side: int = 1536
    """Pixels of the longer side."""
    max_bytes: int = 700_000
    """Of the encoded picture."""
    kept: int = 4
    """How many stay in a session: each is billed again with every answer, so older ones are taken out where that is possible,
    and a new session is told of no more."""
    frames_per_s: float = 0.0
    """How often it takes a picture of what is shown all the time (a screen, a camera), beside the conversation; 0 = never. Who
    takes pictures as items of the conversation would bill each of them again with every answer."""
    max_frame_bytes: int = 150_000
    """Of such a picture: with a megabit a second a voice behind it would wait little more than a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """Defaults describe OpenAI Realtime (GA) over a WebSocket."""

    greets: bool = True
    """The server speaks first; else the configuration is what opens the session."""
    hears: bool = True
    """It takes sound; else only what is typed reaches it, and it answers in writing."""
    server_vad: bool = True
    """The server can find turns itself and announces them."""
    semantic_vad: bool = True
    when_quiet: WhenQuiet = WhenQuiet.TRAILING_SILENCE
    """What it must be sent while nobody speaks."""
    judges_turns: bool = False
    """Its detector asks more than silence, and a turn may go on under its item: it ends click-to-talk turns too."""
    delete_items: bool = True
    """An item can be taken out of its conversation."""
    manual_turns: bool = True
    """We may commit a turn and ask for the response ourselves; else it answers by itself, whatever ended the turn."""
    answers_speech: bool = False
    """It finds the end of each turn that it hears and answers it, whoever ends it here; the rest it answers when asked."""
    leaves_turns_to_us: bool = False
    """Told so, its detector only finds the turns: we say which of them interrupts, and ask for the answers (`create_response` and
    `interrupt_response` both off). Only where that is documented."""
    full_duplex: bool = False
    """It listens while it speaks and judges itself whether to stop: only the person's hand or keyboard silences it."""
    truncate: bool = True
    """We must tell the server how much of an interrupted item was heard."""
    cancel: bool = True
    user_transcripts: bool = True
    transcribes_itself: bool = False
    """It writes down what it hears without being told how: its model answers the words."""
    tells_doubts: tuple[str, ...] = ()
    """Recognisers, by the beginnings of their names, that can say how sure they are of each word."""
    pins_language: bool = True
    """It can be told which language it is going to hear; else the model alone is told."""
    update_session: bool = True
    """Configuration may change while connected."""
    update_voice_after_audio: bool = False
    noise_reduction: tuple[str, ...] = ("near_field", "far_field")
    """What it may be asked to take out of the sound before it listens; the first is the best at a desk."""
    idle_timeout: bool = False
    """It can speak up when nobody has said anything for a while."""
    reasoning: bool = False
    """It can be told how hard to think."""
    retention: bool = False
    """It can be told how much of a full context to keep."""
    echo_cancellation: bool = False
    """It can take its own voice out of what it hears."""
    images: ImageLimits | None = ImageLimits()
    """None: it takes none."""
    tools: bool = True
    mcp: bool = False
    """It calls tools of other servers itself, and asks for leave."""
    seed_history: bool = True
    """A session can be told what was said before it, item by item."""
    seeds_at_start: bool = False
    """It can be told only as part of its configuration (`UpdateSession.history`)."""
    resume: bool = False
    ends_in_silence_s: float | None = None
    """It never says that an answer is over: it is when nothing has come for so long."""
    needs_key: bool = True
    is_local: bool = False
    """Speaks only to this machine; nothing leaves it."""
    input_formats: tuple[AudioFormat, ...] = (AudioFormat(),)
    output_formats: tuple[AudioFormat, ...] = (AudioFormat(),)
    one_format: bool = False
    """What it is sent and what it sends are encoded alike."""
    max_session_s: float | None = 3600.0
    parallel_sessions: bool = True
    """A second session may begin while the first one lasts: the next one is made ready before the old one closes."""
    max_message_bytes: int = 16 * 1024 * 1024
