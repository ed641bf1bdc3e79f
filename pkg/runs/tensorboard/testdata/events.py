"""Writes scalars.tfevents with TensorBoard's own messages and writer: the oracle of the tests.

    pip install tensorboard==2.21.0
    python events.py
"""

from pathlib import Path

from tensorboard.compat.proto import event_pb2, summary_pb2
from tensorboard.summary.writer.record_writer import RecordWriter

STARTED = 1795946400.25  # 2026-11-29 10:00:00.25 UTC
SCALARS = [("accuracy", 0, 0.5, 0.25), ("loss", 0, 0.5, 0.693), ("loss", 1, 1.5, float("inf")), ("test loss, µ", 70000, 2.75, 0.0)]


def scalar(tag, value):
    return summary_pb2.Summary(value=[summary_pb2.Summary.Value(tag=tag, simple_value=value)])


with open(Path(__file__).with_name("scalars.tfevents"), "wb") as file:
    writer = RecordWriter(file)
    writer.write(event_pb2.Event(wall_time=STARTED, file_version="brain.Event:2").SerializeToString())
    for tag, step, seconds, value in SCALARS:
        writer.write(event_pb2.Event(wall_time=STARTED + seconds, step=step, summary=scalar(tag, value)).SerializeToString())
