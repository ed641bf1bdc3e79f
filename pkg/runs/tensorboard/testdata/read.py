"""Prints what TensorBoard reads from a folder: a line of JSON for each scalar of each run."""

import json
import sys

from tensorboard.backend.event_processing.plugin_event_multiplexer import EventMultiplexer

multiplexer = EventMultiplexer(tensor_size_guidance={"scalars": 0}).AddRunsFromDirectory(sys.argv[1]).Reload()
for run, tags in sorted(multiplexer.Runs().items()):
    for tag in sorted(tags["tensors"]):
        assert multiplexer.SummaryMetadata(run, tag).plugin_data.plugin_name == "scalars"
        for event in multiplexer.Tensors(run, tag):
            print(json.dumps([run, tag, event.step, event.wall_time, event.tensor_proto.float_val[0]]))
