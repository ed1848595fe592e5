"""Runs a net for the bench: reads its statements, weights and then inputs from stdin, and answers with times and outputs.

Every message is a length in bytes, as a little-endian u32, and so many bytes. An answer is the milliseconds as a
float64, then the first output as float32.
"""

import json
import struct
import sys
import time
import warnings

import numpy
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
# Of `F.sigmoid`, which is called as its op is named here.
warnings.filterwarnings("ignore", message=".*deprecated")


def message():
    (length,) = struct.unpack("<I", sys.stdin.buffer.read(4))
    return sys.stdin.buffer.read(length)


def tensor(data, shape):
    return torch.from_numpy(numpy.frombuffer(data, numpy.float32).copy()).reshape(shape)


def frozen(program, w, shape):
    names = {"F": F, "torch": torch, "w": w}
    lines = ["def forward(x):", *program["statements"], f"return ({', '.join(program['outputs'])},)"]
    exec("\n  ".join(lines), names)

    class Net(torch.nn.Module):
        def forward(self, x):
            return names["forward"](x)

    traced = torch.jit.trace(Net().eval(), torch.zeros(shape))
    # Not `optimize_for_inference`, which computes something else of broadcast products in PyTorch 1.13.
    return torch.jit.freeze(traced)


program = json.loads(message())
weights = [tensor(message(), shape) for shape in program["weights"]]
with torch.inference_mode():
    net = frozen(program, weights, program["inputShape"])
    while True:
        header = sys.stdin.buffer.read(4)
        if len(header) < 4:
            break
        given = tensor(sys.stdin.buffer.read(struct.unpack("<I", header)[0]), program["inputShape"])
        started = time.perf_counter()
        output = net(given)[0]
        milliseconds = (time.perf_counter() - started) * 1000
        answer = struct.pack("<d", milliseconds) + output.contiguous().numpy().tobytes()
        sys.stdout.buffer.write(struct.pack("<I", len(answer)) + answer)
        sys.stdout.buffer.flush()
