"""Answers calls with PyTorch: a line of JSON for each line of JSON.

The first line has numbers that tensors are filled with; each further one is a call: its expression, its
inputs' shapes, which numbers fill them, and whether to calculate in double precision. An answer has the shapes and numbers (float32, base64) of what
came out, or the error.
"""
import base64
import json
import math
import sys

import numpy
import torch
import torch.nn.functional as F
import torchvision
from torch import nn

POOLS = {}


def fill(name, start, shape):
    pool = POOLS[name]
    places = (numpy.arange(math.prod(shape)) + 101 * start) % len(pool)
    return torch.from_numpy(pool[places]).reshape(shape).to(torch.get_default_dtype())


def layer(module):
    """As it is after training, its tensors filled in the order of its state_dict."""
    kept = [item for item in module.state_dict().items() if item[1].is_floating_point()]
    for place, (name, tensor) in enumerate(kept):
        tensor.copy_(fill("positive" if name.endswith("running_var") else "any", 10 + place, tensor.shape))
    return module.eval()


# What PyTorch writes as operators or with tensors where a call here takes lists.


def sliced(x, dim, start=None, end=None, step=1):
    x.size(dim)  # refuses an axis that is not there
    return x[(slice(None),) * (dim % x.dim()) + (slice(start, end, step),)]


def index(x, *parts):
    return x[tuple(part(p) for p in parts)]


def part(p):
    if p == "...":
        return ...
    if isinstance(p, str):
        return slice(*(int(bound) if bound.strip() else None for bound in p.split(":")))
    return list(p) if isinstance(p, tuple) else p


def index_select(x, dim, indices):
    return x.index_select(dim, torch.tensor(indices, dtype=torch.int64))


def where(condition, a, b):
    a, b = (torch.tensor(float(n)) if isinstance(n, (int, float)) else n for n in (a, b))
    return torch.where(condition != 0, a, b)


def attention(query, key, value, attn_mask=None, is_causal=False):
    return F._scaled_dot_product_attention(query, key, value, attn_mask, is_causal=is_causal)[0]


def binary(name):
    """Numbers on either side, which PyTorch's function does not take."""
    def call(a, b):
        return getattr(torch, name)(*(torch.tensor(float(n)) if isinstance(n, (int, float)) else n for n in (a, b)))
    return call


class CircularPad(nn.Module):
    """PyTorch has it from 2.1 on."""

    def __init__(self, padding):
        super().__init__()
        self.padding = (padding,) * (2 * self.axes) if isinstance(padding, int) else padding

    def forward(self, x):
        if x.dim() not in (self.axes + 1, self.axes + 2) or len(self.padding) != 2 * self.axes:
            raise RuntimeError("wrong rank")
        return F.pad(x, self.padding, mode="circular")


class CircularPad1d(CircularPad):
    axes = 1


class CircularPad2d(CircularPad):
    axes = 2


class CircularPad3d(CircularPad):
    axes = 3


def full(sizes, value):
    return torch.full(sizes, float(value))


maximum, minimum = binary("maximum"), binary("minimum")


def tensors(value):
    if isinstance(value, torch.Tensor):
        return [value]
    return [tensor for one in value for tensor in tensors(one)]


def printed(tensor):
    numbers = tensor.detach().float().contiguous().numpy().tobytes()
    return {"shape": list(tensor.shape), "data": base64.b64encode(numbers).decode()}


def answer(call):
    torch.set_default_dtype(torch.float64 if call["double"] else torch.float32)
    given = {name: fill(call["fill"], place, shape)
             for place, (name, shape) in enumerate(zip("xyzvw", call["inputs"]))}
    try:
        with torch.no_grad():
            return {"outputs": [printed(t) for t in tensors(eval(call["python"], globals(), given))]}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"[:200]}


def main():
    torch.set_num_threads(1)
    for name, numbers in json.loads(sys.stdin.readline()).items():
        POOLS[name] = numpy.frombuffer(base64.b64decode(numbers), dtype=numpy.float32)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


main()
