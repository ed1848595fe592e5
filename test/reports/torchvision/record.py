"""What torchvision's CNNs for classification are, as data that the tests read: `/usr/bin/python3 record.py > nets.json`.

For each net: the input that its weights were published for, its learned numbers, the multiplications of its convolutions
and linear layers, and a digest of the names and shapes of its `state_dict`, without the counters `num_batches_tracked`. Under
`run`, with ten classes, for a small image: a digest of the shapes that come out of its layers, and the scores with weights that follow
from their names alone (`test/support/made-weights.ts` makes the same ones).
"""

import hashlib
import json
import math
import sys

import numpy
import torch
import torchvision
from torchvision import models

FAMILIES = (
    "alexnet convnext densenet efficientnet googlenet inception mnasnet mobilenet regnet resnet resnext shufflenet "
    "squeezenet vgg wide_resnet"
).split()
SIZES = {
    "efficientnet_b1": 240, "efficientnet_b2": 288, "efficientnet_b3": 300, "efficientnet_b4": 380,
    "efficientnet_b5": 456, "efficientnet_b6": 528, "efficientnet_b7": 600, "efficientnet_v2_s": 384,
    "efficientnet_v2_m": 480, "efficientnet_v2_l": 480, "inception_v3": 299,
}  # fmt: skip


def names():
    return [name for name in models.list_models(models) if name.startswith(tuple(FAMILIES))]


def build(name, classes=1000):
    # Their auxiliary heads are for training alone.
    heads = {"aux_logits": False, "init_weights": False} if name in ("googlenet", "inception_v3") else {}
    return models.get_model(name, weights=None, num_classes=classes, **heads).eval()


def state(model):
    return {k: v for k, v in model.state_dict().items() if not k.endswith("num_batches_tracked")}


def digest(lines):
    return hashlib.sha256("".join(sorted(f"{line}\n" for line in lines)).encode()).hexdigest()[:16]


def sizes(tensor):
    return "x".join(map(str, tensor.shape))


LAYERS = (torch.nn.Conv2d, torch.nn.Linear, torch.nn.BatchNorm2d)


def watched(model, image):
    """What comes out of a run, and each layer with weights with the tensor that it gave."""
    given = []
    for name, layer in model.named_modules():
        if isinstance(layer, LAYERS):
            layer.register_forward_hook(lambda _, __, output, name=name, layer=layer: given.append((name, layer, output)))
    with torch.no_grad():
        return model(image), given


def macs(given):
    dense = [(layer, output) for _, layer, output in given if not isinstance(layer, torch.nn.BatchNorm2d)]
    return sum(output.numel() * layer.weight[0].numel() for layer, output in dense)


def fractions(name, count):
    """Numbers from 0 to 1 that follow from a name: MurmurHash3's last step of each index after a start."""
    start = numpy.uint32(int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big"))
    h = numpy.arange(count, dtype=numpy.uint32) + start
    h ^= h >> 16
    h *= numpy.uint32(0x85EBCA6B)
    h ^= h >> 13
    h *= numpy.uint32(0xC2B2AE35)
    h ^= h >> 16
    return h / 2**32


def made(name, tensor):
    r, kind = fractions(name, tensor.numel()), name.rsplit(".", 1)[-1]
    if kind in ("running_mean", "bias"):
        r = (r - 0.5) / 5
    elif kind == "layer_scale":
        r = r / 2
    elif tensor.dim() == 1:
        r = r + 0.5
    else:
        r = (r - 0.5) * math.sqrt(24 / tensor[0].numel())
    return torch.from_numpy(r.astype(numpy.float32)).reshape(tensor.shape)


def figures(name):
    model = build(name)
    size = SIZES.get(name, 224)
    _, given = watched(model, torch.zeros(1, 3, size, size))
    return {
        "model": name,
        "input": [1, 3, size, size],
        "parameters": sum(p.numel() for p in model.parameters()),
        "macs": macs(given),
        "state": digest(f"{key} {sizes(tensor)}" for key, tensor in state(model).items()),
    }


def run(name):
    model = build(name, 10)
    side = 96 if name == "inception_v3" else 64
    with torch.no_grad():
        for key, tensor in state(model).items():
            tensor.copy_(made(key, tensor))
    image = (fractions("image", 3 * side * side) - 0.5) * math.sqrt(12)
    x = torch.from_numpy(image.astype(numpy.float32)).reshape(1, 3, side, side)
    scores, given = watched(model, x)
    exact, _ = watched(model.double(), x.double())
    if (scores - exact).abs().max() > 2e-5 * exact.abs().max():
        return None  # Single precision does not decide the scores, in PyTorch neither.
    return {
        "image": [1, 3, side, side],
        "shapes": digest(f"{layer} {sizes(output)}" for layer, _, output in given),
        "scores": [float(f"{score:.7g}") for score in scores.flatten().tolist()],
    }


def row(name):
    print(name, file=sys.stderr)
    counted = figures(name)
    # A file of more than 2 GiB of weights is not written.
    return counted | {"run": run(name) if counted["parameters"] < 2**29 else None}


if __name__ == "__main__":
    source = f"torchvision {torchvision.__version__}, PyTorch {torch.__version__}"
    rows = ",\n".join("    " + json.dumps(row(name)) for name in names())
    print(f'{{\n  "source": "{source}",\n  "models": [\n{rows}\n  ]\n}}')
