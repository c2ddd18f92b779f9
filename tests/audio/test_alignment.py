import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.audio.alignment import ReferenceQueue


def ramp(start: int, count: int) -> np.ndarray:
    return np.arange(start, start + count, dtype=np.float32)


@given(st.lists(st.tuples(st.sampled_from(["push", "pop"]), st.integers(1, 500)), max_size=40))
def test_what_goes_in_comes_out_in_order_completed_with_silence(steps: list[tuple[str, int]]) -> None:
    queue, model, position = ReferenceQueue(), [], 1
    for step, count in steps:
        if step == "push":
            queue.push(ramp(position, count))
            model += list(ramp(position, count))
            position += count
        else:
            got = queue.pop(count, still_in_device=10**6)
            wanted = model[:count] + [0.0] * (count - len(model[:count]))
            del model[:count]
            assert got.tolist() == wanted
        assert len(queue) == len(model)


def test_lost_microphone_frames_do_not_make_the_reference_late_for_ever() -> None:
    queue = ReferenceQueue()
    queue.push(ramp(0, 24000))
    # The device has only 2,400 samples left: the first 21,360 were played while no frame was captured.
    assert queue.pop(240, still_in_device=2400)[0] == 24000 - 2400 - 240


def test_small_differences_are_left_alone() -> None:
    queue = ReferenceQueue()
    queue.push(ramp(0, 4800))
    assert queue.pop(240, still_in_device=3000)[0] == 0


def test_a_microphone_that_opens_in_mid_sentence_starts_with_what_is_unheard() -> None:
    queue = ReferenceQueue()
    queue.push(ramp(0, 999))
    queue.restart([ramp(5000, 100), ramp(5100, 140)])
    assert queue.pop(240, still_in_device=0).tolist() == ramp(5000, 240).tolist()
    queue.push(ramp(0, 10))
    queue.clear()
    assert not queue.pop(240, still_in_device=0).any()


def test_it_counts_how_often_the_device_ran_dry_or_was_emptied() -> None:
    queue = ReferenceQueue()
    queue.push(ramp(0, 480))
    for _ in range(2):
        queue.pop(240, still_in_device=0)
        assert queue.gaps == 0
    queue.pop(240, still_in_device=0)
    assert queue.gaps == 1
    queue.push(ramp(0, 100))
    queue.pop(240, still_in_device=0)
    assert queue.gaps == 2
    queue.clear()
    assert queue.gaps == 3
    queue.restart([ramp(0, 240)])
    assert queue.gaps == 4
    queue.pop(240, still_in_device=0)
    assert queue.gaps == 4
